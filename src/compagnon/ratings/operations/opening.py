"""Finding people to rate: opening tasks, giving them out, taking them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications.models import Application
from compagnon.applications.operations import flag
from compagnon.applications.rules import FlagReason
from compagnon.people.models import Person
from compagnon.programmes.models import Step
from compagnon.ratings import queries
from compagnon.ratings.errors import LockedError, RefusedError
from compagnon.ratings.models import RatingTask, RatingTaskQuerySet, Recusal
from compagnon.ratings.rules import Bench, Subject

# A third assessor gets at least this long.
TIME_FOR_A_THIRD = timedelta(days=3)


@transaction.atomic
def open_ratings(
    application: Application,
    *,
    step: Step,
    subjects: Sequence[Subject],
    raters: int,
    due_at: datetime,
    panel: Sequence[Person] = (),
    now: datetime | None = None,
) -> list[RatingTask]:
    """Give each subject to `raters` different assessors; asked twice, it is done once.

    People of `panel` come first; then those who speak the application's language, the
    least busy first. Where too few can rate, the application is flagged and the rest
    of the tasks wait for somebody. Returns the tasks that were waiting.
    """
    now = now or timezone.now()
    hold(application)
    ours = RatingTask.objects.filter(application=application, step_key=step.key)
    seats = set(ours.values_list("subject_kind", "subject_key", "seat"))
    for seat in range(1, raters + 1):
        for subject in subjects:
            if (subject.kind, subject.key, seat) not in seats:
                _open_seat(
                    application,
                    subject,
                    step_key=step.key,
                    seat=seat,
                    due_at=due_at,
                    now=now,
                )
    waiting = ours.filter(assessor=None, locked_at=None).order_by("seat", "pk")
    return _assign(application, waiting, panel=panel, now=now)


def hold(application: Application) -> None:
    """Let one writer at a time look at who has rated an application."""
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)


def _open_seat(
    application: Application,
    subject: Subject,
    *,
    step_key: str,
    seat: int,
    due_at: datetime,
    now: datetime,
) -> None:
    RatingTask.objects.create(
        application=application,
        step_key=step_key,
        subject_kind=subject.kind,
        subject_key=subject.key,
        subject_code=subject.code,
        subject_title=subject.title[:300],
        criteria=subject.criteria,
        seat=seat,
        due_at=due_at,
        opened_at=now,
    )


def _assign(
    application: Application,
    waiting: Iterable[RatingTask],
    *,
    panel: Sequence[Person] = (),
    now: datetime,
) -> list[RatingTask]:
    """Find an assessor for each task; flag the application where nobody is left."""
    recused = set(application.recusals.values_list("assessor", flat=True))
    bench = Bench(
        queries.raters_for(application),
        [person.pk for person in panel if person.pk not in recused],
    )
    tasks = list(waiting)
    for task in tasks:
        about = RatingTask.objects.about(task).exclude(assessor=None)
        asked = bench.next_for(set(about.values_list("assessor_id", flat=True)))
        if asked is not None:
            task.assessor_id = asked
            task.save(update_fields=["assessor"])
    left = [task for task in tasks if task.assessor_id is None]
    if left:
        _flag_too_few(application, left, now)
    return tasks


def _flag_too_few(
    application: Application, left: Sequence[RatingTask], now: datetime
) -> None:
    titles = ", ".join(dict.fromkeys(task.subject_title for task in left))
    words = _(
        "Nobody is free to rate: %(titles)s. Give one more person the role of "
        "assessor in this programme; the rating then waits in their queue."
    )
    flag(
        application,
        reason=FlagReason.NO_ASSESSOR,
        note=words % {"titles": titles},
        now=now,
    )


@transaction.atomic
def assign_waiting(*, now: datetime | None = None, limit: int = 200) -> int:
    """Look again for assessors of the tasks that have none; return how many found one.

    For the moment when somebody is given the role, and for the nightly round.
    """
    now = now or timezone.now()
    by_application: dict[Application, list[RatingTask]] = {}
    waiting = RatingTask.objects.waiting().select_related(
        "application__campaign__programme", "application__candidate"
    )
    for task in waiting.order_by("due_at", "seat", "pk")[:limit]:
        by_application.setdefault(task.application, []).append(task)
    found = 0
    for application, tasks in by_application.items():
        hold(application)
        given = _assign(application, tasks, now=now)
        found += sum(task.assessor_id is not None for task in given)
    return found


@transaction.atomic
def take_up(*, actor: Person, now: datetime | None = None) -> RatingTask:
    """Take the first due of the tasks that nobody was found for."""
    del now  # a task keeps its own dates
    first = queries.takeable(actor).order_by("due_at", "pk").first()
    if first is None:
        raise RefusedError(_("Nothing is waiting for an assessor at the moment."))
    hold(first.application)
    taken = queries.takeable(actor).filter(pk=first.pk).update(assessor=actor)
    if not taken:
        raise RefusedError(_("A colleague has just taken it. Thank you for offering."))
    first.refresh_from_db()
    return first


def open_third(task: RatingTask, *, now: datetime) -> RatingTask | None:
    """Ask one more assessor about the subject of `task`; once only."""
    about = RatingTask.objects.about(task)
    if about.filter(is_third=True).exists():
        return None
    third = RatingTask.objects.create(
        application=task.application,
        step_key=task.step_key,
        subject_kind=task.subject_kind,
        subject_key=task.subject_key,
        subject_code=task.subject_code,
        subject_title=task.subject_title,
        criteria=task.criteria,
        seat=(about.aggregate(last=Max("seat"))["last"] or 0) + 1,
        is_third=True,
        due_at=max(task.due_at, now + TIME_FOR_A_THIRD),
        opened_at=now,
    )
    _assign(task.application, [third], now=now)
    return third


@transaction.atomic
def recuse(
    task: RatingTask, *, actor: Person, reason: str = "", now: datetime | None = None
) -> Recusal:
    """Step back from an application: the assessor knows the person.

    Their unlocked tasks on it lose their drafts and go to somebody else.
    """
    now = now or timezone.now()
    application = task.application
    hold(application)
    mine = RatingTask.objects.of(actor).filter(application=application)
    if not mine.filter(pk=task.pk).exists():
        raise RefusedError(_("This is not yours to rate."))
    if mine.locked().exists():
        raise LockedError(
            _("You have already locked a rating here. Please tell the recruiter.")
        )
    recusal, _is_new = Recusal.objects.get_or_create(
        assessor=actor,
        application=application,
        defaults={"reason": reason.strip()[:300], "recused_at": now},
    )
    given_back = list(mine.order_by("seat", "pk"))
    _empty(mine)
    for one in given_back:
        one.assessor_id = None
    _assign(application, given_back, now=now)
    return recusal


def _empty(tasks: RatingTaskQuerySet) -> None:
    """Take the drafts out of tasks and free them."""
    for task in tasks:
        task.ratings.all().delete()
        task.observations.all().delete()
    tasks.update(assessor=None, notes="")


@transaction.atomic
def close_ratings(
    application: Application,
    *,
    step_key: str,
    kinds: Iterable[str],
    actor: Person | None,
) -> int:
    """Take back what is not locked of a step, such as after a cancelled booking."""
    del actor  # the booking itself is the record of who asked
    hold(application)
    gone = RatingTask.objects.filter(
        application=application,
        step_key=step_key,
        subject_kind__in=list(kinds),
        locked_at=None,
    )
    count = gone.count()
    gone.delete()
    return count
