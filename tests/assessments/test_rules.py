"""The order of a sitting follows from its seed alone, and tells nothing."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compagnon.assessments import rules
from compagnon.assessments.errors import ImpossibleAnswerError
from compagnon.assessments.rules import ItemKind, Part, cleaned, plan, shuffled
from tests.assessments.worlds import PREFERENCES, READING

seeds = st.binary(min_size=32, max_size=32).map(bytes.hex)


def item(kind):
    content = PREFERENCES if kind is ItemKind.NOTE else READING
    return next(one for one in plan(content, seed="11" * 32) if one.kind is kind)


CHOICE, RATINGS, NOTE = (item(kind) for kind in ItemKind)


@given(seeds)
def test_an_order_loses_and_adds_nothing(seed):
    names = {one.key: sorted(one.options) for one in plan(READING, seed=seed)}

    assert names == {
        one.key: sorted(one.options) for one in plan(READING, seed="00" * 32)
    }


@given(seeds)
def test_the_same_seed_gives_the_same_sitting(seed):
    assert plan(READING, seed=seed) == plan(READING, seed=seed)


@given(seeds)
def test_moments_come_in_two_steps_and_before_situations(seed):
    items = plan(READING, seed=seed)
    steps = [one.key.partition(".")[2] for one in items]

    assert steps == ["emotion", "cue"] * 12 + [""] * 4
    assert all(
        a.source == b.source for a, b in zip(items[:24:2], items[1:24:2], strict=True)
    )


@given(seeds)
def test_numbers_run_without_a_gap(seed):
    assert [one.number for one in plan(READING, seed=seed)] == [*range(1, 29)]


@given(seeds)
def test_preferences_keep_the_order_of_their_file(seed):
    keys = [one.key for one in plan(PREFERENCES, seed=seed)]

    assert keys == [question.id for question in PREFERENCES.questions]


def test_the_order_of_a_known_seed_never_changes():
    """A stored sitting must read the same for ever: these bytes are the contract."""
    order = shuffled(["a", "b", "c", "d", "e"], seed="5e" * 32, purpose="items")

    assert order == ("d", "c", "a", "e", "b")


COUNT = 1200
SEEDS = [number.to_bytes(32).hex() for number in range(COUNT)]


def chi_square(counts, places):
    expected = COUNT / places
    return sum((counts[n] - expected) ** 2 / expected for n in range(places))


# Limits: the 0.1 % points of chi-square with 4, 2 and 11 degrees of freedom.


def test_the_right_feeling_stands_at_each_place_equally_often():
    moment = READING.moments[4]
    places = Counter(
        shuffled(moment.emotions, seed=seed, purpose="EU05.emotion").index(moment.key)
        for seed in SEEDS
    )

    assert chi_square(places, 5) < 18.5


def test_the_right_reason_stands_at_each_place_equally_often():
    places = Counter(
        shuffled(["0", "1", "2"], seed=seed, purpose="EU05.cue").index("0")
        for seed in SEEDS
    )

    assert chi_square(places, 3) < 13.8


def test_each_moment_comes_first_equally_often():
    names = [moment.id for moment in READING.moments]
    first = Counter(
        names.index(shuffled(names, seed=seed, purpose="items")[0]) for seed in SEEDS
    )

    assert chi_square(first, 12) < 31.3


def test_the_two_steps_of_a_moment_have_orders_of_their_own():
    same = [
        shuffled("abc", seed=seed, purpose="EU05.cue")
        == shuffled("abc", seed=seed, purpose="EU06.cue")
        for seed in SEEDS
    ]

    assert 150 < sum(same) < 250  # one in six by chance


def test_a_place_becomes_the_name_of_the_option():
    kept = [cleaned(CHOICE, {"choice": str(n)}) for n in range(1, 6)]

    assert kept == [{"choice": name} for name in CHOICE.options]


@pytest.mark.parametrize(
    "choice", ["0", "6", "-1", "1.5", "relief", "", "１", "99999", None, True, [1]]
)
def test_a_place_that_is_not_offered_is_refused(choice):
    with pytest.raises(ImpossibleAnswerError):
        cleaned(CHOICE, {"choice": choice})


def test_ratings_are_kept_by_the_name_of_the_action():
    kept = cleaned(RATINGS, {"ratings": ["1", "2", "3", "4", "5"]})

    assert kept == {
        "ratings": dict(sorted(zip(RATINGS.options, [1, 2, 3, 4, 5], strict=True)))
    }


@pytest.mark.parametrize(
    "ratings",
    [None, [], ["1"] * 4, ["1"] * 6, ["0", *"1111"], ["6", *"1111"], [None, *"1111"]],
)
def test_ratings_that_are_not_offered_are_refused(ratings):
    with pytest.raises(ImpossibleAnswerError):
        cleaned(RATINGS, {"ratings": ratings})


def test_a_note_is_shared_only_with_words_in_it():
    assert cleaned(NOTE, {"text": "  ", "share": True}) == {"text": "", "share": False}


def test_a_note_that_is_not_ticked_is_not_shared():
    assert cleaned(NOTE, {"text": "Quiet"}) == {"text": "Quiet", "share": False}


def test_a_note_beyond_its_length_is_refused():
    with pytest.raises(ImpossibleAnswerError, match="1000"):
        cleaned(NOTE, {"text": "x" * (rules.NOTE_LENGTH + 1)})


def test_a_preference_may_be_left_out_but_a_scored_item_may_not():
    preference = plan(PREFERENCES, seed="00" * 32)[0]

    assert cleaned(preference, {"skip": True}) == {"skipped": True}
    with pytest.raises(ImpossibleAnswerError):
        cleaned(CHOICE, {"skip": True})


@given(
    st.dictionaries(
        st.sampled_from(["choice", "ratings", "text", "share", "skip"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.lists(st.none() | st.integers() | st.text()),
    )
)
def test_whatever_is_sent_is_kept_or_refused(sent):
    for one in (CHOICE, RATINGS, NOTE):
        try:
            cleaned(one, sent)
        except ImpossibleAnswerError:
            continue


def test_places_count_moments_and_situations_apart():
    items = plan(READING, seed="00" * 32)
    counted = {
        part: [(one.place, one.places) for one in items if one.part is part]
        for part in (Part.MOMENT, Part.SITUATION)
    }

    assert counted == {
        Part.MOMENT: [(n, 12) for n in range(1, 13) for _step in range(2)],
        Part.SITUATION: [(n, 4) for n in range(1, 5)],
    }
