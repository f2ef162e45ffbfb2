"""What one click gives, and what a form lacks. No database."""

from datetime import UTC, datetime, timedelta

import pytest

from compagnon.applications.rules import Status
from compagnon.desks.candidate.rules import (
    EXTENSION,
    Filled,
    anchor_index,
    extended_until,
    level_of,
    missing_parts,
    parts_of,
    states,
)
from compagnon.eligibility.steps import FormQuestion, FormSettings
from compagnon.programmes.declaration import Text

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
DUE = NOW + timedelta(days=2)
CLOSES = NOW + timedelta(days=40)


def until(**changes):
    return extended_until(
        **{
            "status": Status.OPEN,
            "step_kind": "assessments",
            "due_at": DUE,
            "campaign_closes_at": CLOSES,
            "is_used": False,
            "now": NOW,
            **changes,
        }
    )


def test_one_click_gives_three_days_once():
    assert until() == DUE + EXTENSION
    assert until(is_used=True) is None


def test_three_days_count_from_now_where_the_date_has_passed():
    assert until(due_at=NOW - timedelta(days=1)) == NOW + EXTENSION


def test_what_is_sent_before_the_campaign_ends_is_not_extended_past_it():
    soon = DUE + timedelta(days=1)

    assert until(step_kind="form", campaign_closes_at=soon) == soon
    assert until(step_kind="form", due_at=CLOSES) is None


@pytest.mark.parametrize("status", [Status.OFFERED, Status.DECLINED, Status.LAPSED])
def test_an_offer_and_a_closed_application_are_not_extended(status):
    assert until(status=status) is None


def test_without_a_deadline_there_is_nothing_to_extend():
    assert until(due_at=None) is None


def test_the_path_shows_what_is_done_here_and_to_come():
    assert states(1, 3, Status.OPEN) == ["done", "current", "next"]
    assert states(1, 3, Status.DECLINED) == ["done", "ended", "next"]
    assert states(2, 3, Status.HIRED) == ["done", "done", "done"]


def filled(**changes):
    return Filled(
        **{
            "choices": 2,
            "closed": [],
            "undeclared": [],
            "answered": {"experience"},
            "has_resume": True,
            **changes,
        }
    )


SETTINGS = FormSettings(
    asks_resume=True,
    questions=[FormQuestion(key="experience", label=Text(en="What?", fr="Quoi ?"))],
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"choices": 0}, ["openings"]),
        ({"closed": ["A"]}, ["openings"]),
        ({"undeclared": ["FR"]}, ["work-right"]),
        ({"answered": set()}, ["words"]),
        ({"has_resume": False}, ["resume"]),
    ],
)
def test_a_form_says_which_part_is_missing(changes, expected):
    assert missing_parts(SETTINGS, filled(**changes)) == expected


def test_a_form_has_only_the_parts_that_its_programme_asks():
    assert parts_of(SETTINGS) == ["openings", "work-right", "words", "resume"]
    assert parts_of(FormSettings(asks_work_right=False)) == ["openings"]


def test_a_form_that_asks_no_right_to_work_waits_for_none():
    settings = FormSettings(asks_work_right=False)

    assert missing_parts(settings, filled(undeclared=["FR"])) == []


@pytest.mark.parametrize(
    ("score", "level", "anchor"),
    [
        (1.0, "emerging", 0),
        (2.0, "emerging", 1),
        (2.5, "solid", 1),
        (3.5, "solid", 2),
        (4.0, "strength", 3),
        (5.0, "strength", 4),
    ],
)
def test_a_rating_becomes_words(score, level, anchor):
    assert level_of(score) == level
    assert anchor_index(score) == anchor
