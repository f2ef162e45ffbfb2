"""Who may reach an application. Retrieval is the permission."""

from django.http import Http404

from compagnon.people.access import programmes_in_care
from compagnon.people.models import Person, Role

from .models import Application, ApplicationQuerySet

RELATED = ("campaign__programme", "step__programme")


def own(person: Person, code: str) -> Application:
    """Return the candidate's own application, or 404."""
    found = (
        Application.objects.select_related(*RELATED)
        .filter(code=code, candidate=person)
        .first()
    )
    if found is None:
        raise Http404
    return found


def cared_for(person: Person, *roles: Role) -> ApplicationQuerySet:
    """Return the applications of the programmes that the person's roles cover."""
    slugs = programmes_in_care(person, *(roles or (Role.RECRUITER,)))
    everything = Application.objects.all()
    if slugs is None:
        return everything
    return everything.filter(campaign__programme__slug__in=slugs)


def in_care_of(person: Person, code: str, *roles: Role) -> Application:
    """Return an application of a programme in the person's care, or 404."""
    found = cared_for(person, *roles).select_related(*RELATED).filter(code=code).first()
    if found is None:
        raise Http404
    return found
