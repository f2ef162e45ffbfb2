"""Say that a person is needed, that one has seen to it, and keep notes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications.errors import MoveRefusedError, ReasonMissingError
from compagnon.applications.models import Application, Event, Flag
from compagnon.applications.rules import FlagReason, Kind
from compagnon.people.models import Person

from .recording import record


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
