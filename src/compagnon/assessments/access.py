"""Who may reach a sitting. Retrieval is the permission."""

from django.http import Http404

from compagnon.applications import access as applications
from compagnon.people.models import Person

from .models import Sitting


def own_sitting(person: Person, code: str, instrument: str) -> Sitting:
    """Return the candidate's own sitting with an instrument, or 404. Two queries."""
    application = applications.own(person, code)
    found = (
        application.sittings.select_related("instrument")
        .filter(instrument__key=instrument)
        .order_by("-id")
        .first()
    )
    if found is None:
        raise Http404
    # The one with its campaign and step already loaded.
    found.application = application
    return found
