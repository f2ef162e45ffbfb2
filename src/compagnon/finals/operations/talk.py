"""What assessors give the candidate to take home."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.finals.errors import NotNowError
from compagnon.finals.models import TalkNote
from compagnon.people.models import Person
from compagnon.ratings.models import RatingTask


@transaction.atomic
def write_talk(
    task: RatingTask,
    *,
    actor: Person,
    competency: str,
    strength: str = "",
    suggestion: str = "",
    now: datetime | None = None,
) -> TalkNote | None:
    """Write what was well done and one suggestion; both empty takes the note back.

    Only after the rating is locked, so that kind words do not colour it.
    """
    if task.assessor_id != actor.pk or competency not in task.competencies:
        raise NotNowError(_("This is not yours to write."))
    if task.locked_at is None:
        raise NotNowError(_("Lock your rating first, then write to the candidate."))
    mine = TalkNote.objects.filter(
        application=task.application, competency=competency, written_by=actor
    )
    strength, suggestion = strength.strip(), suggestion.strip()
    if not strength and not suggestion:
        mine.delete()
        return None
    note, _is_new = TalkNote.objects.update_or_create(
        application=task.application,
        competency=competency,
        written_by=actor,
        defaults={
            "strength": strength,
            "suggestion": suggestion,
            "written_at": now or timezone.now(),
        },
    )
    return note
