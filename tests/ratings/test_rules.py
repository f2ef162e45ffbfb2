"""Rules of ratings, from values alone."""

from decimal import Decimal

import pytest

from compagnon.ratings.rules import (
    Bench,
    Draft,
    Rater,
    choose,
    far_apart,
    is_on_scale,
    needs_evidence,
    unjudged,
    unquoted,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0.5", False), ("1", True), ("2.5", True), ("2.25", False), ("5.5", False)],
)
def test_the_scale_goes_from_one_to_five_in_halves(value, expected):
    assert is_on_scale(Decimal(value)) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("2", True), ("2.5", False), ("4.5", False), ("5", True)],
)
def test_the_ends_of_the_scale_ask_for_a_quotation(value, expected):
    assert needs_evidence(Decimal(value)) is expected


def test_not_observed_asks_for_nothing():
    drafts = [Draft("LIS", is_observed=False)]

    assert (unjudged(["LIS"], drafts), unquoted(drafts)) == ((), ())


def test_evidence_alone_is_no_judgement():
    drafts = [Draft("LIS", evidence="She asked who it was for")]

    assert unjudged(["LIS", "INT"], drafts) == ("LIS", "INT")


def test_two_points_are_far_apart_and_one_and_a_half_are_not():
    one = {"LIS": Decimal(4), "INT": Decimal("3.5"), "EMO": None}
    other = {"LIS": Decimal(2), "INT": Decimal(2), "EMO": Decimal(5)}

    assert far_apart(one, other) == ("LIS",)


def test_language_comes_before_load_and_load_before_age():
    raters = [
        Rater(1, open_tasks=0, shares_language=False),
        Rater(2, open_tasks=4),
        Rater(3, open_tasks=2),
        Rater(4, open_tasks=2),
    ]

    assert [one.pk for one in choose(raters, 3)] == [3, 4, 2]


def test_a_bench_spreads_tasks_evenly():
    bench = Bench([Rater(1), Rater(2), Rater(3)])

    assert [bench.next_for(set()) for _ in range(6)] == [1, 2, 3, 1, 2, 3]


def test_a_panel_is_asked_before_the_pool():
    bench = Bench([Rater(1), Rater(2)], panel=[9])

    assert [bench.next_for(set()), bench.next_for({9}), bench.next_for({1, 2, 9})] == [
        9,
        1,
        None,
    ]
