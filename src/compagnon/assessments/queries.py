"""What pages read about sittings and scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from compagnon.applications.models import Adjustment, Application

from . import feedback, rules
from .feedback import FeedbackArea
from .instrument import Content
from .models import Sitting
from .steps import AssessmentsStep


@dataclass(frozen=True)
class Door:
    """One task of the step, as the candidate's home shows it."""

    key: str
    title: str
    summary: str
    minutes: int
    range: tuple[int, int]
    answered: int
    items: int
    is_started: bool
    is_finished: bool

    @property
    def is_under_way(self) -> bool:
        return self.is_started and not self.is_finished

    @property
    def address(self) -> str:
        """The name of the page behind the door."""
        if self.is_finished:
            return "assessments:done"
        return "assessments:item" if self.is_started else "assessments:intro"


@dataclass(frozen=True)
class ScoreLine:
    """One measure of a competency, for those who weigh the evidence."""

    instrument: str
    competency: str
    value: float
    standard_error: float
    words: str


@dataclass(frozen=True)
class Preference:
    """What a candidate prefers, as they said it. Never scored."""

    key: str
    question: str
    answer: str


def display_of(application: Application) -> Adjustment | None:
    """How pages should look for this candidate. One query."""
    return Adjustment.objects.filter(application=application).first()


def doors_of(application: Application, *, step_key: str = "") -> list[Door]:
    """The tasks of a step (or of all), in the order of the programme. One query."""
    sittings = application.sittings.select_related("instrument").annotate(
        answered=Count("responses")
    )
    if step_key:
        sittings = sittings.filter(step_key=step_key)
    return [_door(sitting, application) for sitting in sittings.order_by("id")]


def _door(sitting: Any, application: Application) -> Door:
    content: Content = sitting.instrument.declared
    step = application.step.programme.declaration.step(sitting.step_key)
    uses = AssessmentsStep.settings_of(step.settings).instruments
    return Door(
        key=content.key,
        title=str(content.title),
        summary=str(content.summary),
        minutes=next(use.minutes for use in uses if use.key == content.key),
        range=content.minutes,
        answered=sitting.answered,
        items=len(rules.plan(content, seed=sitting.seed)),
        is_started=sitting.is_started,
        is_finished=sitting.is_finished,
    )


def is_open(application: Application, *, step_key: str, now: datetime) -> bool:
    """Whether the candidate may work on this step now."""
    return (
        application.is_active
        and application.step.key == step_key
        and not application.is_overdue(now)
    )


def scores_of(application: Application) -> list[ScoreLine]:
    """The measures that stand for a competency. Two queries."""
    return [
        ScoreLine(
            instrument=str(content.title),
            competency=score.competency,
            value=score.value,
            standard_error=score.standard_error,
            words=_provisional(score.value, score.standard_error, cuts),
        )
        for sitting in _scored(application)
        if (content := sitting.instrument.declared).scores
        for score in sitting.scores.all()
        if score.competency and (cuts := content.scores.bands[score.name])
    ]


def _provisional(value: float, error: float, cuts: tuple[float, float]) -> str:
    words = feedback.band_words(value, error, cuts)
    return _("%(band)s (provisional)") % {"band": words}


def _scored(application: Application) -> Any:
    return (
        application.sittings.exclude(finished_at=None)
        .select_related("instrument")
        .prefetch_related("scores")
        .order_by("id")
    )


def feedback_of(application: Application) -> list[FeedbackArea]:
    """What the candidate reads about their own answers. Three queries."""
    return [
        area
        for sitting in _scored(application).prefetch_related("responses")
        for area in feedback.areas(
            sitting.instrument.declared,
            {one.item_key: one.answer for one in sitting.responses.all()},
            {one.name: (one.value, one.standard_error) for one in sitting.scores.all()},
        )
    ]


def preferences_of(application: Application) -> list[Preference]:
    """What the candidate prefers, in the reader's language; no note. Two queries."""
    sittings = application.sittings.exclude(finished_at=None).select_related(
        "instrument"
    )
    return [
        preference
        for sitting in sittings.prefetch_related("responses").order_by("id")
        for preference in _preferences(sitting)
    ]


def _preferences(sitting: Sitting) -> list[Preference]:
    questions = {one.id: one for one in sitting.instrument.declared.questions}
    return [
        Preference(
            key=response.item_key,
            question=str(question.text),
            answer=str(question.options[int(response.answer["choice"])]),
        )
        for response in sitting.responses.all()
        if (question := questions.get(response.item_key))
        and "choice" in response.answer
    ]
