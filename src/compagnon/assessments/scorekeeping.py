"""Write scores, and prove that they follow from the answers.

Part of the operations: only `operations` and commands call what writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from compagnon.applications.models import Application

from . import scoring
from .models import Score, Sitting


@dataclass(frozen=True)
class Difference:
    """One score that does not follow from the answers any more."""

    application: str
    instrument: str
    name: str
    stored: tuple[float, float] | None
    computed: tuple[float, float] | None


def measures(sitting: Sitting) -> list[scoring.Measure]:
    """Compute the sitting's scores from its responses alone. One query."""
    answers = {one.item_key: one.answer for one in sitting.responses.all()}
    return scoring.scores(sitting.instrument.declared, answers)


def keep(sitting: Sitting, *, now: datetime) -> None:
    """Write the scores of a finished sitting."""
    Score.objects.bulk_create(
        Score(
            sitting=sitting,
            scorer_version=scoring.SCORER_VERSION,
            computed_at=now,
            **vars(measure),
        )
        for measure in measures(sitting)
    )


def main_values(application: Application, step_key: str) -> list[float]:
    """Return the main score of each scored sitting of a step. Two queries."""
    sittings = application.sittings.filter(step_key=step_key).prefetch_related("scores")
    return [
        score.value
        for sitting in sittings.select_related("instrument")
        if (wanted := sitting.instrument.declared.scores)
        for score in sitting.scores.all()
        if score.name == wanted.main
    ]


def rescore(sitting: Sitting) -> list[Difference]:
    """Return where stored scores differ from recomputed ones, to the last bit."""
    stored = {one.name: _bits(one) for one in sitting.scores.all()}
    computed = {one.name: _bits(one) for one in measures(sitting)}
    return [
        Difference(
            application=sitting.application.code,
            instrument=str(sitting.instrument),
            name=name,
            stored=stored.get(name),
            computed=computed.get(name),
        )
        for name in sorted(stored.keys() | computed.keys())
        if stored.get(name) != computed.get(name)
    ]


def _bits(measure: Any) -> tuple[float, float]:
    return measure.value, measure.standard_error


def rescore_all(*, check: bool = True, now: datetime | None = None) -> list[Difference]:
    """Recompute every finished sitting and return the differences.

    With `check` nothing is written; without it, sittings that differ are scored anew.
    """
    found: list[Difference] = []
    sittings = (
        Sitting.objects.exclude(finished_at=None)
        .select_related("instrument", "application")
        .prefetch_related("responses", "scores")
    )
    for sitting in sittings.iterator(chunk_size=500):
        differences = rescore(sitting)
        found += differences
        if differences and not check:
            with transaction.atomic():
                sitting.scores.all().delete()
                keep(sitting, now=now or timezone.now())
    return found
