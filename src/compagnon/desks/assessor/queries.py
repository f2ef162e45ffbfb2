"""What stands beside the rubric: an answer, a task, a sheet. Never whose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from compagnon.finals import access as finals_access
from compagnon.finals import queries as finals
from compagnon.interviews import queries as interviews
from compagnon.people.models import Person
from compagnon.ratings import queries as ratings
from compagnon.ratings.models import RatingTask
from compagnon.ratings.rules import SubjectKind


@dataclass(frozen=True)
class SubjectView:
    """The thing that is rated, as far as it is not the rubric."""

    question: str = ""
    text: str = ""
    is_video: bool = False
    is_audio: bool = False
    media_type: str = ""
    brief: str = ""
    file_kind: str = ""
    file_size: int = 0
    # It was there once; the person it came from has had it deleted.
    is_gone: bool = False

    @property
    def is_recorded(self) -> bool:
        return self.is_video or self.is_audio


@dataclass(frozen=True)
class Line:
    """One line of an observation list, with the moment it was seen."""

    position: int
    words: str
    seen_at: datetime | None


@dataclass(frozen=True)
class QueuePage:
    """An assessor's first page."""

    lines: list[ratings.QueueLine]
    recent: list[ratings.QueueLine]
    panels: list[finals.SlotLine] = field(default_factory=list)
    waiting: int = 0

    @property
    def due_today(self) -> int:
        return sum(line.is_due_today for line in self.lines)

    @property
    def overdue(self) -> int:
        return sum(line.is_overdue for line in self.lines)


def queue_page(person: Person, *, now: datetime) -> QueuePage:
    """The queue, what was locked lately, and the panels to come. Eight queries."""
    return QueuePage(
        lines=ratings.queue_of(person, now=now),
        recent=ratings.recent_of(person, now=now),
        panels=finals.panel_of(person, now=now),
        waiting=ratings.waiting_for(person),
    )


def subject_of(view: ratings.TaskView, task: RatingTask) -> SubjectView:
    """The answer or the sent task behind a rating. At most two queries."""
    if view.kind == SubjectKind.TASK:
        return _sent(view, task)
    return _answered(view)


def _answered(view: ratings.TaskView) -> SubjectView:
    answer = interviews.answer(view.subject_code)
    if answer is None:
        return SubjectView(question=view.title, is_gone=True)
    return SubjectView(
        question=str(answer.question_text),
        text=answer.text,
        is_video=answer.kind == "video",
        is_audio=answer.kind == "audio",
        media_type=answer.media_type,
    )


def _sent(view: ratings.TaskView, task: RatingTask) -> SubjectView:
    sent = finals.sent_task(finals_access.submission_behind(task), view.programme_id)
    return SubjectView(
        question=view.title,
        brief=sent.brief,
        text=sent.text,
        file_kind=sent.file_kind,
        file_size=sent.file_size,
    )


def lines_of(view: ratings.TaskView, part: finals.SheetPart) -> list[Line]:
    """The observation list with its ticks. No query."""
    seen = {one.position: one.seen_at for one in view.seen}
    return [
        Line(position, words, seen.get(position))
        for position, words in enumerate(part.observations)
    ]


@dataclass(frozen=True)
class TalkRow:
    """One competency with what the assessor gives the candidate to take home."""

    competency: str
    name: str
    strength: str
    suggestion: str


def talk_rows(view: ratings.TaskView, task: RatingTask) -> list[TalkRow]:
    """What the assessor wrote for the candidate so far. One query."""
    written = finals.talk_written_for(task)
    empty = finals.TalkLine("", "", "")
    return [
        TalkRow(
            competency=criterion.competency,
            name=criterion.name,
            strength=written.get(criterion.competency, empty).strength,
            suggestion=written.get(criterion.competency, empty).suggestion,
        )
        for criterion in view.criteria
    ]
