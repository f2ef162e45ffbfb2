"""Write what a candidate says in their own words, and what they need to say it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.people.models import Person

from .errors import StaleError
from .models import Adjustment, Application, Statement
from .operations import flag
from .rules import FlagReason


def version_of(text: str) -> str:
    """Return a short name of a text, so that a stale page can be told."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@transaction.atomic
def save_statement(
    application: Application,
    *,
    question: str,
    text: str,
    actor: Person,
    seen: str | None = None,
    now: datetime | None = None,
) -> Statement:
    """Keep the draft of one answer.

    With `seen` (the `version_of` of the text that the page began with) a text that was
    changed elsewhere meanwhile is not overwritten: `StaleError`.
    """
    del actor  # only the candidate's own page calls this
    now = now or timezone.now()
    # Browsers send line ends as CRLF; one text has one version.
    text = text.replace("\r\n", "\n").strip()
    found = application.statements.select_for_update().filter(question=question).first()
    if found is None:
        return Statement.objects.create(
            application=application, question=question, text=text, saved_at=now
        )
    if found.text == text:
        return found
    if seen is not None and seen != version_of(found.text):
        raise StaleError(_("This answer was changed on another page meanwhile."))
    found.text, found.saved_at = text, now
    found.save(update_fields=["text", "saved_at"])
    return found


@dataclass(frozen=True)
class Needs:
    """What a candidate asks for to show what they can do. No proof is asked."""

    time_factor: Decimal = Decimal(1)
    is_untimed: bool = False
    text_version: bool = False
    large_text: bool = False
    readable_font: bool = False
    high_contrast: bool = False
    reduced_motion: bool = False
    written_interview: bool = False
    note: str = ""


@transaction.atomic
def keep_adjustment(
    application: Application,
    *,
    needs: Needs,
    actor: Person,
    now: datetime | None = None,
) -> Adjustment:
    """Keep the adjustments. A new note calls the person who cares for adjustments.

    The note itself stays out of the application's events, which recruiters read.
    """
    now = now or timezone.now()
    before = Adjustment.objects.filter(application=application).first()
    values = {**vars(needs), "note": needs.note.strip(), "saved_at": now}
    kept, _is_new = Adjustment.objects.update_or_create(
        application=application, defaults=values
    )
    if kept.note and (before is None or before.note != kept.note):
        flag(application, reason=FlagReason.ADJUSTMENT, actor=actor, now=now)
    return kept
