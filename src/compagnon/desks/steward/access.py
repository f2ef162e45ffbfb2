"""Whom a steward may look after: everybody, by code. Retrieval is the permission."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from compagnon.people.models import Grant, Person, RoleChange


def person(code: str) -> Person:
    """Return anybody by code, or 404."""
    found = Person.objects.filter(code=code.strip().upper()).first()
    if found is None:
        raise Http404
    return found


def member(code: str) -> Person:
    """Return somebody who is or was staff, or 404: candidates have another page."""
    own = {"person": OuterRef("pk")}
    found = (
        Person.objects.filter(
            Q(Exists(Grant.objects.filter(**own)))
            | Q(Exists(RoleChange.objects.filter(**own))),
            code=code,
        )
        .select_related("identity")
        .first()
    )
    if found is None:
        raise Http404
    return found


def grant_of(member: Person, pk: int) -> Grant:
    """Return a role of a member of staff, or 404."""
    found = member.grants.select_related("person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
