"""Who may reach an interview and its takes. Retrieval is the permission."""

from django.http import Http404

from compagnon.applications import access as applications
from compagnon.applications.models import Application
from compagnon.people.models import Person

from .models import Interview, Take
from .steps import OnDemandStep, Question

RELATED = "interview__application__step__programme"


def own_application(person: Person, code: str) -> tuple[Application, Interview | None]:
    """Return the candidate's application and the interview it has now, or had last.

    404 for a stranger, and where no interview was ever asked. None: the step is open
    and nobody has made the interview yet. Two queries.
    """
    application = applications.own(person, code)
    interviews = {one.step_key: one for one in application.interviews.all()}
    for one in interviews.values():
        one.application = application
    if application.step.kind == OnDemandStep.key:
        return application, interviews.get(application.step.key)
    if not interviews:
        raise Http404
    return application, max(interviews.values(), key=lambda one: one.opened_at)


def asked(interview: Interview, key: str) -> Question:
    """Return a question of the interview, or 404."""
    found = interview.question(key)
    if found is None:
        raise Http404
    return found


def own_take(person: Person, code: str, take_code: str) -> Take:
    """Return a take of the candidate's own application, or 404. One query."""
    found = (
        Take.objects.select_related(RELATED)
        .filter(
            code=take_code,
            interview__application__code=code,
            interview__application__candidate=person,
        )
        .first()
    )
    if found is None:
        raise Http404
    return found


def stored_take(code: str) -> Take:
    """Return a recording that can be played, or 404. The signed link let them in."""
    found = Take.objects.stored().exclude(media_type="").filter(code=code).first()
    if found is None:
        raise Http404
    return found
