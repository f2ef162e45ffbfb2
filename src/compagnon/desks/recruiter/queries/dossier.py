"""One application as those who decide see it: no field tells who it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from compagnon.applications.models import (
    Application,
    Choice,
    Decision,
    Document,
    Event,
    Flag,
)
from compagnon.applications.rules import (
    ACTIVE,
    MOVES,
    FlagReason,
    Kind,
    Status,
    Verdict,
)
from compagnon.eligibility.steps import FormStep
from compagnon.people.access import colleague_names
from compagnon.people.models import Person
from compagnon.programmes.declaration import Declaration


@dataclass(frozen=True)
class StepLine:
    """One step of the path, as a list of steps draws it."""

    title: str
    css: str


@dataclass(frozen=True)
class Moment:
    """One fact of the timeline."""

    title: str
    at: datetime
    by: str
    step: str
    reason: str
    is_gone: bool


@dataclass(frozen=True)
class Answer:
    """What the candidate wrote in the application form."""

    question: str
    text: str


@dataclass(frozen=True)
class Held:
    """A decision that nobody outside knows of yet."""

    number: int
    verdict: str
    declines: bool
    reason_code: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Acts:
    """What can be done with the application now."""

    decide: bool
    withdraw: bool
    reinstate: bool
    extend: bool
    offer: bool
    take_back: bool


@dataclass(frozen=True)
class Dossier:
    """The application page without the evidence of other contexts."""

    status: str
    step: str
    days: int
    is_overdue: bool
    steps: list[StepLine]
    choices: list[Choice]
    answers: list[Answer]
    documents: list[Document]
    flags: list[Flag]
    held: Held | None
    timeline: list[Moment]
    acts: Acts


def dossier(application: Application, *, reader: Person, now: datetime) -> Dossier:
    """Seven queries: events, decision, colleagues, choices, answers, files, flags."""
    events = list(
        application.events.select_related("words", "at_step", "to_step", "decision")
        .defer("hash", "previous_hash")
        .order_by("-number")
    )
    decisions = {
        found.pk: found
        for found in application.decisions.filter(released_at=None, retracted_at=None)
    }
    actors = {event.actor_id for event in events} - {None, application.candidate_id}
    names = colleague_names(actors) | {
        reader.pk: _("You"),
        application.candidate_id: _("The candidate"),
        None: _("The programme’s rules"),
    }
    declaration = application.campaign.programme.declaration
    held = next(iter(decisions.values()), None)
    return Dossier(
        status=str(Status(application.status).label),
        step=str(application.step.declared.title),
        days=(now - application.entered_step_at).days,
        is_overdue=application.is_overdue(now),
        steps=_steps(application, declaration),
        choices=list(application.choices.select_related("opening__place")),
        answers=_answers(application, declaration),
        documents=list(application.documents.order_by("purpose")),
        flags=list(application.flags.filter(cleared_at=None).order_by("raised_at")),
        held=_held(held, events, names, declaration) if held else None,
        timeline=[_moment(event, names, declaration) for event in events],
        acts=_acts(application, held),
    )


def _steps(application: Application, declaration: Declaration) -> list[StepLine]:
    here = application.step.position
    current = "is-current" if application.status in ACTIVE else "is-done"
    return [
        StepLine(
            str(step.title),
            "is-done" if number < here else current if number == here else "is-next",
        )
        for number, step in enumerate(declaration.steps)
    ]


def _answers(application: Application, declaration: Declaration) -> list[Answer]:
    texts = dict(application.statements.values_list("question", "text"))
    questions = [
        question
        for step in declaration.steps
        if step.kind == FormStep.key
        for question in FormStep.settings_of(step.settings).questions
    ]
    return [
        Answer(str(question.label), texts[question.key])
        for question in questions
        if texts.get(question.key)
    ]


def _held(
    decision: Decision,
    events: list[Event],
    names: dict[int | None, str],
    declaration: Declaration,
) -> Held:
    event = next(event for event in events if event.pk == decision.event_id)
    reasons = declaration.decline_reasons
    words = reasons.get(decision.reason_code)
    return Held(
        number=decision.pk,
        verdict=str(Verdict(decision.verdict).label),
        declines=decision.verdict == Verdict.DECLINE,
        reason_code=str(words) if words else "",
        reason=reason_of(event),
        by=names.get(decision.decided_by_id, _("A colleague")),
        at=decision.decided_at,
    )


def reason_of(event: Event) -> str:
    """Return what was written with an event; it may have been erased since."""
    return event.words.text if hasattr(event, "words") else ""


def _moment(
    event: Event, names: dict[int | None, str], declaration: Declaration
) -> Moment:
    step = event.to_step or event.at_step
    reason = reason_of(event)
    return Moment(
        title=_title(event, declaration),
        at=event.happened_at,
        by=names.get(event.actor_id, _("A colleague")),
        step=str(declaration.step(step.key).title) if step else "",
        reason=reason,
        is_gone=bool(event.text_commitment) and not reason,
    )


def _title(event: Event, declaration: Declaration) -> str:
    """Name what happened, with what its codes add."""
    title = str(Kind(event.kind).label)
    code = str(event.codes.get("flag", ""))
    if code in FlagReason.values:
        return f"{title}: {FlagReason(code).label}"
    verdict = str(event.codes.get("verdict", ""))
    if verdict in Verdict.values:
        title = f"{title}: {Verdict(verdict).label}"
    words = declaration.decline_reasons.get(str(event.codes.get("reason_code", "")))
    return f"{title} · {words}" if words else title


def _acts(application: Application, held: Decision | None) -> Acts:
    status = Status(application.status)
    is_offer_step = application.step.kind == "offer"
    is_open = status is Status.OPEN
    return Acts(
        decide=is_open and held is None,
        withdraw=(status, Kind.WITHDRAWN) in MOVES,
        reinstate=(status, Kind.REINSTATED) in MOVES,
        extend=(status, Kind.EXTENDED) in MOVES,
        offer=is_open and is_offer_step and held is None,
        take_back=status is Status.OFFERED,
    )
