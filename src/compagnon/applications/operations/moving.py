"""Begin, go on, take back, open again, lapse, extend."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications.errors import (
    AlreadyAppliedError,
    ClosedError,
    MoveRefusedError,
    ReasonMissingError,
)
from compagnon.applications.models import Application, Event
from compagnon.applications.rules import Kind
from compagnon.people.models import Person
from compagnon.postings.models import Campaign

from .deciding import retract_held
from .recording import append, due_code, due_for, record, step_after


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
            append(
                application,
                Kind.STARTED,
                actor=candidate,
                to_step=first,
                codes=due_code(application.due_at),
                now=now,
            )
    except IntegrityError:
        raise AlreadyAppliedError(
            _("You have already applied in this campaign.")
        ) from None
    return application


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
        retract_held(application, actor=actor, now=now)
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
