"""Who may reach a rating task. Retrieval is the permission."""

from django.http import Http404

from compagnon.applications.rules import ACTIVE
from compagnon.people.models import Person

from .models import RatingTask


def own(person: Person, code: str) -> RatingTask:
    """Return a task that is the person's to do or that they locked, or 404.

    What is not locked when an application ends is nobody's to see any more.
    """
    found = (
        RatingTask.objects.of(person)
        .select_related("application__campaign")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    if found.locked_at is None and found.application.status not in ACTIVE:
        raise Http404
    return found
