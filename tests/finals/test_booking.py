"""A slot is booked, moved and given back; a seat is given once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from threading import Barrier

import pytest
from django.db import connection

from compagnon.applications.rules import FlagReason
from compagnon.finals import operations, queries
from compagnon.finals.errors import (
    AlreadyBookedError,
    DayRefusedError,
    NotNowError,
    SlotFullError,
    TooLateError,
)
from tests import factories
from tests.factories import NOW
from tests.ratings import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return [factories.an_assessor() for _ in range(2)]


@pytest.fixture
def application():
    return worlds.an_application(at="final")


@pytest.fixture
def slots(application, panel):
    day = worlds.a_day(application.campaign, panel=panel)
    return list(day.slots.all())


def book(application, slot, now=NOW):
    return operations.book(application, slot=slot, actor=application.candidate, now=now)


def open_flags(application):
    return [flag.reason for flag in application.flags.filter(cleared_at=None)]


def test_the_panel_gets_a_sheet_for_each_part(application, slots, panel):
    book(application, slots[0])

    tasks = application.rating_tasks.order_by("subject_key", "seat")
    assert [(task.subject_key, task.assessor_id) for task in tasks] == [
        ("gift", panel[0].pk),
        ("gift", panel[1].pk),
        ("talk", panel[0].pk),
        ("talk", panel[1].pk),
    ]


def test_the_last_seat_is_given_once(application, slots):
    other = worlds.an_application(at="final", opening=application.choices.get().opening)
    book(other, slots[0])

    with pytest.raises(SlotFullError, match="other times are below"):
        book(application, slots[0])

    assert application.bookings.count() == 0


def test_a_double_click_books_once(application, slots):
    assert book(application, slots[0]) == book(application, slots[0])
    assert application.bookings.count() == 1


def test_one_application_has_one_slot(application, slots):
    book(application, slots[0])

    with pytest.raises(AlreadyBookedError, match="Move it"):
        book(application, slots[1])


def test_a_move_frees_the_first_seat_and_brings_the_sheets_along(application, slots):
    first = book(application, slots[0])

    second = operations.move(
        application, slot=slots[1], actor=application.candidate, now=NOW
    )

    first.refresh_from_db()
    assert (first.cancelled_at, second.slot) == (NOW, slots[1])
    assert {task.subject_code for task in application.rating_tasks.all()} == {
        second.code
    }
    assert len(queries.days_offered(application, now=NOW)[0].slots) == 2


def test_a_move_into_a_full_slot_changes_nothing(application, slots):
    other = worlds.an_application(at="final", opening=application.choices.get().opening)
    book(other, slots[1])
    booking = book(application, slots[0])

    with pytest.raises(SlotFullError):
        operations.move(
            application, slot=slots[1], actor=application.candidate, now=NOW
        )

    assert application.bookings.standing().get() == booking


def test_a_cancelled_slot_takes_its_sheets_back(application, slots):
    book(application, slots[0])

    operations.cancel(application, actor=application.candidate, now=NOW)

    assert application.rating_tasks.count() == 0
    assert queries.booking_of(application, now=NOW) is None


def test_less_than_a_day_before_nothing_moves_by_a_click(application, slots):
    book(application, slots[0])
    late = slots[0].starts_at - timedelta(hours=23)

    with pytest.raises(TooLateError, match="write to us"):
        operations.cancel(application, actor=application.candidate, now=late)


def test_a_slot_that_begins_soon_is_not_booked(application, slots):
    with pytest.raises(TooLateError):
        book(application, slots[0], now=slots[0].starts_at - timedelta(minutes=30))


def test_a_slot_of_another_opening_is_not_for_this_application(application, panel):
    elsewhere = factories.an_opening(application.campaign)
    day = worlds.a_day(application.campaign, opening=elsewhere)

    with pytest.raises(NotNowError):
        book(application, day.slots.first())


def test_before_the_step_nothing_can_be_booked(panel):
    application = worlds.an_application(at="review")
    day = worlds.a_day(application.campaign)

    with pytest.raises(NotNowError):
        book(application, day.slots.first())


def test_opening_without_a_free_slot_calls_a_person_and_booking_answers(application):
    operations.open_final(application, step=application.step, now=NOW)
    operations.open_final(application, step=application.step, now=NOW)
    assert open_flags(application) == [FlagReason.NO_SLOT]

    day = worlds.a_day(application.campaign)
    book(application, day.slots.first())

    assert FlagReason.NO_SLOT not in open_flags(application)


def test_asking_for_another_time_keeps_the_words(application):
    operations.ask_for_another(
        application, actor=application.candidate, note="Mondays", now=NOW
    )

    event = application.events.get(kind="flagged")
    assert event.words.text == "None of the offered times suits. Mondays"


def test_nobody_sits_in_two_panels_at_once(application, slots, panel):
    with pytest.raises(DayRefusedError, match="another slot"):
        worlds.a_day(application.campaign, begins=time(11), ends=time(13), panel=panel)

    worlds.a_day(application.campaign, begins=time(12), ends=time(13), panel=panel)


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 500},
        {"place": None},
        {"now": NOW + timedelta(days=30)},
    ],
)
def test_a_day_that_cannot_be_is_refused(wrong):
    with pytest.raises(DayRefusedError, match=r"\w+ \w+"):
        worlds.a_day(worlds.an_opening().campaign, **wrong)


def test_a_booked_slot_cannot_be_taken_out(application, slots, panel):
    book(application, slots[0])

    with pytest.raises(DayRefusedError):
        operations.remove_slot(slots[0], actor=panel[0], now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_press_at_once_one_gets_the_last_seat():
    opening = worlds.an_opening()
    for _ in range(2):
        factories.an_assessor()
    slot = worlds.a_day(opening.campaign).slots.first()
    rivals = [worlds.an_application(at="final", opening=opening) for _ in range(2)]
    together = Barrier(2)

    def press(application):
        try:
            together.wait(timeout=10)
            book(application, slot)
        except SlotFullError:
            return "full"
        finally:
            connection.close()
        return "booked"

    with ThreadPoolExecutor(2) as hands:
        outcomes = sorted(hands.map(press, rivals))

    assert outcomes == ["booked", "full"]
    assert slot.bookings.standing().count() == 1
