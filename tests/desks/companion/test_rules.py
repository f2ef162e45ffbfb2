"""A plan falls on the calendar, without a database."""

from datetime import date

import pytest

from compagnon.desks.companion.rules import day_on, planned, to_prepare
from compagnon.programmes.declaration import Plan
from tests.factories import text

START = date(2027, 9, 1)

PLAN = Plan.model_validate(
    {
        "phases": [
            {
                "key": "before",
                "title": text("Before"),
                "from_day": -30,
                "to_day": -1,
                "tasks": [
                    {
                        "key": key,
                        "title": text(key),
                        "owner": owner,
                        "day": day,
                        "done_when": text("Done"),
                    }
                    for key, owner, day in (
                        ("sign", "placement", -7),
                        ("name", "manager", -14),
                        ("read", "placement", -21),
                    )
                ],
            },
            {"key": "first", "title": text("First"), "from_day": 1, "to_day": 30},
            {"key": "later", "title": text("Later"), "from_day": 31, "to_day": 90},
        ]
    }
)


def phases(today, ends_on=None):
    return planned(PLAN, starts_on=START, ends_on=ends_on, today=today)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (1, date(2027, 9, 1)),
        (30, date(2027, 9, 30)),
        (-1, date(2027, 8, 31)),
        (-30, date(2027, 8, 2)),
    ],
)
def test_day_one_is_the_first_day(day, expected):
    assert day_on(START, day) == expected


@pytest.mark.parametrize(
    ("today", "where"),
    [
        (date(2027, 7, 1), ["is-next", "is-next", "is-next"]),
        (date(2027, 8, 31), ["is-current", "is-next", "is-next"]),
        (date(2027, 9, 1), ["is-done", "is-current", "is-next"]),
        (date(2028, 1, 1), ["is-done", "is-done", "is-done"]),
    ],
)
def test_today_lies_in_one_phase_at_most(today, where):
    assert [phase.css for phase in phases(today)] == where


def test_nothing_is_planned_after_the_last_day():
    found = phases(START, ends_on=date(2027, 9, 15))

    assert [(phase.key, phase.to_on) for phase in found] == [
        ("before", date(2027, 8, 31)),
        ("first", date(2027, 9, 15)),
    ]


def test_what_to_prepare_is_the_own_part_soonest_first():
    found = to_prepare(phases(date(2027, 7, 1)), START)

    assert [task.key for task in found] == ["read", "sign"]
