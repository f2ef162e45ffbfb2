"""The assessors of the demo at work."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from compagnon.ratings import operations as ratings
from compagnon.ratings.models import RatingTask
from compagnon.ratings.rules import Draft

from . import cast

if TYPE_CHECKING:
    from .walking import Walk


def rate(walk: Walk, *, share: float = 1.0) -> None:
    """Let the assessors rate and lock a share of what waits for them."""
    tasks = RatingTask.objects.filter(
        application=walk.application, locked_at=None
    ).exclude(assessor=None)
    for task in list(tasks.select_related("assessor").order_by("pk")):
        if task.assessor is None or walk.rng.random() > share:
            continue
        walk.wait(2)
        centre = 2 + 2.2 * walk.ability
        drafts = [
            Draft(
                competency,
                evidence=walk.rng.choice(cast.EVIDENCE),
                value=half_points(walk.rng.gauss(centre, 0.5)),
                is_observed=True,
            )
            for competency in task.competencies
        ]
        ratings.save_draft(task, actor=task.assessor, drafts=drafts, now=walk.now)
        ratings.lock(task, actor=task.assessor, now=walk.now)


def half_points(value: float) -> Decimal:
    return Decimal(round(min(max(value, 1), 5) * 2)) / 2
