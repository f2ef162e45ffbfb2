"""What privacy knows: obstacles, rules, nights. Nothing here is an identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from compagnon.applications.models import Application, Event
from compagnon.applications.rules import Kind as EventKind
from compagnon.people.models import Grant, Person
from compagnon.placements.models import Placement
from compagnon.placements.rules import PlacementStatus

from .models import RetentionRule
from .rules import KEEPINGS, Kind, months_before

ACTIVE_PLACEMENTS = (PlacementStatus.EXPECTED, PlacementStatus.STARTED)


def obstacles_to_erasure(person: Person) -> list[str]:
    """Return, in words, what must end before the person can be erased. Four queries."""
    active = Placement.objects.filter(status__in=ACTIVE_PLACEMENTS)
    found = []
    if active.filter(person=person).exists():
        found.append(
            _(
                "A placement is expected or under way, and the employer must be able "
                "to keep to it. It has to be completed, ended or cancelled first."
            )
        )
    if Event.objects.filter(
        application__candidate=person,
        kind=EventKind.OFFER_ACCEPTED,
        handled_at=None,
    ).exists():
        found.append(
            _("An offer has just been accepted; its placement is being opened.")
        )
    if Grant.objects.filter(person=person).exists():
        found.append(_("The person is staff. Take their roles away first."))
    if active.filter(Q(manager=person) | Q(buddy=person)).exists():
        found.append(
            _("Somebody else has them as manager or buddy. Name another one first.")
        )
    return found


@dataclass(frozen=True)
class RuleLine:
    """One rule of retention as it stands."""

    kind: Kind
    months: int
    default: int
    from_when: str
    what_goes: str
    changed_by: str
    changed_at: datetime | None

    @property
    def label(self) -> str:
        return str(self.kind.label)

    def cutoff(self, now: datetime) -> datetime:
        return months_before(now, self.months)


def retention_rules() -> list[RuleLine]:
    """Return all rules, the default where nobody changed one. One query."""
    changed = {
        rule.kind: rule for rule in RetentionRule.objects.select_related("changed_by")
    }
    lines = []
    for kind, keeping in KEEPINGS.items():
        rule = changed.get(kind)
        lines.append(
            RuleLine(
                kind=kind,
                months=rule.months if rule else keeping.months,
                default=keeping.months,
                from_when=str(keeping.from_when),
                what_goes=str(keeping.what_goes),
                changed_by=rule.changed_by.code if rule else "",
                changed_at=rule.changed_at if rule else None,
            )
        )
    return lines


def cutoffs(now: datetime) -> dict[Kind, datetime]:
    """Return before which moment each kind of data goes. One query."""
    return {line.kind: line.cutoff(now) for line in retention_rules()}


def uncleared(person: Person) -> list[Application]:
    """Return the person's applications that still hold content. One query."""
    return list(
        Application.objects.of(person)
        .filter(clearing=None)
        .select_related("campaign__programme", "step__programme")
        .order_by("pk")
    )
