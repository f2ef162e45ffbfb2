"""An interview is opened, answered and handed in by its operations alone."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from compagnon.applications import operations as applications
from compagnon.interviews import operations, parts, queries, recording
from compagnon.interviews.errors import (
    ChangedOnTheWayError,
    ClosedError,
    EmptyAnswerError,
    ForeignTypeError,
    GoneError,
    IncompleteError,
    NoTakeLeftError,
    TooLargeError,
    WrongOffsetError,
)
from compagnon.interviews.models import Interview, Take
from compagnon.interviews.rules import MOST_BYTES, Kind, State
from tests.factories import NOW

from . import world
from .world import WEBM, Body, a_step, a_stored_take, a_take, an_interview, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


def write(interview, key="q1", text="I listened first.", *, is_draft=False, now=NOW):
    return operations.write_answer(
        interview, question_key=key, text=text, is_draft=is_draft, now=now
    )


def states(interview):
    takes = interview.takes.order_by("pk")
    return [(take.kind, take.state, take.is_kept) for take in takes]


def test_a_step_that_opens_twice_has_one_interview():
    interview = an_interview()

    again = operations.open_interview(
        interview.application, step=interview.application.step, now=NOW
    )

    assert (again, Interview.objects.count()) == (interview, 1)


def test_a_recording_is_stored_under_its_hash_and_becomes_the_answer():
    take = a_stored_take(an_interview(), content=WEBM + b"picture")

    with default_storage.open(take.file.name) as stored:
        assert stored.read() == WEBM + b"picture"
    assert (take.state, take.is_kept, take.media_type, take.size) == (
        State.STORED,
        True,
        "video/webm",
        len(WEBM) + 7,
    )
    assert take.file.name == f"takes/{take.code}.webm"
    assert list(parts.folder().iterdir()) == []


def test_bytes_before_a_broken_connection_are_kept():
    take = a_take(an_interview())
    body = Body(b"x" * 200_000, breaks=131_072)

    end = recording.receive(take, body, offset=0, length=200_000, now=NOW)

    assert (end, parts.length_of(take.code)) == (131_072, 131_072)


def test_bytes_for_another_place_are_not_written():
    take = a_take(an_interview())
    send(take, b"abc")

    with pytest.raises(WrongOffsetError) as refusal:
        send(take, b"def", offset=2)

    assert (refusal.value.offset, parts.length_of(take.code)) == (3, 3)


def test_a_writer_stops_where_another_has_been_meanwhile():
    take = a_take(an_interview())

    class Overtaken(Body):
        def read(self, size):
            if self._position == parts.BUFFER:
                with parts.path_of(take.code).open("ab") as part:
                    part.write(b"from the other tab")
            return super().read(size)

    body = Overtaken(b"x" * 3 * parts.BUFFER)
    end = recording.receive(take, body, offset=0, length=3 * parts.BUFFER, now=NOW)

    assert end == parts.BUFFER + len("from the other tab")


def test_more_than_a_take_may_hold_is_refused_unread():
    take = a_take(an_interview())

    with pytest.raises(TooLargeError):
        recording.receive(take, Body(b""), offset=MOST_BYTES, length=1, now=NOW)


def test_what_is_no_recording_is_given_up_and_costs_no_take():
    interview = an_interview()
    take = a_take(interview)
    send(take, b"<html>")

    with pytest.raises(ForeignTypeError):
        recording.finish(take, sha256="", claimed_seconds=1, now=NOW)

    assert states(interview) == [(Kind.VIDEO, State.FAILED, False)]
    assert not parts.path_of(take.code).exists()


def test_what_changed_on_the_way_is_not_stored():
    take = a_take(an_interview())
    send(take, WEBM)

    with pytest.raises(ChangedOnTheWayError):
        recording.finish(take, sha256="0" * 64, claimed_seconds=1, now=NOW)


def test_a_recording_that_is_finished_twice_is_stored_once():
    interview = an_interview()
    take = a_take(interview)
    send(take, WEBM)
    tabs = [Take.objects.get(pk=take.pk) for _ in range(2)]

    ends = [
        recording.finish(tab, sha256="", claimed_seconds=1, now=NOW) for tab in tabs
    ]

    assert {end.state for end in ends} == {State.STORED}
    assert default_storage.listdir("takes")[1] == [f"{take.code}.webm"]


def test_a_crash_before_the_row_is_written_leaves_a_take_that_can_be_finished(
    monkeypatch,
):
    interview = an_interview()
    take = a_take(interview)
    send(take, WEBM)
    with monkeypatch.context() as crash:
        crash.setattr(recording, "_store", None)
        with pytest.raises(TypeError):
            recording.finish(take, sha256="", claimed_seconds=1, now=NOW)

    recording.finish(take, sha256="", claimed_seconds=1, now=NOW)

    assert take.state == State.STORED


def test_the_last_take_is_the_answer_until_another_is_chosen():
    interview = an_interview()
    first, second = a_stored_take(interview), a_stored_take(interview)
    assert [one[2] for one in states(interview)] == [False, True]

    operations.keep(first, now=NOW)

    assert [one[2] for one in states(interview)] == [True, False]
    assert second.number == 2


def test_a_take_too_many_is_refused():
    interview = an_interview()
    for _ in range(3):
        a_stored_take(interview)

    with pytest.raises(NoTakeLeftError):
        a_take(interview)


def test_interrupted_takes_cost_nothing():
    interview = an_interview()
    for _ in range(5):
        recording.give_up(a_take(interview))

    assert a_take(interview).number == 6


def test_two_windows_do_not_make_more_takes_than_are_allowed():
    interview = an_interview()
    open_ones = [a_take(interview) for _ in range(3)]
    newest = recording.begin_take(
        interview,
        question_key="q1",
        kind=Kind.VIDEO,
        claimed_type="video/webm",
        now=NOW,
    )

    assert [take.state for take in interview.takes.order_by("number")] == [
        State.FAILED,
        *[State.RECORDING] * 3,
    ]
    assert newest.number == len(open_ones) + 1


def test_a_recording_that_grows_in_another_window_is_not_taken_away():
    interview = an_interview(a_step())
    take = a_take(interview)
    a_stored_take(interview)
    a_stored_take(interview)
    send(take, b"abc")

    with pytest.raises(NoTakeLeftError, match="another window"):
        recording.begin_take(
            interview,
            question_key="q1",
            kind=Kind.VIDEO,
            claimed_type="video/webm",
            now=timezone.now(),  # as the clock of the disk
        )


def test_a_draft_is_kept_without_becoming_the_answer():
    interview = an_interview()
    a_stored_take(interview)

    write(interview, text="A first thought", is_draft=True)

    assert states(interview) == [
        (Kind.VIDEO, State.STORED, True),
        (Kind.TEXT, State.RECORDING, False),
    ]


def test_a_written_answer_takes_the_place_of_a_recorded_one():
    interview = an_interview()
    a_stored_take(interview)

    write(interview)

    assert [one[2] for one in states(interview)] == [False, True]


def test_a_written_answer_that_is_emptied_is_no_answer():
    interview = an_interview()
    write(interview)

    write(interview, text="  ", is_draft=True)

    assert states(interview) == [(Kind.TEXT, State.RECORDING, False)]


def test_an_empty_text_cannot_be_the_answer():
    with pytest.raises(EmptyAnswerError):
        write(an_interview(), text=" \n")


def test_an_interview_is_handed_in_whole_and_passes_its_step():
    interview = an_interview()
    write(interview)
    candidate = interview.application.candidate
    with pytest.raises(IncompleteError, match="open: 2"):
        operations.submit(interview, actor=candidate, now=NOW)
    a_stored_take(interview, "q2")

    done = operations.submit(interview, actor=candidate, now=NOW)

    interview.application.refresh_from_db()
    assert (done.submitted_at, interview.application.step.key) == (NOW, "review")


def test_handing_in_twice_changes_nothing():
    interview = an_interview(a_step(1))
    write(interview)
    candidate = interview.application.candidate
    operations.submit(interview, actor=candidate, now=NOW)

    again = operations.submit(interview, actor=candidate, now=NOW + timedelta(hours=1))

    assert again.submitted_at == NOW
    assert interview.application.events.count() == 3


def test_after_handing_in_nothing_changes():
    interview = an_interview(a_step(1))
    take = a_stored_take(interview)
    late = a_take(interview)
    operations.submit(interview, actor=interview.application.candidate, now=NOW)
    late = Take.objects.select_related("interview__application__step").get(pk=late.pk)

    for act in (
        lambda: write(interview),
        lambda: operations.keep(take, now=NOW),
        lambda: a_take(interview),
        lambda: send(late, WEBM),
    ):
        with pytest.raises(ClosedError):
            act()
    assert [answer.kind for answer in answers(interview)] == [Kind.VIDEO]


def answers(interview):
    return queries.answers_of(interview.application, "interview")


def test_nothing_is_recorded_after_the_deadline_but_what_was_begun_may_end():
    interview = an_interview(a_step(1))
    take = a_take(interview)
    late = NOW + timedelta(days=11)

    with pytest.raises(ClosedError, match="time"):
        write(interview, now=late)
    recording.receive(take, Body(WEBM), offset=0, length=len(WEBM), now=late)
    recording.finish(take, sha256="", claimed_seconds=1, now=late)
    operations.submit(interview, actor=interview.application.candidate, now=late)


def test_nothing_is_recorded_for_an_application_that_is_withdrawn():
    interview = an_interview()
    application = interview.application
    applications.withdraw(application, actor=application.candidate, now=NOW)

    with pytest.raises(ClosedError):
        a_take(interview)


def test_raters_see_the_chosen_answers_in_the_order_asked_and_nothing_else():
    interview = an_interview()
    chosen = a_stored_take(interview, "q2", seconds=12.5)
    write(interview)
    assert answers(interview) == []

    operations.submit(interview, actor=interview.application.candidate, now=NOW)

    first, second = answers(interview)
    assert (first.question_key, first.kind, first.text) == (
        "q1",
        "text",
        "I listened first.",
    )
    assert (second.code, second.media_type, second.duration) == (
        chosen.code,
        "video/webm",
        12.5,
    )
    assert str(second.question_text) == "Question 2?"
    assert queries.answer(chosen.code) == second
    assert set(vars(second)) == {
        "code",
        "question_key",
        "question_text",
        "kind",
        "media_type",
        "text",
        "duration",
    }


def test_answers_cost_the_same_queries_however_many_there_are(
    django_assert_num_queries,
):
    for questions in (1, 3):
        interview = an_interview(a_step(questions))
        for number in range(1, questions + 1):
            a_stored_take(interview, f"q{number}")
        operations.submit(interview, actor=interview.application.candidate, now=NOW)
        with django_assert_num_queries(2):
            assert len(answers(interview)) == questions


def test_abandoned_uploads_are_swept_and_others_left():
    interview = an_interview(now=timezone.now())
    take = a_take(interview)
    send(take, WEBM)
    orphan = parts.path_of("ORPHAN")
    orphan.touch()
    now = timezone.now()
    assert operations.sweep(now + timedelta(hours=1)) == 0
    assert orphan.exists()

    assert operations.sweep(now + timedelta(hours=25)) == 1
    assert list(parts.folder().iterdir()) == []

    take.refresh_from_db()
    assert take.state == State.FAILED
    with pytest.raises(GoneError):
        recording.receive(
            Take.objects.select_related("interview__application__step__programme").get(
                pk=take.pk
            ),
            Body(WEBM),
            offset=0,
            length=len(WEBM),
            now=now,
        )


def test_what_was_recorded_can_be_forgotten():
    interview = an_interview()
    a_stored_take(interview)
    a_take(interview)
    write(interview, "q2")

    assert operations.forget(interview.application) == 3

    assert default_storage.listdir("takes")[1] == []
    assert world.Take.objects.count() == 0
