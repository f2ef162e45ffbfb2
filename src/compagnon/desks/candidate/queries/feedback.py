"""The feedback page: what was seen, in the words of the programme, without numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.utils.translation import gettext as _

from compagnon.applications.models import Application
from compagnon.applications.rules import FlagReason, Status
from compagnon.assessments.feedback import FeedbackArea
from compagnon.assessments.queries import feedback_of as assessed_areas
from compagnon.desks.candidate.rules import anchor_index, level_of
from compagnon.programmes.declaration import Competency, Criterion, Declaration
from compagnon.ratings.queries.evidence import EvidenceLine, evidence_of

from .standing import decline_reason


@dataclass(frozen=True)
class Seen:
    """What was seen of one competency in one part of the path."""

    where: str
    behaviour: str
    further: str


@dataclass(frozen=True)
class CompetencyFeedback:
    """One competency: what it is, and what was seen."""

    name: str
    definition: str
    level: str
    seen: list[Seen]


@dataclass(frozen=True)
class Feedback:
    """The whole page."""

    application: Application
    is_open: bool
    decline_reason: str
    competencies: list[CompetencyFeedback]
    areas: list[FeedbackArea]
    not_measured: list[str]
    can_contest: bool
    is_contested: bool

    @property
    def is_empty(self) -> bool:
        return not self.competencies and not self.areas


def feedback_of(application: Application) -> Feedback:
    """Return what the candidate gets back. At most nine queries."""
    is_open = not application.is_active and application.status != Status.WITHDRAWN
    evidence = evidence_of(application) if is_open else []
    areas = assessed_areas(application) if is_open else []
    declaration = application.step.programme.declaration
    told = [
        feedback
        for competency in declaration.competencies
        if (feedback := _told(competency, evidence, declaration))
    ]
    events = list(application.events.order_by("number"))
    is_contested = application.flags.filter(reason=FlagReason.CONTESTED).exists()
    is_declined = application.status == Status.DECLINED
    return Feedback(
        application=application,
        is_open=is_open,
        decline_reason=decline_reason(application, events),
        competencies=told,
        areas=areas,
        not_measured=_not_measured(declaration, told, areas),
        can_contest=is_declined and not is_contested,
        is_contested=is_contested,
    )


def _told(
    competency: Competency, evidence: Sequence[EvidenceLine], declaration: Declaration
) -> CompetencyFeedback | None:
    lines = [
        line
        for line in evidence
        if line.competency == competency.code
        and line.observed
        and line.score is not None
    ]
    if not lines:
        return None
    subjects = dict.fromkeys((line.source, line.subject_title) for line in lines)
    return CompetencyFeedback(
        name=str(competency.name),
        definition=str(competency.definition),
        level=_level_words(median([float(line.score or 0) for line in lines])),
        seen=[
            seen
            for source, title in subjects
            if (seen := _seen(competency, source, title, lines, declaration))
        ],
    )


def _seen(
    competency: Competency,
    source: str,
    title: str,
    lines: Sequence[EvidenceLine],
    declaration: Declaration,
) -> Seen | None:
    """Say what was seen in the programme's own words: the anchor that was chosen.

    What assessors wrote for those who decide is not shown: it may name other people.
    """
    criterion = _criterion(declaration, source, title, competency.code)
    if criterion is None:
        return None
    scores = [
        float(line.score or 0)
        for line in lines
        if (line.source, line.subject_title) == (source, title)
    ]
    here = anchor_index(median(scores))
    anchors = criterion.anchors
    return Seen(
        where=str(declaration.step(source).title),
        behaviour=str(anchors[here]),
        further=str(anchors[here + 1]) if here + 1 < len(anchors) else "",
    )


def _criterion(
    declaration: Declaration, source: str, title: str, competency: str
) -> Criterion | None:
    found = [
        (names, criterion)
        for names, criterion in _criteria(declaration.step(source).settings)
        if criterion.competency == competency
    ]
    exact = [criterion for names, criterion in found if title in names]
    return next(iter(exact or [criterion for _names, criterion in found]), None)


def _criteria(settings: dict[str, Any]) -> Iterator[tuple[set[str], Criterion]]:
    """Walk a step's settings for whatever is judged by criteria, with its names."""
    for group in settings.values():
        for judged in group if isinstance(group, list) else []:
            if not isinstance(judged, dict):
                continue
            names = judged.get("title") or judged.get("text") or {}
            for criterion in judged.get("criteria", []):
                yield set(names.values()), Criterion.model_validate(criterion)


def _level_words(score: float) -> str:
    return {
        "emerging": _("Emerging"),
        "solid": _("Solid"),
        "strength": _("Marked strength"),
    }[level_of(score)]


def _not_measured(
    declaration: Declaration,
    told: Sequence[CompetencyFeedback],
    areas: Sequence[FeedbackArea],
) -> list[str]:
    seen = {one.name for one in told} | {area.title for area in areas}
    return [
        str(competency.name)
        for competency in declaration.competencies
        if str(competency.name) not in seen
    ]
