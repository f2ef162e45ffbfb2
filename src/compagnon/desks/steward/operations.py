"""What a steward's click does where it touches more than one part of the house."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from compagnon.applications.models import Application
from compagnon.people import operations as people
from compagnon.people.access import find_by_address
from compagnon.people.models import Person, Role
from compagnon.placements.models import Placement
from compagnon.privacy import operations as privacy
from compagnon.privacy.queries import retention_rules
from compagnon.privacy.rules import Kind


@transaction.atomic
def add_member(
    *,
    email: str,
    name: str,
    role: Role,
    programme: str,
    actor: Person,
    now: datetime | None = None,
) -> Person:
    """Make somebody staff. They sign in by a mailed code, then add a second factor."""
    person = people.name_staff(email=email, name=name)
    people.grant_role(person, role, programme_slug=programme, actor=actor, now=now)
    return person


def find_person(
    sought: str, *, reader: Person, now: datetime | None = None
) -> Person | None:
    """Return whom a whole address or a code names; a hit by address is written down."""
    sought = sought.strip()
    if "@" in sought:
        return find_by_address(
            sought, among=Person.objects.all(), reader=reader, now=now
        )
    code = sought.upper()
    if person := Person.objects.filter(code=code).first():
        return person
    for model, owner in ((Application, "candidate"), (Placement, "person")):
        found = model._default_manager.filter(code=code).select_related(owner).first()  # noqa: SLF001
        if found is not None:
            return getattr(found, owner)  # type: ignore[no-any-return]
    return None


@transaction.atomic
def change_retention(
    months: dict[str, int], *, actor: Person, now: datetime | None = None
) -> int:
    """Write down the rules that differ from what stands; return how many."""
    now = now or timezone.now()
    standing = {rule.kind.value: rule.months for rule in retention_rules()}
    changed = {kind: value for kind, value in months.items() if standing[kind] != value}
    for kind, value in changed.items():
        privacy.change_rule(Kind(kind), months=value, actor=actor, now=now)
    return len(changed)
