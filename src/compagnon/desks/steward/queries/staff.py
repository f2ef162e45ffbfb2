"""Who works here, with which roles, and how well their door is locked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from compagnon.kit.paging import page_of
from compagnon.people.access import colleague_names
from compagnon.people.models import (
    Authenticator,
    Grant,
    Identity,
    Person,
    Role,
    RoleChange,
)
from compagnon.people.second_factor import confirmed

SIZE = 50


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role of a member of staff."""

    number: int
    label: str
    programme: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of staff in the list."""

    code: str
    name: str
    email: str
    roles: list[RoleLine]
    has_second_factor: bool
    is_active: bool
    last_seen: datetime | None


@dataclass(frozen=True)
class Staff:
    """One page of the staff."""

    rows: list[MemberRow]
    unlocked: int
    previous: str | None
    next: str | None


def _role(grant: Grant) -> RoleLine:
    return RoleLine(grant.pk, str(Role(grant.role).label), grant.programme_slug)


def _factors() -> QuerySet[Authenticator]:
    return Authenticator.objects.exclude(kind=Authenticator.Kind.RECOVERY).exclude(
        confirmed_at=None
    )


def unlocked_staff() -> int:
    """Return how many members of staff have no second factor yet. One query."""
    return (
        Person.objects.filter(
            Exists(Grant.objects.filter(person=OuterRef("pk"))), is_active=True
        )
        .exclude(Exists(_factors().filter(person=OuterRef("pk"))))
        .count()
    )


def staff(cursor: str) -> Staff:
    """Return one page of those who are or were staff, by name. Three queries."""
    own = {"person": OuterRef("person")}
    identities = (
        Identity.objects.filter(
            Q(Exists(Grant.objects.filter(**own)))
            | Q(Exists(RoleChange.objects.filter(**own)))
        )
        .select_related("person")
        .prefetch_related("person__grants")
        .annotate(has_factor=Exists(_factors().filter(**own)))
    )
    page = page_of(identities, by="family_name", size=SIZE, cursor=cursor)
    return Staff(
        rows=[
            MemberRow(
                code=one.person.code,
                name=one.name,
                email=one.email,
                roles=[_role(grant) for grant in one.person.grants.all()],
                has_second_factor=one.has_factor,  # type: ignore[attr-defined]
                is_active=one.person.is_active,
                last_seen=one.person.last_login,
            )
            for one in page.items
        ],
        unlocked=unlocked_staff(),
        previous=page.previous,
        next=page.next,
    )


@dataclass(frozen=True)
class ChangeLine:
    """A role that was given or taken."""

    label: str
    programme: str
    is_given: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class Member:
    """One member of staff."""

    row: MemberRow
    factors: list[str]
    changes: list[ChangeLine]
    is_self: bool


def member_page(person: Person, *, reader: Person) -> Member:
    """Return one member of staff with the history of their roles. Five queries."""
    identity = Identity.objects.filter(person=person).first()
    grants = [_role(grant) for grant in person.grants.order_by("granted_at")]
    factors = [str(one.get_kind_display()) for one in confirmed(person)]
    changes = list(person.role_changes.select_related("changed_by")[:50])
    names = colleague_names({change.changed_by_id for change in changes})
    return Member(
        row=MemberRow(
            code=person.code,
            name=identity.name if identity else "",
            email=identity.email if identity else "",
            roles=grants,
            has_second_factor=bool(factors),
            is_active=person.is_active,
            last_seen=person.last_login,
        ),
        factors=factors,
        changes=[
            ChangeLine(
                label=str(Role(one.role).label),
                programme=one.programme_slug,
                is_given=one.is_given,
                by=names.get(one.changed_by_id, "")
                or (one.changed_by.code if one.changed_by else ""),
                at=one.changed_at,
            )
            for one in changes
        ],
        is_self=person.pk == reader.pk,
    )
