"""Append one fact and bring the summary up to date: what every other act ends in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications.errors import MoveRefusedError
from compagnon.applications.models import Application, Event, EventText
from compagnon.applications.rules import Kind, Status, status_after
from compagnon.kit import chain
from compagnon.people.models import Person
from compagnon.postings.models import Campaign
from compagnon.programmes.models import Step


def due_for(step: Step, campaign: Campaign, now: datetime) -> datetime | None:
    """Return when a step that opens at `now` should be done.

    Without days in the file the first step is due when the campaign closes, and any
    other has no deadline.
    """
    days = step.declared.days
    if days is not None:
        return now + timedelta(days=days)
    return campaign.closes_at if step.position == 0 else None


def due_code(due_at: datetime | None) -> dict[str, Any]:
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
        codes |= due_code(locked.due_at)
        fields += ["step", "entered_step_at", "due_at"]
    elif due_at is not None:
        locked.due_at = due_at
        codes |= due_code(due_at)
        fields.append("due_at")
    locked.save(update_fields=fields)
    event = append(
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


def append(
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
