"""What a hiring manager does, written by the contexts that own it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from compagnon.applications import operations as applications
from compagnon.applications.errors import MoveRefusedError, ReasonMissingError
from compagnon.applications.models import Application, Decision, Document
from compagnon.applications.rules import Verdict
from compagnon.people.access import write_disclosure
from compagnon.people.models import Person
from compagnon.ratings.models import RatingTask

from .hiring_queries import decides


@transaction.atomic
def decide(
    application: Application,
    *,
    actor: Person,
    at: str,
    verdict: Verdict,
    reason: str,
    reason_code: str = "",
    now: datetime | None = None,
) -> Decision:
    """Hold the manager's verdict; a recruiter releases it.

    Only where the programme gives the decision to the manager, and only after they have
    locked their own ratings.
    """
    if application.step.key != at:
        raise MoveRefusedError(_("The application has moved on. Look at it again."))
    if not decides(application.step.programme.declaration, at):
        raise MoveRefusedError(_("At this step a recruiter decides."))
    own = RatingTask.objects.of(actor).filter(application=application, locked_at=None)
    if own.exists():
        raise MoveRefusedError(_("Lock your own ratings first."))
    return applications.decide(
        application,
        actor=actor,
        verdict=verdict,
        reason=reason,
        reason_code=reason_code,
        now=now,
    )


@transaction.atomic
def open_resume(
    document: Document, *, actor: Person, reason: str, now: datetime | None = None
) -> None:
    """Write down who read a résumé, and why, before it is handed over."""
    if not reason.strip():
        raise ReasonMissingError(_("Say why you need to read it."))
    write_disclosure(
        document.application.candidate,
        reader=actor,
        what=document.purpose,
        reason=reason,
        now=now,
    )
