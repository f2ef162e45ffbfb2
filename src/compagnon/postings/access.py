"""Who may reach campaigns and openings. Retrieval is the permission."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from compagnon.people.access import programmes_in_care
from compagnon.people.models import Person, Role

from .models import Campaign, Opening

RELATED = ("campaign__programme", "place")


def public_opening(code: str, now: datetime) -> Opening:
    """Return an opening that is or was public: published or withdrawn, and not
    before its campaign opens. Or 404. One query.
    """
    found = (
        Opening.objects.select_related(*RELATED)
        .filter(
            Q(is_published=True) | Q(withdrawn_at__isnull=False),
            code=code,
            campaign__opens_at__lte=now,
        )
        .first()
    )
    if found is None:
        raise Http404
    return found


def managed_campaigns(person: Person) -> QuerySet[Campaign]:
    """Return the campaigns of the programmes that the person manages. One query."""
    slugs = programmes_in_care(person, Role.PROGRAMME_MANAGER)
    everything = Campaign.objects.select_related("programme")
    if slugs is None:
        return everything
    return everything.filter(programme__slug__in=slugs)


def managed_campaign(person: Person, code: str) -> Campaign:
    """Return a campaign of a programme that the person manages, or 404."""
    found = managed_campaigns(person).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def managed_opening(person: Person, code: str) -> Opening:
    """Return an opening of a programme that the person manages, or 404."""
    found = (
        Opening.objects.select_related(*RELATED)
        .filter(code=code, campaign__in=managed_campaigns(person))
        .first()
    )
    if found is None:
        raise Http404
    return found
