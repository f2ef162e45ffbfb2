"""The rows of a cohort: a page of 50 out of however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from compagnon.applications.models import Application, Choice, Flag
from compagnon.applications.rules import FlagReason, Status, Verdict
from compagnon.kit.paging import page_of
from compagnon.postings.models import Campaign, Opening
from compagnon.programmes.models import Step

from .filters import Filters, filtered, held_decisions

SIZE = 50
# How far a list counts: beyond this it says "more than".
COUNTED = 10_000
COUNTED_SLOWLY = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One application in a list, with nothing left to compute.

    What cannot hold a sign of HTML is marked safe: escaping it is a tenth of the page.
    """

    code: SafeString
    url: SafeString
    step: str
    # Blank where the whole list has one status.
    status: str
    places: str
    days: SafeString
    # Days until it is due, negative when that is over; blank: no deadline.
    due: SafeString
    is_overdue: bool
    needs: str
    held: str


@dataclass(frozen=True)
class Cohort:
    """One page of a list."""

    rows: list[Row]
    previous: str | None
    next: str | None
    # None where nobody counted: on later pages, and with a place.
    count: int | None
    limit: int

    @property
    def is_more(self) -> bool:
        return self.count is not None and self.count > self.limit


def cohort(
    campaign: Campaign,
    filters: Filters,
    *,
    steps: Sequence[Step],
    cursor: str,
    now: datetime,
) -> Cohort:
    """Return a page of 50 rows.

    Two queries (the rows and where they want to go), one where a row needs a person,
    and one more: on the first page how many there are, or with a place whether those
    who want to go there are few.
    """
    step_id = next((step.pk for step in steps if step.key == filters.step), None)
    found = filtered(campaign, filters, step_id=step_id, now=now)
    is_cheap = not (filters.needs or filters.is_held)
    limit = COUNTED if is_cheap else COUNTED_SLOWLY
    page = page_of(with_held(found), by=filters.by, size=SIZE, cursor=cursor)
    is_whole = page.previous is None and page.next is None
    count = len(page.items) if is_whole else None
    if count is None and not cursor and not filters.names_place:
        count = found.order_by()[: limit + 1].count()
    return Cohort(
        rows=rows_of(page.items, steps, now, with_status=filters.status == "all"),
        previous=page.previous,
        next=page.next,
        count=count,
        limit=limit,
    )


def with_held(found: QuerySet[Application]) -> QuerySet[Application]:
    held = held_decisions().filter(application=OuterRef("pk")).values("verdict")
    return found.annotate(held=Subquery(held))


def rows_of(
    applications: Sequence[Application],
    steps: Sequence[Step],
    now: datetime,
    *,
    with_status: bool = False,
) -> list[Row]:
    """Turn applications into rows. One query, one more where one needs a person."""
    titles = {step.pk: str(step.declared.title) for step in steps}
    statuses = {status.value: str(status.label) for status in Status}
    held = {one.value: _("Held: %s") % one.label for one in Verdict}
    places = places_of(application.pk for application in applications)
    needs = needs_of(one.pk for one in applications if one.open_flags)
    # Every address differs by its code only: resolving it once is enough.
    base = reverse("recruiter:application", args=["CODE"]).split("CODE")
    rows = []
    for one in applications:
        due = one.due_at if one.is_active else None
        rows.append(
            Row(
                code=SafeString(one.code),
                url=SafeString(one.code.join(base)),
                step=titles[one.step_id],
                status=statuses[one.status] if with_status else "",
                places=places.get(one.pk, ""),
                days=SafeString((now - one.entered_step_at).days),
                due=SafeString((due - now).days if due else ""),
                is_overdue=due is not None and due < now,
                needs=needs.get(one.pk, ""),
                held=held.get(getattr(one, "held", None) or "", ""),
            )
        )
    return rows


def places_of(keys: Iterable[int]) -> dict[int, str]:
    """Return where each application wants to go, first choice first. One query."""
    names: dict[int, list[str]] = defaultdict(list)
    choices = (
        Choice.objects.filter(application__in=list(keys))
        .order_by("application", "rank")
        .values_list(
            "application_id", "opening__place__city", "opening__place__country"
        )
    )
    for key, city, country in choices:
        names[key].append(city or country)
    return {key: ", ".join(dict.fromkeys(found)) for key, found in names.items()}


def needs_of(keys: Iterable[int]) -> dict[int, str]:
    """Return why each application needs a person. One query, none without keys."""
    keys = list(keys)
    if not keys:
        return {}
    words: dict[int, list[str]] = defaultdict(list)
    labels = {reason.value: str(reason.label) for reason in FlagReason}
    flags = Flag.objects.filter(application__in=keys, cleared_at=None)
    for key, reason in flags.order_by("raised_at").values_list(
        "application_id", "reason"
    ):
        words[key].append(labels[reason])
    return {key: "; ".join(found) for key, found in words.items()}


def steps_of(campaign: Campaign) -> list[Step]:
    """Return the steps of the campaign's programme in their order. One query."""
    steps = list(Step.objects.filter(programme=campaign.programme_id))
    for step in steps:
        step.programme = campaign.programme
    return steps


def places_in(campaign: Campaign) -> list[tuple[str, str]]:
    """Return each country and city with an opening, in their order. One query."""
    return list(
        Opening.objects.filter(campaign=campaign)
        .order_by("place__country", "place__city")
        .values_list("place__country", "place__city")
        .distinct()
    )


def count_in_words(shown: Cohort) -> str:
    """Say how many there are, as far as anybody counted."""
    if shown.count is None:
        return ""
    if shown.is_more:
        return _("more than %(n)s") % {"n": f"{shown.limit:,}"}
    return f"{shown.count:,}"
