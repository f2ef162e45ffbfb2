"""A sitting begins once, takes each answer once, and passes its step at the end."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from compagnon.applications import operations as applications
from compagnon.applications.errors import MoveRefusedError
from compagnon.applications.models import Adjustment
from compagnon.applications.rules import FlagReason, Kind
from compagnon.assessments import library, operations
from compagnon.assessments.errors import (
    ImpossibleAnswerError,
    InstrumentChangedError,
    NotStartedError,
    OutOfOrderError,
    SittingOverError,
    TooLateError,
    UnknownInstrumentError,
)
from compagnon.assessments.models import Instrument, Response, Score, Sitting
from tests.assessments.worlds import (
    a_sitting,
    an_application_at_its_exercises,
    begun,
    complete,
    items_of,
    keyed,
    missed,
)
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def answer(sitting, number, sent=None, *, now=NOW):
    item = items_of(sitting)[number - 1]
    return operations.answer(
        sitting, number=number, answer=sent or keyed(item), now=now
    )


def kinds(application):
    return [event.kind for event in application.events.order_by("number")]


# --- Instruments ---------------------------------------------------------------------


def test_the_instruments_of_the_house_are_installed_once():
    first = operations.install_instruments(now=NOW)
    second = operations.install_instruments(now=NOW + timedelta(days=1))

    assert [str(one) for one in first] == ["preferences v1", "reading-people v1"]
    assert first == second
    assert Instrument.objects.count() == 2


def test_an_installed_version_does_not_change(tmp_path):
    operations.install_instruments(now=NOW)
    path = tmp_path / "preferences.v1.yaml"
    shutil.copy(library.FOLDER / "preferences.v1.yaml", path)
    path.write_text(path.read_text().replace("meet many people", "see many people"))

    with pytest.raises(InstrumentChangedError, match=r"preferences.*version 2"):
        operations.install_instruments(folder=tmp_path, now=NOW)

    assert "meet many people" in str(Instrument.objects.get(key="preferences").content)


def test_a_comment_in_the_file_is_not_a_change(tmp_path):
    operations.install_instruments(now=NOW)
    path = tmp_path / "preferences.v1.yaml"
    shutil.copy(library.FOLDER / "preferences.v1.yaml", path)
    path.write_text(f"# A remark.\n{path.read_text()}")

    assert len(operations.install_instruments(folder=tmp_path, now=NOW)) == 1


def test_a_programme_cannot_name_an_instrument_that_does_not_exist():
    with pytest.raises(UnknownInstrumentError, match="gallery"):
        an_application_at_its_exercises(
            instruments=[{"key": "gallery", "version": 3, "minutes": 5}]
        )


# --- Opening and starting ------------------------------------------------------------


def test_opening_twice_gives_one_sitting_for_each_instrument():
    application = an_application_at_its_exercises()
    seeds = [one.seed for one in application.sittings.all()]

    operations.open_sittings(application, step=application.step, now=NOW)

    assert [one.seed for one in application.sittings.all()] == seeds
    assert len(set(seeds)) == 2


def test_a_sitting_begins_only_with_fair_use():
    sitting = an_application_at_its_exercises().sittings.first()

    with pytest.raises(NotStartedError):
        operations.start(
            sitting,
            actor=sitting.application.candidate,
            language="fr",
            agrees_to_fair_use=False,
            now=NOW,
        )

    assert Sitting.objects.get(pk=sitting.pk).started_at is None


def test_the_language_stays_as_it_was_when_the_sitting_began():
    sitting = a_sitting()

    again = begun(sitting, language="fr")

    assert (again.language, again.started_at) == ("en", NOW)


def test_a_sitting_keeps_the_adjustments_of_its_beginning_without_their_words():
    application = an_application_at_its_exercises()
    Adjustment.objects.create(
        application=application,
        time_factor="1.50",
        large_text=True,
        note="Private",
        saved_at=NOW,
    )

    kept = a_sitting(application=application).adjustments

    assert (kept["time_factor"], kept["large_text"], "note" in kept) == (
        "1.50",
        True,
        False,
    )


def test_nothing_begins_after_the_deadline():
    application = an_application_at_its_exercises()
    sitting = application.sittings.first()

    with pytest.raises(TooLateError, match="time for this step is over"):
        operations.start(
            sitting,
            actor=application.candidate,
            language="en",
            agrees_to_fair_use=True,
            now=application.due_at + timedelta(seconds=1),
        )


# --- Answers -------------------------------------------------------------------------


def test_an_answer_is_kept_by_the_name_of_its_option():
    sitting = a_sitting()
    item = items_of(sitting)[0]

    response = answer(sitting, 1, {"choice": "3"})

    assert (response.item_key, response.answer) == (
        item.key,
        {"choice": item.options[2]},
    )


def test_the_same_answer_sent_again_is_kept_once():
    sitting = a_sitting()
    first = answer(sitting, 1, {"choice": "3"})

    again = answer(sitting, 1, {"choice": "3"}, now=NOW + timedelta(minutes=5))

    assert (again, again.received_at) == (first, NOW)
    assert Response.objects.count() == 1


def test_another_answer_to_an_item_that_is_behind_changes_nothing():
    sitting = a_sitting()
    answer(sitting, 1, {"choice": "3"})
    answer(sitting, 2, {"choice": "1"})

    with pytest.raises(OutOfOrderError, match="first answer is kept") as refusal:
        answer(sitting, 1, {"choice": "4"})

    assert refusal.value.current == 3
    assert sitting.responses.get(number=1).answer == {
        "choice": items_of(sitting)[0].options[2]
    }


def test_an_answer_to_an_item_that_has_not_come_is_refused():
    sitting = a_sitting()

    with pytest.raises(OutOfOrderError) as refusal:
        answer(sitting, 5)

    assert refusal.value.current == 1
    assert Response.objects.count() == 0


@pytest.mark.parametrize("sent", [{"choice": "9"}, {"choice": "x"}, {"text": "a"}])
def test_an_answer_that_is_not_offered_is_refused(sent):
    sitting = a_sitting()

    with pytest.raises(ImpossibleAnswerError):
        answer(sitting, 1, sent)

    assert Response.objects.count() == 0


@pytest.mark.parametrize("number", [0, -1, 29])
def test_an_item_that_does_not_exist_is_refused(number):
    with pytest.raises(ImpossibleAnswerError):
        operations.answer(a_sitting(), number=number, answer={"choice": "1"}, now=NOW)


def test_no_answer_before_the_sitting_has_begun():
    sitting = an_application_at_its_exercises().sittings.first()

    with pytest.raises(NotStartedError):
        operations.answer(sitting, number=1, answer={"choice": "1"}, now=NOW)


def test_an_answer_that_was_under_way_arrives_within_the_hour():
    sitting = a_sitting()
    due_at = sitting.application.due_at

    answer(sitting, 1, now=due_at + timedelta(minutes=59))

    with pytest.raises(TooLateError):
        answer(sitting, 2, now=due_at + timedelta(minutes=61))


def test_no_answer_once_the_application_is_withdrawn():
    sitting = a_sitting()
    applications.withdraw(
        sitting.application, actor=sitting.application.candidate, now=NOW
    )

    with pytest.raises(TooLateError, match="closed"):
        answer(sitting, 1)


def test_serving_notes_when_an_item_was_first_shown():
    sitting = a_sitting()
    operations.serve(sitting, now=NOW)
    operations.serve(sitting, now=NOW + timedelta(seconds=40))

    response = answer(sitting, 1, now=NOW + timedelta(seconds=50))

    assert (response.served_at, response.received_at) == (
        NOW,
        NOW + timedelta(seconds=50),
    )


def test_a_sitting_goes_on_where_it_stopped():
    sitting = a_sitting()
    answer(sitting, 1)

    elsewhere = Sitting.objects.get(pk=sitting.pk)

    assert operations.serve(elsewhere, now=NOW) == items_of(sitting)[1]


# --- The end -------------------------------------------------------------------------


def test_the_last_answer_scores_the_sitting_and_waits_for_the_others():
    sitting = complete(a_sitting())

    assert (sitting.finished_at, sitting.application.step.key) == (NOW, "exercises")
    assert {one.name: one.value for one in sitting.scores.all()} == dict.fromkeys(
        ["moments", "judgement", "EMO", "ATT", "INT", "REL", "TEA"], 1.0
    )
    assert operations.serve(sitting, now=NOW) is None


def test_the_last_sitting_passes_the_step():
    application = an_application_at_its_exercises()
    complete(a_sitting("preferences", application))
    complete(a_sitting("reading-people", application))

    application.refresh_from_db()

    assert application.step.key == "review"
    assert kinds(application) == [Kind.STARTED, Kind.PASSED, Kind.PASSED]
    assert application.events.last().actor == application.candidate


def test_after_the_end_the_same_last_answer_is_still_welcome():
    application = an_application_at_its_exercises()
    complete(a_sitting("preferences", application))
    sitting = complete(a_sitting("reading-people", application))

    assert answer(sitting, 28).number == 28
    assert kinds(application)[-1:] == [Kind.PASSED]


def test_after_the_end_another_answer_is_refused_in_kind_words():
    sitting = complete(a_sitting())

    with pytest.raises(SittingOverError, match="your answers are safe"):
        answer(sitting, 28, missed(items_of(sitting)[27]))


def test_a_low_score_asks_a_person_to_look_and_declines_nobody():
    application = an_application_at_its_exercises(look_below=0.35)
    complete(a_sitting("reading-people", application), how=missed)
    complete(a_sitting("preferences", application))

    application.refresh_from_db()

    assert [flag.reason for flag in application.flags.all()] == [FlagReason.BELOW_BAR]
    assert (application.status, application.step.key) == ("open", "review")


def test_a_score_above_the_bar_raises_no_flag():
    application = an_application_at_its_exercises(look_below=0.35)
    complete(a_sitting("reading-people", application))
    complete(a_sitting("preferences", application))

    assert not application.flags.exists()


def test_without_a_bar_nobody_is_flagged():
    application = an_application_at_its_exercises()
    complete(a_sitting("reading-people", application), how=missed)
    complete(a_sitting("preferences", application))

    assert not application.flags.exists()


def test_a_failure_at_the_end_leaves_no_trace():
    """All of the end is one transaction: a broken step loses no answer, keeps none."""
    application = an_application_at_its_exercises()
    complete(a_sitting("preferences", application))
    sitting = a_sitting("reading-people", application)
    for number in range(1, 28):
        answer(sitting, number)
    application.step.programme.steps.get(key="review").delete()

    with pytest.raises(MoveRefusedError):
        answer(sitting, 28)

    assert sitting.responses.count() == 27
    assert not Score.objects.filter(sitting=sitting).exists()


@pytest.mark.django_db(transaction=True)
def test_two_last_answers_at_once_pass_the_step_once():
    """Two devices end two tasks in the same moment; neither waits for ever."""
    application = an_application_at_its_exercises()
    sittings = [
        a_sitting("reading-people", application),
        a_sitting("preferences", application),
    ]
    for sitting in sittings:
        for item in items_of(sitting)[:-1]:
            answer(sitting, item.number)

    def end(sitting):
        try:
            answer(sitting, len(items_of(sitting)))
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        list(pool.map(end, sittings))

    application.refresh_from_db()
    assert application.step.key == "review"
    assert kinds(application) == [Kind.STARTED, Kind.PASSED, Kind.PASSED]


# --- Preferences ---------------------------------------------------------------------


def note_sent(**sent):
    application = an_application_at_its_exercises()
    sitting = a_sitting("preferences", application)
    for number in range(1, 12):
        answer(sitting, number, {"skip": "1"} if number % 2 else None)
    answer(sitting, 12, sent)
    return application


def test_a_ticked_note_goes_to_the_adjustments_contact():
    application = note_sent(text="A quiet corner", share=True)

    assert Adjustment.objects.get(application=application).note == "A quiet corner"
    assert [flag.reason for flag in application.flags.all()] == [FlagReason.ADJUSTMENT]


def test_a_ticked_note_is_added_to_what_was_asked_before():
    application = an_application_at_its_exercises()
    Adjustment.objects.create(
        application=application, note="Before", large_text=True, saved_at=NOW
    )
    sitting = a_sitting("preferences", application)
    complete(sitting, how=lambda item: keyed(item) | {"share": True})

    kept = Adjustment.objects.get(application=application)

    assert (kept.note, kept.large_text) == ("Before\n\nA quiet corner", True)


def test_a_note_that_is_not_ticked_goes_to_nobody():
    application = note_sent(text="Only for me")

    assert not Adjustment.objects.filter(application=application).exists()
    assert not application.flags.exists()


def test_the_words_of_a_note_stay_out_of_the_events():
    application = note_sent(text="A quiet corner", share=True)

    words = [
        event.words.text
        for event in application.events.all()
        if hasattr(event, "words")
    ]

    assert words == []


# --- Recomputing ---------------------------------------------------------------------


def test_scores_follow_from_the_answers_to_the_last_bit():
    sitting = complete(a_sitting(), how=lambda item: {**keyed(item), "choice": "2"})

    assert operations.rescore(sitting) == []


def test_a_score_that_was_touched_is_found_and_named():
    sitting = complete(a_sitting())
    sitting.scores.filter(name="EMO").update(value=0.99)

    (found,) = operations.rescore_all(check=True)

    assert (found.name, found.stored[0], found.computed[0]) == ("EMO", 0.99, 1.0)
    assert sitting.scores.get(name="EMO").value == 0.99


def test_scoring_anew_puts_it_right():
    sitting = complete(a_sitting())
    sitting.scores.filter(name="EMO").delete()

    found = operations.rescore_all(check=False, now=NOW)

    assert [one.name for one in found] == ["EMO"]
    assert operations.rescore_all() == []
    assert sitting.scores.get(name="EMO").value == 1.0
