"""Which applications of a campaign a list shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from compagnon.applications.models import (
    Application,
    ApplicationQuerySet,
    Choice,
    Decision,
    Flag,
)
from compagnon.applications.rules import ACTIVE, Status
from compagnon.postings.models import Campaign

# So many choices can be looked up first; of more, a walk down the list finds 50 sooner.
FEW = 2000
LAST_IN_ALPHABET = "Z"
CODE_LENGTH = 10
ORDERS = {"oldest": "entered_step_at", "latest": "-entered_step_at", "due": "due_at"}


@dataclass(frozen=True)
class Filters:
    """What the address of a list asks for; blank: everything."""

    step: str = ""
    status: str = Status.OPEN
    # "FR" or "FR/Lyon".
    place: str = ""
    opening: str = ""
    # A `FlagReason`, or "any".
    needs: str = ""
    days: int = 0
    is_overdue: bool = False
    is_held: bool = False
    code: str = ""
    order: str = "oldest"

    @property
    def by(self) -> str:
        """The field that orders the list: what is overdue stands by its due time."""
        return ORDERS["due" if self.is_overdue else self.order]

    @property
    def names_place(self) -> bool:
        return bool(self.place or self.opening)


def filtered(
    campaign: Campaign, filters: Filters, *, step_id: int | None, now: datetime
) -> QuerySet[Application]:
    """Return the applications that `filters` lets through, in no order.

    One query when a place or an opening is named, else none; the list itself is one.
    """
    found = Application.objects.filter(campaign=campaign)
    if filters.code:
        # Another page of the same list: a code is looked for whatever else is set.
        last = filters.code.ljust(CODE_LENGTH, LAST_IN_ALPHABET)
        return found.filter(code__gte=filters.code, code__lte=last)
    found = _by_summary(found, filters, step_id, now)
    if filters.needs:
        found = found.filter(open_flags__gt=0)
    if filters.needs not in {"", "any"}:
        flags = Flag.objects.filter(
            application=OuterRef("pk"), reason=filters.needs, cleared_at=None
        )
        found = found.filter(Exists(flags))
    if filters.is_held:
        found = found.filter(pk__in=held_decisions().values("application"))
    return _in_place(found, campaign, filters) if filters.names_place else found


def _by_summary(
    found: ApplicationQuerySet, filters: Filters, step_id: int | None, now: datetime
) -> ApplicationQuerySet:
    if filters.is_overdue and filters.status not in ACTIVE:
        found = found.filter(status__in=list(ACTIVE))
    elif filters.status != "all":
        found = found.filter(status=filters.status)
    if step_id is not None:
        found = found.filter(step=step_id)
    if filters.days:
        found = found.filter(entered_step_at__lt=now - timedelta(days=filters.days))
    if filters.is_overdue:
        return found.filter(due_at__lt=now)
    # What has no deadline has no place in an order of deadlines.
    return found.filter(due_at__isnull=False) if filters.order == "due" else found


def held_decisions() -> QuerySet[Decision]:
    return Decision.objects.filter(released_at=None, retracted_at=None)


def _in_place(
    found: ApplicationQuerySet, campaign: Campaign, filters: Filters
) -> QuerySet[Application]:
    """Keep those who ranked an opening there. Asks first whether they are few."""
    there = Q(opening__campaign=campaign)
    country, _slash, city = filters.place.partition("/")
    if country:
        there &= Q(opening__place__country=country)
    if city:
        there &= Q(opening__place__city=city)
    if filters.opening:
        there &= Q(opening__code=filters.opening)
    choices = Choice.objects.filter(there)
    if choices[: FEW + 1].count() <= FEW:
        return found.filter(pk__in=choices.values("application"))
    return found.filter(Exists(choices.filter(application=OuterRef("pk"))))
