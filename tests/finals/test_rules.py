"""When slots are and what may still change, from values alone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from compagnon.finals.rules import (
    Span,
    briefs_are_open,
    may_book,
    may_change,
    overlap,
    spans,
)

STARTS = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)


def a_day(**more):
    return spans(
        **{
            "day": date(2027, 1, 18),
            "begins": time(9),
            "ends": time(12),
            "minutes": 60,
            "pause": 0,
            "zone": "Europe/Paris",
            **more,
        }
    )


def test_a_day_is_cut_at_the_hours_of_its_place():
    assert [span.starts_at.hour for span in a_day()] == [8, 9, 10]


def test_a_slot_that_would_end_too_late_is_left_out():
    assert len(a_day(minutes=45, pause=15)) == 3
    assert len(a_day(minutes=50, pause=0)) == 3
    assert a_day(minutes=181) == []


def test_slots_keep_their_length_when_clocks_change():
    night = a_day(day=date(2027, 3, 28), begins=time(1), ends=time(5))

    assert {span.ends_at - span.starts_at for span in night} == {timedelta(hours=1)}
    assert len(night) == 3


def test_spans_that_touch_do_not_overlap():
    one, other = a_day()[:2]

    assert not overlap(one, other)
    assert overlap(one, Span(one.starts_at, other.ends_at))


@pytest.mark.parametrize(("hours", "expected"), [(24, True), (23, False)])
def test_a_slot_can_be_changed_until_a_day_before(hours, expected):
    assert may_change(STARTS, STARTS - timedelta(hours=hours)) is expected


@pytest.mark.parametrize(("minutes", "expected"), [(120, True), (119, False)])
def test_a_slot_can_be_chosen_until_two_hours_before(minutes, expected):
    assert may_book(STARTS, STARTS - timedelta(minutes=minutes)) is expected


@pytest.mark.parametrize(("minutes", "expected"), [(10, True), (11, False)])
def test_briefs_open_ten_minutes_before(minutes, expected):
    assert briefs_are_open(STARTS, STARTS - timedelta(minutes=minutes)) is expected
