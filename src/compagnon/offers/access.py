"""Who may reach an offer: the candidate to whom it is made, and nobody else."""

from __future__ import annotations

from django.http import Http404

from compagnon.applications.access import own
from compagnon.applications.models import Application
from compagnon.people.models import Person

from .models import Offer
from .steps import OfferStep


def own_at_offer(person: Person, code: str) -> tuple[Application, Offer | None]:
    """Return the candidate's application and its latest offer, or 404.

    The offer is None while it is still being written. An application that has not come
    to its offer step has no such page.
    """
    application = own(person, code)
    offer = (
        Offer.objects.filter(application=application)
        .select_related("opening__place")
        .order_by("-issued_at", "-pk")
        .first()
    )
    if offer is None and application.step.kind != OfferStep.key:
        raise Http404
    return application, offer


def own_offer(person: Person, code: str) -> tuple[Application, Offer]:
    """Return the candidate's application and its latest offer, or 404."""
    application, offer = own_at_offer(person, code)
    if offer is None:
        raise Http404
    return application, offer
