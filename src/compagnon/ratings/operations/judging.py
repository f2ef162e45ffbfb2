"""Writing a rating down, and locking it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications.operations import flag
from compagnon.applications.rules import FlagReason
from compagnon.people.models import Person
from compagnon.ratings import queries
from compagnon.ratings.errors import IncompleteError, LockedError, RefusedError
from compagnon.ratings.models import Observation, Rating, RatingTask
from compagnon.ratings.rules import Draft, far_apart, is_on_scale, unjudged, unquoted

from .opening import hold, open_third


def _held(task: RatingTask, actor: Person) -> RatingTask:
    """Return the task locked for writing, or refuse."""
    held = RatingTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if held.assessor_id != actor.pk:
        raise RefusedError(_("This is not yours to rate."))
    if held.locked_at is not None:
        raise LockedError(_("You have locked this rating. It stays as it is."))
    return held


def save_rating(
    task: RatingTask,
    *,
    actor: Person,
    competency: str,
    value: object = None,
    is_observed: bool | None = None,
    evidence: str = "",
    now: datetime | None = None,
) -> None:
    """Keep one draft. `is_observed` is None until the assessor judges."""
    draft = Draft(competency, evidence, value, is_observed)  # type: ignore[arg-type]
    save_draft(task, actor=actor, drafts=[draft], now=now)


@transaction.atomic
def save_draft(
    task: RatingTask,
    *,
    actor: Person,
    drafts: Iterable[Draft],
    notes: str | None = None,
    now: datetime | None = None,
) -> None:
    """Keep what is written so far, judged or not, as often as one likes."""
    now = now or timezone.now()
    held = _held(task, actor)
    for draft in drafts:
        _check(held, draft)
        Rating.objects.update_or_create(
            task=held,
            competency=draft.competency,
            defaults={
                "is_observed": draft.is_observed,
                "value": draft.value if draft.is_observed else None,
                "evidence": draft.evidence.strip(),
                "saved_at": now,
            },
        )
    if notes is not None:
        held.notes = task.notes = notes
        held.save(update_fields=["notes"])


def _check(task: RatingTask, draft: Draft) -> None:
    if draft.competency not in task.competencies:
        raise RefusedError(_("This competency is not rated here."))
    if draft.is_observed and (draft.value is None or not is_on_scale(draft.value)):
        raise RefusedError(_("Ratings go from 1 to 5, in half points."))


def take_note(
    task: RatingTask, *, actor: Person, text: str, now: datetime | None = None
) -> None:
    """Keep what was said, word for word."""
    save_draft(task, actor=actor, drafts=[], notes=text, now=now)


@transaction.atomic
def tick(
    task: RatingTask, *, actor: Person, position: int, now: datetime | None = None
) -> Observation:
    """Note that a line of the observation list was seen. The first moment counts."""
    now = now or timezone.now()
    held = _held(task, actor)
    seen, _is_new = Observation.objects.get_or_create(
        task=held, position=position, defaults={"seen_at": now}
    )
    return seen


@transaction.atomic
def untick(
    task: RatingTask, *, actor: Person, position: int, now: datetime | None = None
) -> None:
    """Take a tick back."""
    del now  # nothing is written
    _held(task, actor).observations.filter(position=position).delete()


@transaction.atomic
def lock(
    task: RatingTask, *, actor: Person, now: datetime | None = None
) -> RatingTask | None:
    """Close the rating for good. Returns the third task where one was called.

    Raises `IncompleteError` while a competency is neither rated nor "not observed", or
    while a 1, a 2 or a 5 has no evidence. Two locked ratings of the same subject that
    lie two points apart call a third assessor and a person.
    """
    now = now or timezone.now()
    # First the application: two assessors who lock at once must see each other.
    hold(task.application)
    held = _held(task, actor)
    _refuse_incomplete(held)
    held.locked_at = task.locked_at = now
    held.save(update_fields=["locked_at"])
    return _call_a_third(held, now)


def _refuse_incomplete(task: RatingTask) -> None:
    drafts = queries.drafts_of(task)
    if missing := unjudged(task.competencies, drafts.values()):
        raise IncompleteError(
            _("Rate each competency, or mark it as not observed."), missing
        )
    if missing := unquoted(drafts.values()):
        raise IncompleteError(
            _("A 1, a 2 or a 5 needs evidence: quote what was said or done."), missing
        )


def _call_a_third(task: RatingTask, now: datetime) -> RatingTask | None:
    own = queries.values_of(task)
    others = RatingTask.objects.about(task).locked().exclude(pk=task.pk)
    apart = {
        code
        for other in others.prefetch_related("ratings")
        for code in far_apart(own, queries.values_of(other))
    }
    if not apart or task.is_third:
        return None
    third = open_third(task, now=now)
    if third is None:
        return None
    words = _("Two ratings of “%(title)s” lie two points or more apart: %(codes)s.")
    flag(
        task.application,
        reason=FlagReason.RATERS_DIFFER,
        note=words % {"title": task.subject_title, "codes": ", ".join(sorted(apart))},
        now=now,
    )
    return third
