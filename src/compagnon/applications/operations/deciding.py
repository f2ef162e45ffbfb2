"""Hold a verdict, take it back, make it true."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications.errors import MoveRefusedError, ReasonMissingError
from compagnon.applications.models import Application, Decision, Event
from compagnon.applications.rules import Kind, Verdict
from compagnon.people.models import Person

from .recording import record, step_after


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


def retract_held(
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
