"""One opening as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from compagnon.eligibility.reading import rule_book
from compagnon.eligibility.rules.book import Destination
from compagnon.kit.cldr import country_name
from compagnon.postings.models import Campaign, Opening, Place
from compagnon.programmes.declaration import Declaration, Text

from .queries import asks_eligibility, asks_work_right
from .structured import data_block, job_posting


@dataclass(frozen=True)
class Sheet:
    """An opening with all that its page says of it."""

    opening: Opening
    declared: Declaration
    is_open: bool
    work_right: str

    @property
    def campaign(self) -> Campaign:
        return self.opening.campaign

    @property
    def place(self) -> Place:
        return self.opening.place

    @property
    def closes_at(self) -> datetime:
        return min(self.opening.closes_at, self.opening.campaign.closes_at)

    @property
    def asks_eligibility(self) -> bool:
        """Whether the statutory rules of a public scheme are asked."""
        return asks_eligibility(self.declared)

    @property
    def note(self) -> Destination | None:
        """What the public scheme's rules say of this country, with its source."""
        if not self.asks_eligibility:
            return None
        return rule_book().destinations.get(self.place.country)

    @property
    def task(self) -> str:
        """The title of the technical task that it names; blank where none."""
        return next(
            (
                str(Text.model_validate(task["title"]))
                for step in self.declared.steps
                for task in step.settings.get("tasks", [])
                if task["key"] == self.opening.technical_task
            ),
            "",
        )

    @property
    def data(self) -> SafeString:
        """The opening for machines, as a data block."""
        return data_block(
            job_posting(
                self.opening,
                url=settings.ORIGIN + reverse("public:opening", args=[self.code]),
                organisation=settings.ORGANISATION,
                work_right=self.work_right,
            )
        )

    @property
    def code(self) -> str:
        return self.opening.code


def sheet_of(opening: Opening, now: datetime) -> Sheet:
    """Return the sheet of an opening. At most one query, for the programme's words."""
    is_open = (
        opening.is_published
        and opening.closes_at > now
        and opening.campaign.is_open(now)
    )
    return Sheet(
        opening=opening,
        declared=opening.campaign.programme.declaration,
        is_open=is_open,
        work_right=_work_right(opening),
    )


def _work_right(opening: Opening) -> str:
    if not asks_work_right(opening.campaign.programme.declaration):
        return ""
    words = _(
        "You declare that you may work in %(country)s now and for the whole programme, "
        "without sponsorship."
    )
    return words % {"country": country_name(opening.place.country)}
