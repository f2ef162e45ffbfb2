"""One task as its assessor sees it: what is rated, never who."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from compagnon.programmes.declaration import Criterion, Declaration
from compagnon.programmes.models import Programme
from compagnon.ratings.models import RatingTask
from compagnon.ratings.rules import Draft, SubjectKind, far_apart

from .titles import title_of


@dataclass(frozen=True)
class Level:
    """One described level of a criterion."""

    value: int
    anchor: str


@dataclass(frozen=True)
class CriterionView:
    """One competency of a rubric, with what the assessor wrote about it so far."""

    competency: str
    name: str
    definition: str
    levels: list[Level]
    draft: Draft


@dataclass(frozen=True)
class OthersView:
    """What the others rated on one competency: shown after one's own lock."""

    name: str
    own: Decimal | None
    others: list[Decimal | None]
    differs: bool


@dataclass(frozen=True)
class Seen:
    """A ticked line of an observation list."""

    position: int
    seen_at: datetime


@dataclass(frozen=True)
class TaskView:
    """One task as its assessor sees it: what is rated, never who."""

    code: str
    kind: str
    key: str
    subject_code: str
    title: str
    step_key: str
    step_title: str
    programme_id: int
    due_at: datetime
    locked_at: datetime | None
    is_third: bool
    notes: str
    criteria: list[CriterionView]
    seen: list[Seen]
    others: list[OthersView] = field(default_factory=list)

    @property
    def kind_label(self) -> str:
        return str(SubjectKind(self.kind).label)

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    @property
    def is_sheet(self) -> bool:
        return self.kind in {SubjectKind.ROLE_PLAY, SubjectKind.CONVERSATION}


def task_view(task: RatingTask) -> TaskView:
    """What the assessor of `task` sees. Four queries, six after their own lock."""
    programme = Programme.objects.defer("source").get(
        campaigns=task.application.campaign_id
    )
    declared = programme.declaration
    drafts = drafts_of(task)
    return TaskView(
        code=task.code,
        kind=task.subject_kind,
        key=task.subject_key,
        subject_code=task.subject_code,
        title=title_of(task, declared),
        step_key=task.step_key,
        step_title=str(declared.step(task.step_key).title),
        programme_id=programme.pk,
        due_at=task.due_at,
        locked_at=task.locked_at,
        is_third=task.is_third,
        notes=task.notes,
        criteria=[
            _criterion_view(Criterion.model_validate(criterion), declared, drafts)
            for criterion in task.criteria
        ],
        seen=[Seen(one.position, one.seen_at) for one in task.observations.all()],
        others=_others(task, declared, drafts) if task.locked_at else [],
    )


def drafts_of(task: RatingTask) -> dict[str, Draft]:
    """What is written in `task` so far, by competency. One query."""
    return {
        rating.competency: Draft(
            competency=rating.competency,
            evidence=rating.evidence,
            value=rating.value,
            is_observed=rating.is_observed,
        )
        for rating in task.ratings.all()
    }


def _criterion_view(
    criterion: Criterion, declared: Declaration, drafts: dict[str, Draft]
) -> CriterionView:
    competency = declared.competency(criterion.competency)
    return CriterionView(
        competency=criterion.competency,
        name=str(competency.name),
        definition=str(competency.definition),
        levels=[
            Level(value, str(anchor))
            for value, anchor in reversed(list(enumerate(criterion.anchors, start=1)))
        ],
        draft=drafts.get(criterion.competency, Draft(criterion.competency)),
    )


def _others(
    task: RatingTask, declared: Declaration, drafts: dict[str, Draft]
) -> list[OthersView]:
    """The locked ratings of the others. Asked for only after one's own lock."""
    values = [
        values_of(other)
        for other in RatingTask.objects.about(task)
        .locked()
        .exclude(pk=task.pk)
        .prefetch_related("ratings")
        .order_by("seat")
    ]
    own = {code: draft.value for code, draft in drafts.items()}
    apart = {code for other in values for code in far_apart(own, other)}
    return [
        OthersView(
            name=str(declared.competency(code).name),
            own=own.get(code),
            others=[other.get(code) for other in values],
            differs=code in apart,
        )
        for code in task.competencies
        if values
    ]


def values_of(task: RatingTask) -> dict[str, Decimal | None]:
    """The task's values by competency. One query unless `ratings` is prefetched."""
    return {rating.competency: rating.value for rating in task.ratings.all()}
