"""Where a candidate stands, read for their pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from compagnon.applications.models import Application, Event
from compagnon.applications.rules import ACTIVE, Kind, Status
from compagnon.desks.candidate.rules import BEFORE_SENDING, TOLD, extended_until, states
from compagnon.journey.models import Letter
from compagnon.journey.steps import STEP_KINDS
from compagnon.people.models import Person
from compagnon.placements.models import Placement
from compagnon.postings.models import Opening
from compagnon.programmes.models import Step


@dataclass(frozen=True)
class StepLine:
    """One step of the path."""

    pk: int | None
    key: str
    title: str
    summary: str
    minutes: int | None
    state: str
    passed_at: datetime | None
    page: str

    @property
    def is_to_come(self) -> bool:
        return self.state == "next"

    @property
    def css(self) -> str:
        return {"done": "is-done", "current": "is-current"}.get(self.state, "is-next")


@dataclass(frozen=True)
class Told:
    """One fact in the candidate's words."""

    words: str
    happened_at: datetime


@dataclass(frozen=True)
class Standing:
    """All that the application's page shows."""

    application: Application
    programme_name: str
    steps: list[StepLine]
    current: StepLine
    is_waiting: bool
    next_title: str
    can_extend_until: datetime | None
    choices: list[str]
    first_closing: Opening | None
    letters: list[Letter]
    timeline: list[Told]
    decline_reason: str
    placement: Placement | None
    is_overdue: bool

    @property
    def can_withdraw(self) -> bool:
        return self.application.status in ACTIVE

    @property
    def is_turned_away(self) -> bool:
        return self.application.status == Status.DECLINED

    @property
    def has_feedback(self) -> bool:
        """Feedback opens when the path has ended, whatever the end."""
        return self.application.status not in ACTIVE | {Status.WITHDRAWN}


@dataclass(frozen=True)
class Line:
    """One application in the list of one's own."""

    application: Application
    programme_name: str
    step_title: str
    is_mine_to_do: bool
    due_at: datetime | None


@dataclass(frozen=True)
class Home:
    """A candidate's own applications and placements."""

    applications: list[Line]
    placements: list[Placement]

    @property
    def is_empty(self) -> bool:
        return not self.applications and not self.placements


def home_of(person: Person) -> Home:
    """Return everything that is the person's own. Two queries."""
    applications = (
        Application.objects.of(person)
        .select_related("campaign__programme", "step__programme")
        .order_by("-created_at", "-pk")
    )
    placements = (
        Placement.objects.filter(person=person)
        .select_related("opening__place")
        .order_by("-starts_on", "-pk")
    )
    return Home([_line(one) for one in applications], list(placements))


def _line(application: Application) -> Line:
    is_mine = application.status in ACTIVE and bool(page_of(application))
    return Line(
        application=application,
        programme_name=str(application.campaign.programme.declaration.full_name),
        step_title=str(application.step.declared.title),
        is_mine_to_do=is_mine,
        due_at=application.due_at if is_mine else None,
    )


def page_of(application: Application) -> str:
    """Return the address of the page that the current step waits on, or nothing."""
    kind = STEP_KINDS[application.step.kind]
    if kind.candidate_page is None:
        return ""
    # An offer's page is empty before staff have made the offer.
    if kind.key == "offer" and application.status == Status.OPEN:
        return ""
    try:
        return reverse(kind.candidate_page, args=[application.code])
    except NoReverseMatch:
        return ""


def standing_of(application: Application, now: datetime) -> Standing:
    """Return where the application stands. At most six queries."""
    events = list(application.events.order_by("number"))
    steps = _step_lines(application, events)
    position = application.step.position
    following = steps[position + 1 : position + 2]
    declaration = application.step.programme.declaration
    openings = [
        choice.opening
        for choice in application.choices.select_related("opening__place")
    ]
    return Standing(
        application=application,
        programme_name=str(declaration.full_name),
        steps=steps,
        current=steps[position],
        is_waiting=application.status in ACTIVE and not steps[position].page,
        next_title=following[0].title if following else "",
        can_extend_until=_extension(application, events, now),
        choices=[f"{one.title}, {one.place.city}".rstrip(", ") for one in openings],
        first_closing=_first_closing(application, openings),
        letters=_letters(application),
        timeline=_timeline(events, steps),
        decline_reason=decline_reason(application, events),
        placement=_placement(application),
        is_overdue=application.is_overdue(now),
    )


def _letters(application: Application) -> list[Letter]:
    """The mails that went to the candidate, latest first."""
    sent = application.letters.filter(
        to=application.candidate_id, state=Letter.State.SENT
    )
    return list(sent.order_by("-sent_at"))


def _timeline(events: list[Event], steps: list[StepLine]) -> list[Told]:
    return [
        Told(words_of(event, steps), event.happened_at)
        for event in reversed(events)
        if event.kind in TOLD
    ]


def _step_lines(application: Application, events: list[Event]) -> list[StepLine]:
    steps = list(
        Step.objects.filter(programme=application.step.programme_id)
        .select_related("programme")
        .order_by("position")
    )
    passed = {
        event.at_step_id: event.happened_at
        for event in events
        if event.kind == Kind.PASSED
    }
    standing = states(application.step.position, len(steps), application.status)
    page = page_of(application) if application.status in ACTIVE else ""
    return [
        StepLine(
            pk=step.pk,
            key=step.key,
            title=str(step.declared.title),
            summary=str(step.declared.summary),
            minutes=step.declared.minutes,
            state=state,
            passed_at=passed.get(step.pk) if state == "done" else None,
            page=page if state == "current" else "",
        )
        for step, state in zip(steps, standing, strict=True)
    ]


def _first_closing(application: Application, openings: list[Opening]) -> Opening | None:
    """Before the form is sent, its openings' own closing times are what counts."""
    if application.step.kind not in BEFORE_SENDING or not openings:
        return None
    return min(openings, key=lambda opening: opening.closes_at)


def _extension(
    application: Application, events: list[Event], now: datetime
) -> datetime | None:
    kind = STEP_KINDS[application.step.kind]
    if kind.completed_by != "candidate" and kind.candidate_page is None:
        return None
    return extended_until(
        status=application.status,
        step_kind=application.step.kind,
        due_at=application.due_at,
        campaign_closes_at=application.campaign.closes_at,
        is_used=has_extended(application, events),
        now=now,
    )


def has_extended(application: Application, events: Iterable[Event]) -> bool:
    """Whether the candidate has used the one click at the present step."""
    return any(
        event.kind == Kind.EXTENDED
        and event.at_step_id == application.step_id
        and event.actor_id == application.candidate_id
        for event in events
    )


def _placement(application: Application) -> Placement | None:
    if application.status != Status.HIRED:
        return None
    return (
        Placement.objects.filter(
            person=application.candidate_id, opening__campaign=application.campaign_id
        )
        .select_related("opening__place")
        .order_by("-created_at")
        .first()
    )


def decline_reason(application: Application, events: list[Event]) -> str:
    """Return the programme's words for the reason of the decline, or nothing."""
    if application.status != Status.DECLINED:
        return ""
    declined = [event for event in events if event.kind == Kind.DECLINED]
    code = declined[-1].codes.get("reason_code", "") if declined else ""
    reasons = application.step.programme.declaration.decline_reasons
    return str(reasons[code]) if code in reasons else ""


def words_of(event: Event, steps: list[StepLine]) -> str:
    """Say one fact as the candidate lived it."""
    titles = {step.pk: step.title for step in steps}
    at, to = titles.get(event.at_step_id, ""), titles.get(event.to_step_id, "")
    by_me = event.actor_id == event.application.candidate_id
    say = {
        Kind.STARTED: _("You began this application."),
        Kind.PASSED: _("“%(at)s” is done. Next: “%(to)s”.") % {"at": at, "to": to},
        Kind.DECLINED: _("We decided not to go on with this application."),
        Kind.WITHDRAWN: _("You took this application back.")
        if by_me
        else _("This application was taken back on your word."),
        Kind.REINSTATED: _("This application was opened again."),
        Kind.LAPSED: _("The deadline passed without an answer."),
        Kind.OFFERED: _("We made you an offer."),
        Kind.OFFER_ACCEPTED: _("You accepted the offer."),
        Kind.OFFER_TURNED_DOWN: _("You turned the offer down."),
        Kind.OFFER_TAKEN_BACK: _("The offer was taken back."),
        Kind.EXTENDED: _("The deadline of “%(at)s” was extended.") % {"at": at},
        Kind.CHOICES_CHANGED: _("You sent your choices."),
    }
    return say[Kind(event.kind)]
