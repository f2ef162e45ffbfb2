"""The only writers of interviews and their answers; recordings: see `recording`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications.models import Application
from compagnon.applications.operations import pass_step
from compagnon.people.models import Person
from compagnon.programmes.models import Step

from . import parts
from .errors import ClosedError, EmptyAnswerError, IncompleteError
from .models import Interview, Take
from .recording import give_up, keep_only, locked, next_number
from .rules import Kind, State, unanswered

# An upload to which nothing was added for so long is given up.
ABANDONED_AFTER = timedelta(hours=24)


def open_interview(
    application: Application, *, step: Step, now: datetime | None = None
) -> Interview:
    """Make the interview of a step that has opened. Again: the same one."""
    interview, _is_new = Interview.objects.get_or_create(
        application=application,
        step_key=step.key,
        defaults={"opened_at": now or timezone.now()},
    )
    return interview


@transaction.atomic
def keep(take: Take, *, now: datetime | None = None) -> Take:
    """Choose a stored take as the answer."""
    locked(take.interview, now=now or timezone.now(), is_late_ok=True)
    current = Take.objects.select_for_update(of=("self",)).get(pk=take.pk)
    if current.state != State.STORED:
        raise ClosedError(_("Only a take that is stored can be your answer."))
    keep_only(current)
    return current


@transaction.atomic
def write_answer(
    interview: Interview,
    *,
    question_key: str,
    text: str,
    is_draft: bool,
    now: datetime | None = None,
) -> Take:
    """Save a written answer; a draft leaves the choice of the answer as it is.

    Where the written answer is chosen already, what is saved stays chosen, unless it is
    emptied: then it is no answer any more.
    """
    now = now or timezone.now()
    text = text.strip()
    if not text and not is_draft:
        raise EmptyAnswerError(_("Write something before you keep it as your answer."))
    written = _written(locked(interview, now=now), question_key, now)
    written.text = text
    if not is_draft:
        written.state, written.stored_at = State.STORED, now
    elif not text:
        written.state, written.is_kept = State.RECORDING, False
    written.save(update_fields=["text", "state", "is_kept", "stored_at"])
    if not is_draft:
        keep_only(written)
    return written


def _written(interview: Interview, question_key: str, now: datetime) -> Take:
    """Return the one written take of a question, made where there is none."""
    takes = Take.objects.filter(interview=interview, question_key=question_key)
    return takes.filter(kind=Kind.TEXT).first() or Take.objects.create(
        interview=interview,
        question_key=question_key,
        number=next_number(takes),
        kind=Kind.TEXT,
        created_at=now,
    )


@transaction.atomic
def submit(
    interview: Interview, *, actor: Person, now: datetime | None = None
) -> Interview:
    """Hand the interview in: only whole, once, and then for good. Again: no change."""
    now = now or timezone.now()
    submitted = Interview.objects.filter(pk=interview.pk, submitted_at__isnull=False)
    if done := submitted.first():
        return done
    interview = locked(interview, now=now, is_late_ok=True)
    asked = [question.key for question in interview.declared.questions]
    answered = interview.takes.kept().values_list("question_key", flat=True)
    if missing := unanswered(asked, answered):
        numbers = ", ".join(str(asked.index(key) + 1) for key in missing)
        raise IncompleteError(
            _("Each question needs an answer. Still open: %(numbers)s.")
            % {"numbers": numbers}
        )
    interview.submitted_at = now
    interview.save(update_fields=["submitted_at"])
    pass_step(interview.application, actor=actor, at=interview.step_key, now=now)
    return interview


def forget(application: Application) -> int:
    """Delete all that the candidate recorded or wrote; return how many takes.

    Files first: where that breaks off, the rows still say what is left to delete.
    """
    takes = Take.objects.filter(interview__application=application)
    for take in takes:
        parts.discard(take.code)
        if take.file:
            default_storage.delete(str(take.file.name))
    return takes.delete()[0]


def sweep(now: datetime | None = None) -> int:
    """Give up uploads that nobody continues; return how many."""
    before = (now or timezone.now()) - ABANDONED_AFTER
    count = 0
    for take in Take.objects.unfinished().filter(created_at__lt=before):
        if not parts.written_since(take.code, before):
            give_up(take)
            count += 1
    # What a crash left behind: the part of a take that is stored, or no longer there.
    for code in list(parts.lying_since(before)):
        parts.discard(code)
    return count
