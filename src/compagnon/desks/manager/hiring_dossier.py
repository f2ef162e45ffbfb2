"""One shortlisted application as its manager sees it: no scores, no identity."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from compagnon.applications.models import Application
from compagnon.applications.rules import Status
from compagnon.eligibility.steps import FormStep
from compagnon.people.models import Person
from compagnon.postings.models import Opening
from compagnon.programmes.declaration import Declaration
from compagnon.ratings import queries as ratings
from compagnon.ratings.models import RatingTask

from .hiring_queries import decides, held_by

RESUME = "resume"


@dataclass(frozen=True)
class Evidence:
    """One competency with the locked ratings of it."""

    name: str
    lines: list[ratings.EvidenceLine] = field(default_factory=list)

    @property
    def mean(self) -> Decimal | None:
        values = [line.score for line in self.lines if line.score is not None]
        return sum(values, Decimal(0)) / len(values) if values else None


@dataclass(frozen=True)
class Words:
    """An answer of the application form."""

    label: str
    text: str


@dataclass(frozen=True)
class Dossier:
    """One shortlisted application as its manager sees it: no scores, no identity."""

    code: str
    step_title: str
    step_key: str
    status: str
    opening_title: str
    words: list[Words]
    evidence: list[Evidence]
    own_tasks: list[str]
    progress: ratings.Progress
    has_resume: bool
    may_decide: bool
    held: str
    reasons: list[tuple[str, str]]

    @property
    def is_veiled(self) -> bool:
        """Others' ratings stay hidden until the manager has locked their own."""
        return bool(self.own_tasks)

    @property
    def status_label(self) -> str:
        return str(Status(self.status).label)


def dossier(application: Application, person: Person, opening: Opening) -> Dossier:
    """One application for its manager. Six queries."""
    declaration = application.campaign.programme.declaration
    key = application.step.key
    own = list(
        RatingTask.objects.of(person)
        .filter(application=application, locked_at=None)
        .values_list("code", flat=True)
    )
    held = held_by([application.pk]).get(application.pk, "")
    return Dossier(
        code=application.code,
        step_title=str(declaration.step(key).title),
        step_key=key,
        status=application.status,
        opening_title=opening.title,
        words=_words(application, declaration),
        evidence=[] if own else _evidence(application, declaration),
        own_tasks=own,
        progress=ratings.progress_of(application, key),
        has_resume=application.documents.filter(purpose=RESUME).exists(),
        may_decide=(
            decides(declaration, key)
            and application.status == Status.OPEN
            and not held
            and not own
        ),
        held=held,
        reasons=[(one, str(text)) for one, text in declaration.decline_reasons.items()],
    )


def _words(application: Application, declaration: Declaration) -> list[Words]:
    labels = {
        question.key: str(question.label)
        for step in declaration.steps
        if step.kind == FormStep.key
        for question in FormStep.settings_of(step.settings).questions
    }
    return [
        Words(labels.get(one.question, one.question), one.text)
        for one in application.statements.all()
        if one.text
    ]


def _evidence(application: Application, declaration: Declaration) -> list[Evidence]:
    by_code: dict[str, list[ratings.EvidenceLine]] = defaultdict(list)
    for line in ratings.evidence_of(application):
        by_code[line.competency].append(line)
    return [
        Evidence(str(one.name), by_code[one.code])
        for one in declaration.competencies
        if one.code in by_code
    ]
