"""Who may reach a placement. Retrieval is the permission."""

from django.db.models import Q
from django.http import Http404

from compagnon.people.models import Person

from .models import Placement

RELATED = (
    "opening__place",
    "opening__campaign__programme",
    "person",
    "manager",
    "buddy",
)


def own(person: Person, code: str) -> Placement:
    """Return the hired person's own placement, or 404."""
    found = (
        Placement.objects.select_related(*RELATED)
        .filter(code=code, person=person)
        .first()
    )
    if found is None:
        raise Http404
    return found


def accompanied(person: Person, code: str) -> Placement:
    """Return a placement of which `person` is the manager or the buddy, or 404."""
    found = (
        Placement.objects.select_related(*RELATED)
        .filter(Q(manager=person) | Q(buddy=person), code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found
