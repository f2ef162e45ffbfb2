"""What those who decide read of ratings: locked ones only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q

from compagnon.applications.models import Application
from compagnon.ratings.models import Rating, RatingTask

from .titles import title_of


@dataclass(frozen=True)
class EvidenceLine:
    """One locked rating of one competency, for those who decide."""

    competency: str
    source: str  # the step's key
    subject_title: str
    score: Decimal | None
    observed: bool
    evidence: str
    is_locked: bool = True
    subject_kind: str = ""
    seat: int = 1
    is_third: bool = False
    locked_at: datetime | None = None


@dataclass(frozen=True)
class Progress:
    """How far the ratings of a step are."""

    tasks: int
    locked: int
    unassigned: int

    @property
    def is_complete(self) -> bool:
        return self.tasks > 0 and self.tasks == self.locked


def evidence_of(application: Application) -> list[EvidenceLine]:
    """Each locked rating of an application, by competency and source.

    One query; one more each for the campaign and the programme that are not at hand.
    """
    declared = application.campaign.programme.declaration
    ratings = (
        Rating.objects.filter(
            task__application=application, task__locked_at__isnull=False
        )
        .select_related("task")
        .order_by("competency", "task__opened_at", "task__subject_key", "task__seat")
    )
    return [
        EvidenceLine(
            competency=rating.competency,
            source=rating.task.step_key,
            subject_title=title_of(rating.task, declared),
            score=rating.value,
            observed=bool(rating.is_observed),
            evidence=rating.evidence,
            subject_kind=rating.task.subject_kind,
            seat=rating.task.seat,
            is_third=rating.task.is_third,
            locked_at=rating.task.locked_at,
        )
        for rating in ratings
    ]


def progress_of(application: Application, step_key: str) -> Progress:
    """How many of a step's ratings are locked, and how many wait. One query."""
    counts = RatingTask.objects.filter(
        application=application, step_key=step_key
    ).aggregate(
        tasks=Count("pk"),
        locked=Count("pk", filter=Q(locked_at__isnull=False)),
        unassigned=Count("pk", filter=Q(locked_at=None, assessor=None)),
    )
    return Progress(**counts)
