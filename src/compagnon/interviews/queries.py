"""What pages show of an interview. Nothing here changes anything."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from compagnon.applications.models import Adjustment, Application
from compagnon.kit import links
from compagnon.people.models import Person
from compagnon.programmes.declaration import Text

from .models import Interview, Take
from .rules import Allowance, Kind, State, allowance, in_words, takes_left
from .steps import Question

NO_ADJUSTMENT = Adjustment()


@dataclass(frozen=True)
class Answer:
    """An answer as raters may see it: no takes, no adjustment, nobody's name."""

    code: str
    question_key: str
    question_text: Text
    kind: str
    media_type: str
    text: str
    # As the candidate's browser measured it; None for a written answer.
    duration: float | None


def answers_of(application: Application, step_key: str) -> list[Answer]:
    """Return the answers handed in at a step, in the order asked. Two queries."""
    interview = (
        Interview.objects.select_related("application__step__programme")
        .filter(application=application, step_key=step_key, submitted_at__isnull=False)
        .first()
    )
    if interview is None:
        return []
    kept = {take.question_key: take for take in interview.takes.kept()}
    questions = interview.declared.questions
    return [_answer(kept[one.key], one) for one in questions if one.key in kept]


def answer(code: str) -> Answer | None:
    """Return one answer that was handed in. One query."""
    take = (
        Take.objects.kept()
        .select_related("interview__application__step__programme")
        .filter(code=code, interview__submitted_at__isnull=False)
        .first()
    )
    question = take and take.interview.question(take.question_key)
    return _answer(take, question) if take and question else None


def _answer(take: Take, question: Question) -> Answer:
    return Answer(
        code=take.code,
        question_key=take.question_key,
        question_text=question.text,
        kind=take.kind,
        media_type=take.media_type,
        text=take.text,
        duration=take.claimed_seconds,
    )


def media_link(take: Take | Answer, reader: Person) -> str:
    """Return an address at which `reader`, and nobody else, can play a recording.

    It holds for ten minutes: make it when it is followed (a redirect), not when a page
    that may lie open for an hour is drawn.
    """
    return reverse("media:take", args=[links.sign("take", take.code, reader.code)])


@dataclass(frozen=True)
class TakeLine:
    """A take as its candidate sees it."""

    code: str
    number: int
    kind: Kind
    is_kept: bool
    seconds: int | None
    text: str
    media_type: str

    @property
    def length(self) -> str:
        return "" if self.seconds is None else f"{self.seconds // 60}:{self.clock:02}"

    @property
    def clock(self) -> int:
        return (self.seconds or 0) % 60

    @property
    def is_written(self) -> bool:
        return self.kind is Kind.TEXT

    @property
    def is_video(self) -> bool:
        return self.kind is Kind.VIDEO


def _line(take: Take, number: int) -> TakeLine:
    seconds = take.claimed_seconds
    return TakeLine(
        code=take.code,
        number=number,
        kind=Kind(take.kind),
        is_kept=take.is_kept,
        seconds=None if seconds is None else round(seconds),
        text=take.text,
        media_type=take.media_type,
    )


@dataclass(frozen=True)
class QuestionLine:
    """A question with its answer, as it stands on the first page and in the review."""

    number: int
    key: str
    text: Text
    answer: TakeLine | None
    # How long the answer may be, in words; empty: no clock.
    length: str
    takes: int


def question_lines(
    interview: Interview, adjustment: Adjustment = NO_ADJUSTMENT
) -> list[QuestionLine]:
    """Return the questions with their chosen answers. One query."""
    kept = {take.question_key: _line(take, 1) for take in interview.takes.kept()}
    return [
        QuestionLine(
            number=number,
            key=one.key,
            text=one.text,
            answer=kept.get(one.key),
            length=in_words(times_of(one, adjustment).answer_seconds),
            takes=one.takes,
        )
        for number, one in enumerate(interview.declared.questions, start=1)
    ]


@dataclass(frozen=True)
class QuestionPage:
    """All that the page of one question shows."""

    number: int
    count: int
    key: str
    text: Text
    times: Allowance
    takes: list[TakeLine]
    takes_left: int
    was_interrupted: bool
    draft: str
    is_written_kept: bool
    by: Kind
    next_key: str | None

    @property
    def is_answered(self) -> bool:
        return self.is_written_kept or any(take.is_kept for take in self.takes)

    @property
    def answer_words(self) -> str:
        return in_words(self.times.answer_seconds)

    @property
    def prepare_words(self) -> str:
        return in_words(self.times.prepare_seconds)

    @property
    def is_recorded(self) -> bool:
        return self.by is not Kind.TEXT

    @property
    def shows_takes(self) -> bool:
        return self.is_recorded or bool(self.takes)

    @property
    def can_record(self) -> bool:
        return self.takes_left > 0


def question_page(interview: Interview, question: Question, by: str) -> QuestionPage:
    """Return the page of one question, answered `by` a kind. Two queries."""
    takes = list(interview.takes.filter(question_key=question.key).order_by("number"))
    stored = [one for one in takes if one.state == State.STORED]
    recorded = [one for one in stored if one.kind != Kind.TEXT]
    written = next((one for one in takes if one.kind == Kind.TEXT), None)
    last = takes[-1] if takes else None
    adjustment = adjustment_of(interview.application)
    keys = [one.key for one in interview.declared.questions]
    number = keys.index(question.key) + 1
    return QuestionPage(
        number=number,
        count=len(keys),
        key=question.key,
        text=question.text,
        times=times_of(question, adjustment),
        takes=[_line(take, place) for place, take in enumerate(recorded, start=1)],
        takes_left=takes_left(question.takes, len(recorded)),
        was_interrupted=bool(last and last.kind != Kind.TEXT and last not in stored),
        draft=written.text if written else "",
        is_written_kept=bool(written and written.is_kept),
        by=_kind_of_answer(by, stored, adjustment),
        next_key=keys[number] if number < len(keys) else None,
    )


def _kind_of_answer(wanted: str, stored: list[Take], adjustment: Adjustment) -> Kind:
    """Return how to answer: as wanted, as answered before, or as adjusted."""
    if wanted in Kind.values:
        return Kind(wanted)
    for take in stored:
        if take.is_kept:
            return Kind(take.kind)
    return Kind.TEXT if adjustment.written_interview else Kind.VIDEO


def adjustment_of(application: Application) -> Adjustment:
    """Return what the candidate asked for, or no change. One query."""
    found = Adjustment.objects.filter(application=application).first()
    return found or NO_ADJUSTMENT


def times_of(question: Question, adjustment: Adjustment) -> Allowance:
    return allowance(
        question.prepare_seconds,
        question.answer_seconds,
        factor=adjustment.time_factor,
        is_untimed=adjustment.is_untimed,
    )
