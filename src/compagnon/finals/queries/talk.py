"""What assessors wrote for the candidate to take home."""

from __future__ import annotations

from dataclasses import dataclass

from compagnon.applications.models import Application
from compagnon.finals.models import TalkNote
from compagnon.ratings.models import RatingTask


@dataclass(frozen=True)
class TalkLine:
    """One assessor's words about one competency. Never says whose."""

    competency: str
    strength: str
    suggestion: str


def talk_of(application: Application) -> list[TalkLine]:
    """What the candidate may read, by competency. One query."""
    notes = TalkNote.objects.filter(application=application)
    return [
        TalkLine(note.competency, note.strength, note.suggestion)
        for note in notes.order_by("competency", "written_at")
    ]


def talk_written_for(task: RatingTask) -> dict[str, TalkLine]:
    """What the assessor of `task` wrote so far, by competency. One query."""
    notes = TalkNote.objects.filter(
        application=task.application_id, written_by=task.assessor_id
    )
    return {
        note.competency: TalkLine(note.competency, note.strength, note.suggestion)
        for note in notes
    }
