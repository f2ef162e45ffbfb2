"""What an assessor has to do, and who could do more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from compagnon.applications.models import Application
from compagnon.applications.rules import ACTIVE
from compagnon.people.access import programmes_in_care
from compagnon.people.models import Grant, Person, Role
from compagnon.programmes.declaration import Declaration
from compagnon.programmes.models import Programme
from compagnon.ratings.models import RatingTask, RatingTaskQuerySet
from compagnon.ratings.rules import Rater, SubjectKind

from .titles import title_of


@dataclass(frozen=True)
class QueueLine:
    """One task in an assessor's queue."""

    code: str
    kind: str
    title: str
    step_title: str
    programme_name: str
    due_at: datetime
    is_third: bool
    is_begun: bool
    is_overdue: bool
    is_due_today: bool

    @property
    def kind_label(self) -> str:
        return str(SubjectKind(self.kind).label)

    @property
    def is_sheet(self) -> bool:
        return self.kind in {SubjectKind.ROLE_PLAY, SubjectKind.CONVERSATION}


def queue_of(person: Person, *, now: datetime) -> list[QueueLine]:
    """The person's open tasks, the first due first. Two queries."""
    tasks = list(
        RatingTask.objects.of(person)
        .to_do()
        .annotate(
            programme_pk=F("application__campaign__programme"),
            drafts=Count("ratings"),
        )
        .defer("criteria", "notes")
        .order_by("due_at", "pk")
    )
    return _lines(tasks, now)


def recent_of(person: Person, *, now: datetime, days: int = 14) -> list[QueueLine]:
    """What the person locked lately, the last first. Two queries."""
    tasks = list(
        RatingTask.objects.of(person)
        .filter(locked_at__gte=now - timedelta(days=days))
        .annotate(
            programme_pk=F("application__campaign__programme"),
            drafts=Count("ratings"),
        )
        .defer("criteria", "notes")
        .order_by("-locked_at")[:10]
    )
    return _lines(tasks, now)


def _lines(tasks: list[Any], now: datetime) -> list[QueueLine]:
    declared = _declarations({task.programme_pk for task in tasks})
    return [
        QueueLine(
            code=task.code,
            kind=task.subject_kind,
            title=title_of(task, declared[task.programme_pk]),
            step_title=str(declared[task.programme_pk].step(task.step_key).title),
            programme_name=str(declared[task.programme_pk].name),
            due_at=task.due_at,
            is_third=task.is_third,
            is_begun=bool(task.drafts),
            is_overdue=task.due_at < now,
            is_due_today=timezone.localdate(task.due_at) == timezone.localdate(now),
        )
        for task in tasks
    ]


def _declarations(programmes: set[int]) -> dict[int, Declaration]:
    found = Programme.objects.defer("source").in_bulk(programmes)
    return {pk: programme.declaration for pk, programme in found.items()}


def waiting_for(person: Person) -> int:
    """How many tasks without an assessor the person could take. Two queries."""
    return takeable(person).count()


def takeable(person: Person) -> RatingTaskQuerySet:
    """Unassigned tasks of programmes in the person's care. One query, and its own."""
    tasks = (
        RatingTask.objects.waiting()
        .exclude(application__candidate=person)
        .exclude(application__recusals__assessor=person)
        .exclude(Exists(_same_subject().filter(assessor=person)))
    )
    slugs = programmes_in_care(person, Role.ASSESSOR)
    if slugs is None:
        return tasks
    return tasks.filter(application__campaign__programme__slug__in=slugs)


def _same_subject() -> RatingTaskQuerySet:
    names = ("application", "step_key", "subject_kind", "subject_key")
    return RatingTask.objects.filter(**{name: OuterRef(name) for name in names})


def raters_for(application: Application) -> list[Rater]:
    """Who may rate the application, with how much they have to do. One query."""
    people = (
        Person.objects.filter(
            is_active=True,
            pk__in=Grant.objects.filter(
                role=Role.ASSESSOR,
                programme_slug__in=["", application.campaign.programme.slug],
            ).values("person"),
        )
        .exclude(pk=application.candidate_id)
        .exclude(recusals__application=application)
        .annotate(
            open_tasks=Count(
                "rating_tasks",
                filter=Q(
                    rating_tasks__locked_at=None,
                    rating_tasks__application__status__in=list(ACTIVE),
                ),
            )
        )
    )
    language = application.candidate.language[:2]
    return [
        Rater(
            pk=person.pk,
            open_tasks=person.open_tasks,
            shares_language=person.language[:2] == language,
        )
        for person in people
    ]
