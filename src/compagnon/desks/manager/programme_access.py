"""Which programmes a programme manager may see and change."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from compagnon.people.access import programmes_in_care
from compagnon.people.models import Person, Role
from compagnon.programmes.models import Programme


def managed_programmes(person: Person) -> QuerySet[Programme]:
    """Return all versions of the programmes that the person manages. One query."""
    slugs = programmes_in_care(person, Role.PROGRAMME_MANAGER)
    everything = Programme.objects.order_by("slug", "-version")
    return everything if slugs is None else everything.filter(slug__in=slugs)


def managed_programme(person: Person, pk: int) -> Programme:
    """Return one version, or 404."""
    found = managed_programmes(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def manages(person: Person, slug: str) -> bool:
    """Whether the person may load versions of this programme."""
    slugs = programmes_in_care(person, Role.PROGRAMME_MANAGER)
    return slugs is None or slug in slugs
