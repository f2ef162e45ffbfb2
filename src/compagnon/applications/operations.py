"""The only writers of applications. Each act is one transaction and one event."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.kit import chain
from compagnon.people.models import Person
from compagnon.postings.models import Campaign
from compagnon.programmes.models import Step

from .errors import (
    AlreadyAppliedError,
    ClosedError,
    MoveRefusedError,
    ReasonMissingError,
)
from .models import Application, Decision, Event, EventText, Flag
from .rules import FlagReason, Kind, Status, Verdict, status_after


def start(
    *, candidate: Person, campaign: Campaign, now: datetime | None = None
) -> Application:
    """Begin an application at the programme's first step.

    Raises `ClosedError` outside the campaign's dates and `AlreadyAppliedError` where
    the candidate has one in this campaign.
    """
    now = now or timezone.now()
    if not campaign.is_open(now):
        raise ClosedError(_("Applications are not open at the moment."))
    first = campaign.programme.steps.get(position=0)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                candidate=candidate,
                campaign=campaign,
                step=first,
                created_at=now,
                entered_step_at=now,
                due_at=due_for(first, campaign, now),
            )
            _append(
                application,
                Kind.STARTED,
                actor=candidate,
                to_step=first,
                codes=_due_code(application.due_at),
                now=now,
            )
    except IntegrityError:
        raise AlreadyAppliedError(
            _("You have already applied in this campaign.")
        ) from None
    return application


def due_for(step: Step, campaign: Campaign, now: datetime) -> datetime | None:
    """Return when a step that opens at `now` should be done.

    Without days in the file the first step is due when the campaign closes, and any
    other has no deadline.
    """
    days = step.declared.days
    if days is not None:
        return now + timedelta(days=days)
    return campaign.closes_at if step.position == 0 else None


def _due_code(due_at: datetime | None) -> dict[str, Any]:
    return {"due_at": chain.moment(due_at) if due_at else None}


@transaction.atomic
def record(
    application: Application,
    kind: Kind,
    *,
    actor: Person | None,
    reason: str = "",
    codes: dict[str, Any] | None = None,
    to_step: Step | None = None,
    due_at: datetime | None = None,
    now: datetime | None = None,
) -> Event:
    """Append one fact and bring the summary up to date.

    `to_step` moves the application there. `application` itself is refreshed, so that
    the caller goes on with what is true. Raises `MoveRefusedError` and then has
    changed nothing.
    """
    now = now or timezone.now()
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    locked.status = status_after(Status(locked.status), kind)
    codes = dict(codes or {})
    at_step = locked.step
    fields = ["status"]
    if to_step is not None:
        locked.step, locked.entered_step_at = to_step, now
        locked.due_at = due_for(to_step, locked.campaign, now)
        codes |= _due_code(locked.due_at)
        fields += ["step", "entered_step_at", "due_at"]
    elif due_at is not None:
        locked.due_at = due_at
        codes |= _due_code(due_at)
        fields.append("due_at")
    locked.save(update_fields=fields)
    event = _append(
        locked,
        kind,
        actor=actor,
        at_step=at_step,
        to_step=to_step,
        codes=codes,
        reason=reason,
        now=now,
    )
    for name in fields:
        setattr(application, name, getattr(locked, name))
    return event


def _append(
    application: Application,
    kind: Kind,
    *,
    actor: Person | None,
    codes: dict[str, Any],
    now: datetime,
    at_step: Step | None = None,
    to_step: Step | None = None,
    reason: str = "",
) -> Event:
    last = application.events.order_by("-number").first()
    salt = chain.new_salt()
    event = Event(
        application=application,
        number=last.number + 1 if last else 1,
        kind=kind,
        actor=actor,
        at_step=at_step,
        to_step=to_step,
        codes=codes,
        text_commitment=chain.commitment(reason, salt) if reason else "",
        happened_at=now,
        previous_hash=last.hash if last else chain.FIRST,
    )
    event.hash = event.link()
    event.save(force_insert=True)
    if reason:
        EventText.objects.create(event=event, text=reason, salt=salt)
    return event


def step_after(application: Application) -> Step:
    """Return the step that follows the current one, or raise `MoveRefusedError`."""
    following = Step.objects.filter(
        programme=application.step.programme_id, position=application.step.position + 1
    ).first()
    if following is None:
        raise MoveRefusedError(_("There is no step after this one."))
    return following


def pass_step(
    application: Application,
    *,
    actor: Person | None,
    at: str | None = None,
    reason: str = "",
    codes: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> Event:
    """Move on to the next step.

    `at` names the step that is passed: where the application stands elsewhere by now
    (a second tab, a repeated message) `MoveRefusedError` is raised.
    """
    application.refresh_from_db(fields=["step", "status"])
    if at is not None and application.step.key != at:
        raise MoveRefusedError(_("This step is already behind you."))
    return record(
        application,
        Kind.PASSED,
        actor=actor,
        reason=reason,
        codes=codes,
        to_step=step_after(application),
        now=now,
    )


def withdraw(
    application: Application,
    *,
    actor: Person,
    reason: str = "",
    now: datetime | None = None,
) -> Event:
    """Take an application back. Only the candidate may leave out the reason."""
    if actor.pk != application.candidate_id and not reason.strip():
        raise ReasonMissingError(_("Say on whose word you withdraw the application."))
    with transaction.atomic():
        _retract_held(application, actor=actor, now=now)
        return record(
            application, Kind.WITHDRAWN, actor=actor, reason=reason.strip(), now=now
        )


def reinstate(
    application: Application, *, actor: Person, reason: str, now: datetime | None = None
) -> Event:
    """Open a closed application again at the step where it ended."""
    if not reason.strip():
        raise ReasonMissingError(_("Say why the application is opened again."))
    return record(
        application,
        Kind.REINSTATED,
        actor=actor,
        reason=reason.strip(),
        to_step=application.step,
        now=now,
    )


def lapse(application: Application, *, now: datetime | None = None) -> Event:
    """Close an application whose deadline passed without an answer."""
    return record(application, Kind.LAPSED, actor=None, now=now)


def extend(
    application: Application,
    *,
    actor: Person | None,
    until: datetime,
    reason: str = "",
    now: datetime | None = None,
) -> Event:
    """Give more time for the current step; `until` must be later than today's date."""
    now = now or timezone.now()
    if until <= now or (application.due_at and until <= application.due_at):
        raise MoveRefusedError(
            _("The new deadline must be later than the present one.")
        )
    return record(
        application,
        Kind.EXTENDED,
        actor=actor,
        reason=reason.strip(),
        due_at=until,
        now=now,
    )


@transaction.atomic
def decide(
    application: Application,
    *,
    actor: Person,
    verdict: Verdict,
    reason: str,
    reason_code: str = "",
    now: datetime | None = None,
) -> Decision:
    """Hold a verdict on the current step. Nobody outside hears of it until `release`.

    A decline names one of the programme's decline reasons; each verdict has a reason
    in words.
    """
    now = now or timezone.now()
    if not reason.strip():
        raise ReasonMissingError(_("A decision needs a reason."))
    known = application.step.programme.declaration.decline_reasons
    if verdict is Verdict.DECLINE and reason_code not in known:
        raise ReasonMissingError(_("Choose the reason that the candidate will read."))
    if verdict is Verdict.PASS:
        step_after(application)
    if application.decisions.filter(released_at=None, retracted_at=None).exists():
        raise MoveRefusedError(_("A decision is already held. Take it back first."))
    event = record(
        application,
        Kind.DECIDED,
        actor=actor,
        reason=reason.strip(),
        codes={"verdict": verdict.value, "reason_code": reason_code},
        now=now,
    )
    return Decision.objects.create(
        application=application,
        step=application.step,
        verdict=verdict,
        reason_code=reason_code if verdict is Verdict.DECLINE else "",
        decided_by=actor,
        decided_at=now,
        event=event,
    )


@transaction.atomic
def retract(
    decision: Decision, *, actor: Person, reason: str = "", now: datetime | None = None
) -> Event:
    """Take a held decision back before anybody outside has heard of it."""
    now = now or timezone.now()
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if not held.is_held:
        raise MoveRefusedError(_("This decision is no longer held."))
    held.retracted_at = now
    held.save(update_fields=["retracted_at"])
    return record(
        held.application,
        Kind.RETRACTED,
        actor=actor,
        reason=reason.strip(),
        codes={"decision": held.event.number},
        now=now,
    )


def _retract_held(
    application: Application, *, actor: Person, now: datetime | None
) -> None:
    for decision in application.decisions.filter(released_at=None, retracted_at=None):
        retract(decision, actor=actor, now=now)


@transaction.atomic
def release(decision: Decision, *, actor: Person, now: datetime | None = None) -> Event:
    """Make a held decision true: the candidate moves on, or is declined."""
    now = now or timezone.now()
    held = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("application__step__programme", "event")
        .get(pk=decision.pk)
    )
    if not held.is_held:
        raise MoveRefusedError(_("This decision is no longer held."))
    held.released_at = now
    held.save(update_fields=["released_at"])
    codes = {"decision": held.event.number, "reason_code": held.reason_code}
    if held.verdict == Verdict.PASS:
        return record(
            held.application,
            Kind.PASSED,
            actor=actor,
            codes=codes,
            to_step=step_after(held.application),
            now=now,
        )
    return record(held.application, Kind.DECLINED, actor=actor, codes=codes, now=now)


@transaction.atomic
def flag(
    application: Application,
    *,
    reason: FlagReason,
    actor: Person | None = None,
    note: str = "",
    now: datetime | None = None,
) -> Flag:
    """Say that the application needs a person. The same reason is raised once."""
    now = now or timezone.now()
    found = application.flags.filter(reason=reason, cleared_at=None).first()
    if found:
        return found
    raised = Flag.objects.create(application=application, reason=reason, raised_at=now)
    record(
        application,
        Kind.FLAGGED,
        actor=actor,
        reason=note.strip(),
        codes={"flag": reason.value},
        now=now,
    )
    _count_flags(application)
    return raised


@transaction.atomic
def clear(
    flag: Flag, *, actor: Person, note: str = "", now: datetime | None = None
) -> Event:
    """Say that a person has seen to it."""
    now = now or timezone.now()
    open_flag = Flag.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    if open_flag.cleared_at is not None:
        raise MoveRefusedError(_("Somebody has already seen to this."))
    open_flag.cleared_at = now
    open_flag.save(update_fields=["cleared_at"])
    event = record(
        open_flag.application,
        Kind.CLEARED,
        actor=actor,
        reason=note.strip(),
        codes={"flag": open_flag.reason},
        now=now,
    )
    _count_flags(open_flag.application)
    return event


def _count_flags(application: Application) -> None:
    count = application.flags.filter(cleared_at=None).count()
    application.open_flags = count
    application.save(update_fields=["open_flags"])


def note(
    application: Application, *, actor: Person, text: str, now: datetime | None = None
) -> Event:
    """Write something down about the application that its file will keep."""
    if not text.strip():
        raise ReasonMissingError(_("An empty note is not kept."))
    return record(application, Kind.NOTED, actor=actor, reason=text.strip(), now=now)
