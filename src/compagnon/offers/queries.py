"""What other pages may know of offers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.translation import get_language

from compagnon.applications.models import Application
from compagnon.applications.rules import Status
from compagnon.postings.models import Opening

from .models import Offer
from .rules import GRACE, State, filled

# An open offer holds its seat only while the application still waits for the answer.
HOLDS_A_SEAT = Q(offers__state=State.ACCEPTED) | Q(
    offers__state=State.OPEN, offers__application__status=Status.OFFERED
)


@dataclass(frozen=True)
class OfferLine:
    """The latest offer of an application, without any identity."""

    code: str
    state: State
    opening_code: str
    opening_title: str
    place: str
    starts_on: date
    ends_on: date | None
    issued_at: datetime
    answer_by: datetime
    answered_at: datetime | None
    letter_sha256: str

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def is_accepted(self) -> bool:
        return self.state is State.ACCEPTED


def offer_of(application: Application) -> OfferLine | None:
    """Return the latest offer of an application. One query."""
    offer = (
        Offer.objects.filter(application=application)
        .select_related("opening__place")
        .order_by("-issued_at", "-pk")
        .first()
    )
    if offer is None:
        return None
    has_ended = offer.is_open and application.status != Status.OFFERED
    return OfferLine(
        code=offer.code,
        state=State.VOID if has_ended else State(offer.state),
        opening_code=offer.opening.code,
        opening_title=offer.opening.title,
        place=str(offer.opening.place),
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        issued_at=offer.issued_at,
        answer_by=offer.answer_by,
        answered_at=offer.answered_at,
        letter_sha256=offer.letter_sha256,
    )


def seats_left(opening: Opening) -> int:
    """Return how many more offers the opening allows. One query."""
    return seats_left_in([opening]).get(opening.pk, 0)


def seats_left_in(openings: Iterable[Opening]) -> dict[int, int]:
    """Return the seats left of each opening, by its primary key. One query."""
    found = Opening.objects.filter(pk__in=[opening.pk for opening in openings])
    return {
        pk: max(0, seats - taken)
        for pk, seats, taken in found.annotate(
            taken=Count("offers", filter=HOLDS_A_SEAT)
        ).values_list("pk", "seats", "taken")
    }


@dataclass(frozen=True)
class LetterPage:
    """What the person to whom the offer is made reads. The one place with the name."""

    code: str
    application_code: str
    programme: str
    language: str
    name: str
    paragraphs: list[str]
    conditions: list[str]
    sha256: str
    opening: str
    place: str
    zone: str
    starts_on: date
    ends_on: date | None
    issued_at: datetime
    answer_by: datetime
    state: State
    answered_at: datetime | None
    typed_name: str
    is_over: bool

    @property
    def can_be_answered(self) -> bool:
        return self.state is State.OPEN and not self.is_over

    @property
    def is_accepted(self) -> bool:
        return self.state is State.ACCEPTED

    @property
    def is_turned_down(self) -> bool:
        return self.state is State.TURNED_DOWN

    @property
    def is_taken_back(self) -> bool:
        return self.state is State.TAKEN_BACK

    @property
    def is_void(self) -> bool:
        return self.state is State.VOID

    @property
    def has_lapsed(self) -> bool:
        return self.state is State.LAPSED or (self.state is State.OPEN and self.is_over)


def letter_page(
    application: Application, offer: Offer, *, name: str, now: datetime
) -> LetterPage:
    """Return an offer as its own person reads it, in the active language. No query.

    Needs the offer's opening and place and the application's programme to be loaded.
    """
    language = "fr" if (get_language() or "en").startswith("fr") else "en"
    letter = offer.letter_in(language)
    has_ended = offer.is_open and application.status != Status.OFFERED
    due_at = max(offer.answer_by, application.due_at or offer.answer_by)
    return LetterPage(
        code=offer.code,
        application_code=application.code,
        programme=str(application.campaign.programme.declaration.full_name),
        language=language,
        name=name,
        paragraphs=[filled(words, {"name": name}) for words in letter["paragraphs"]],
        conditions=[filled(words, {"name": name}) for words in letter["conditions"]],
        sha256=offer.letter_sha256,
        opening=offer.opening.title,
        place=str(offer.opening.place),
        zone=offer.opening.place.time_zone,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        issued_at=offer.issued_at,
        answer_by=due_at,
        state=State.VOID if has_ended else State(offer.state),
        answered_at=offer.answered_at,
        typed_name=offer.typed_name,
        is_over=now > due_at + GRACE,
    )
