"""Scores follow from the answers alone, with an error that says how far."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compagnon.assessments import scoring
from compagnon.assessments.appraisal import Appraisal
from compagnon.assessments.rules import plan
from tests.assessments.worlds import (
    PREFERENCES,
    READING,
    kept_answers,
    keyed,
    missed,
)

ACTIONS = list(scoring.all_keys(READING))


def measures(answers):
    return {one.name: one for one in scoring.reading_people(READING, answers)}


def rated(rate):
    """Keyed moments, and each action rated by `rate`."""
    answers = kept_answers(READING, keyed)
    for scenario in READING.scenarios:
        answers[scenario.id] = {
            "ratings": {action.id: rate(action) for action in scenario.actions}
        }
    return answers


@st.composite
def any_answers(draw):
    chance = random.Random(draw(st.integers(0, 2**32)))
    answers = {}
    for item in plan(READING, seed="cd" * 32):
        if item.key in {one.id for one in READING.scenarios}:
            ratings = {name: chance.randint(1, 5) for name in item.options}
            answers[item.key] = {"ratings": ratings}
        else:
            answers[item.key] = {"choice": chance.choice(item.options)}
    return answers


def test_every_best_answer_is_worth_one():
    values = {
        name: one.value for name, one in measures(kept_answers(READING, keyed)).items()
    }

    assert values == dict.fromkeys(
        ["moments", "judgement", "EMO", "ATT", "INT", "REL", "TEA"], 1.0
    )


def test_every_wrong_answer_is_worth_nothing():
    values = {one.value for one in measures(kept_answers(READING, missed)).values()}

    assert values == {0.0}


def test_a_perfect_sheet_does_not_claim_to_be_certain():
    errors = [
        one.standard_error for one in measures(kept_answers(READING, keyed)).values()
    ]

    assert min(errors) > 0.02


@given(any_answers())
def test_scores_lie_between_0_and_1_with_an_error(answers):
    for one in measures(answers).values():
        assert 0 <= one.value <= 1
        assert 0 < one.standard_error < 1


@given(any_answers(), st.randoms())
def test_the_order_of_answers_does_not_change_a_bit(answers, chance):
    names = list(answers)
    chance.shuffle(names)

    assert measures({name: answers[name] for name in names}) == measures(answers)


@given(any_answers())
def test_one_more_right_answer_never_lowers_the_moments(answers):
    moment = READING.moments[0]
    better = answers | {f"{moment.id}.emotion": {"choice": moment.key}}

    assert measures(better)["moments"].value >= measures(answers)["moments"].value


def test_the_moments_are_the_share_of_points():
    answers = kept_answers(READING, keyed)
    answers |= {f"{one.id}.cue": {"choice": "1"} for one in READING.moments[:6]}

    found = measures(answers)["moments"]

    assert found.value == 0.75  # 18 of 24
    # By hand: six 1/2, six 1, and the added 0 and 1 around a mean of 10/14.
    mean = 10 / 14
    squares = 6 * (0.5 - mean) ** 2 + 7 * (1 - mean) ** 2 + mean**2
    assert found.standard_error == pytest.approx(
        math.sqrt(squares / (14 * 13)), abs=1e-15
    )


def test_the_error_of_the_moments_covers_another_draw_of_moments():
    """Simulated: people of one ability, new moments each time."""
    chance = random.Random(20260711)
    values, errors = [], []
    for _n in range(400):
        units = [
            (int(chance.random() < p) + int(chance.random() < p)) / 2
            for p in (chance.uniform(0.4, 0.95) for _m in range(12))
        ]
        values.append(math.fsum(units) / 12)
        errors.append(scoring._error_of_mean([*units, 0.0, 1.0]))
    mean = math.fsum(values) / 400
    spread = math.sqrt(math.fsum((one - mean) ** 2 for one in values) / 399)

    assert 0.9 * spread < math.fsum(errors) / 400 < 1.4 * spread


@given(st.floats(0.2, 3), st.floats(-2, 2))
def test_mild_and_harsh_use_of_the_scale_is_taken_away(factor, shift):
    keys = scoring.all_keys(READING)
    moved = {name: factor * value + shift for name, value in keys.items()}

    found = scoring.standardised(moved)

    assert found == pytest.approx(scoring.standardised(keys), abs=1e-9)


def test_rating_all_alike_shows_no_shape_and_is_worth_nothing():
    found = measures(rated(lambda action: 3))

    assert (found["judgement"].value, found["INT"].value) == (0.0, 0.0)


def test_using_only_the_middle_of_the_scale_costs_little():
    milder = {1: 2, 2: 2, 3: 3, 4: 4, 5: 4}
    found = measures(rated(lambda action: milder[action.key]))

    assert found["judgement"].value > 0.6


def test_chance_ratings_are_worth_nothing_on_average():
    chance = random.Random(4711)
    nearness = [
        measures(rated(lambda action: chance.randint(1, 5)))["judgement"].details[
            "nearness"
        ]
        for _n in range(200)
    ]

    assert math.fsum(nearness) / 200 < 0


def test_the_main_score_is_the_weighted_mean_of_both_parts():
    found = measures(rated(lambda action: 3))

    assert found["EMO"].value == pytest.approx(0.6)
    assert found["EMO"].standard_error == pytest.approx(
        math.hypot(
            0.6 * found["moments"].standard_error,
            0.4 * found["judgement"].standard_error,
        )
    )


def test_each_supporting_competency_rests_on_its_own_situations():
    counted = {
        name: one.details["actions"]
        for name, one in measures(kept_answers(READING, keyed)).items()
        if name in {"INT", "ATT", "TEA", "REL"}
    }

    assert counted == {"INT": 15, "ATT": 5, "TEA": 5, "REL": 5}


def test_preferences_have_no_score():
    assert scoring.scores(PREFERENCES, {}) == []


def test_an_interval_holds_80_percent_and_stays_within_the_scale():
    assert scoring.interval(0.5, 0.1) == pytest.approx((0.37184484, 0.62815516))
    assert scoring.interval(0.99, 0.1)[1] == 1.0


@pytest.mark.parametrize(
    ("value", "error", "bands"),
    [
        (0.3, 0.05, (0, 0)),
        (0.6, 0.05, (1, 1)),
        (0.6, 0.2, (0, 2)),
        (0.42, 0.01, (0, 1)),
    ],
)
def test_an_interval_spans_the_bands_it_touches(value, error, bands):
    assert scoring.bands_spanned(value, error, (0.42, 0.72)) == bands


def test_an_appraisal_that_is_missed_shows_in_its_own_share():
    """Wrong wherever certainty alone decides: that share falls, and no other."""
    answers = kept_answers(READING, keyed)
    for moment in READING.moments:
        for name, flips in moment.rivals.items():
            if flips == [Appraisal.PROBABILITY]:
                answers[f"{moment.id}.emotion"] = {"choice": name}

    fallen = {
        name
        for name, sight in scoring.sights(READING, answers).items()
        if sight.seen < sight.occasions
    }
    assert fallen == {Appraisal.PROBABILITY}


def test_whoever_chooses_at_random_sees_no_appraisal_beyond_chance():
    chance = random.Random(1848)
    total: dict[Appraisal, float] = {}
    for _n in range(300):
        answers = {
            item.key: {"choice": chance.choice(item.options)}
            for item in plan(READING, seed="00" * 32)[:24]
        }
        for name, sight in scoring.sights(READING, answers).items():
            total[name] = total.get(name, 0) + sight.beyond_chance / 300

    assert total == pytest.approx(dict.fromkeys(total, 0.0), abs=0.15)
