"""The instruments of the house: each key follows from the text, by the table."""

import itertools

import pytest

from compagnon.assessments import appraisal
from compagnon.assessments.appraisal import NEAR, TABLE, Pattern, differences, fits
from compagnon.assessments.instrument import Content
from compagnon.assessments.rules import ItemKind, plan
from compagnon.assessments.scoring import cue_key
from tests.assessments.worlds import EDITIONS, PREFERENCES, READING

MOMENTS = [*READING.moments, READING.practice.moment]
LANGUAGES = ("en", "fr")
moments = pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.id)


def test_the_table_has_the_seventeen_emotions_of_the_theory():
    assert len(TABLE) == 17


def test_no_two_emotions_of_the_table_need_the_same():
    patterns = [tuple(sorted(needs.fixed.items())) for needs in TABLE.values()]

    assert len(set(patterns)) == 17


@moments
def test_the_key_follows_from_the_appraisals_of_the_text(moment):
    assert appraisal.derived_key(moment.pattern) == moment.key


@moments
def test_exactly_one_of_the_options_fits(moment):
    fitting = [name for name in moment.emotions if fits(name, moment.pattern)]

    assert fitting == [moment.key]


@moments
def test_each_rival_differs_in_the_appraisals_that_are_stated(moment):
    derived = {name: differences(moment.pattern, TABLE[name]) for name in moment.rivals}

    assert derived == moment.rivals


@moments
def test_each_rival_differs_in_one_to_three_appraisals_and_one_in_two_at_most(moment):
    counts = sorted(len(flips) for flips in moment.rivals.values())

    assert 1 <= counts[0] <= 2
    assert counts[-1] <= 3


@moments
def test_rivals_whose_words_lie_near_are_kept_apart_by_the_text(moment):
    close = [
        pair
        for pair in itertools.combinations(moment.emotions, 2)
        if any(set(pair) <= family for family in NEAR)
    ]

    assert [set(pair) for pair in close] == [
        {moment.key, rival} for rival in moment.explicit_against
    ]


@moments
def test_exactly_one_reason_agrees_with_the_text(moment):
    assert cue_key(moment) == "0"


@moments
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_moment_is_longer_than_55_words(moment, language):
    assert len(moment.text.in_language(language).split()) <= 55


def test_the_moment_that_changes_was_another_feeling_before():
    (changing,) = [moment for moment in READING.moments if moment.earlier]

    assert appraisal.derived_key(changing.earlier) == "fear"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pick", [max, min])
def test_the_right_reason_is_not_told_by_its_length(language, pick):
    lengths = [
        [len(cue.text.in_language(language)) for cue in moment.cues]
        for moment in READING.moments
    ]

    told = sum(row[0] == pick(row) for row in lengths)

    assert told <= 6  # by chance four of twelve


def test_reading_people_has_twelve_moments_and_four_situations():
    assert (len(READING.moments), len(READING.scenarios)) == (12, 4)


def test_a_sitting_of_reading_people_has_28_items():
    assert len(plan(READING, seed="00" * 32)) == 28


def test_a_moment_offers_five_feelings_and_three_reasons():
    offered = {(len(one.emotions), len(one.cues)) for one in MOMENTS}

    assert offered == {(5, 3)}


def test_each_situation_has_five_actions_and_one_that_helps_most():
    best = [
        [action.key for action in scenario.actions].count(5)
        for scenario in READING.scenarios
    ]

    assert (best, {len(one.actions) for one in READING.scenarios}) == ([1] * 4, {5})


def test_the_situations_stand_for_five_competencies():
    codes = {code for one in READING.scenarios for code in one.competencies}

    assert codes == {"EMO", "INT", "REL", "TEA", "ATT"}


def test_every_choice_of_the_practice_has_its_word():
    assert READING.practice.explanations.keys() == {*READING.practice.moment.emotions}


def test_every_feeling_on_offer_has_its_word_in_both_languages():
    offered = {name for moment in MOMENTS for name in moment.emotions}

    assert offered == set(READING.emotions)


def test_there_are_twelve_preferences_and_none_is_scored():
    assert (len(PREFERENCES.questions), PREFERENCES.is_scored) == (12, False)


def test_the_last_preference_is_a_note_that_is_sent_only_if_ticked():
    last = plan(PREFERENCES, seed="00" * 32)[-1]

    assert (last.kind, PREFERENCES.questions[-1].share is not None) == (
        ItemKind.NOTE,
        True,
    )


def test_french_is_not_english():
    """Every text is written in both languages; a copied one would be caught."""
    same = [
        words
        for edition in EDITIONS.values()
        for words in _texts(edition.content)
        if words["en"] == words["fr"]
    ]

    assert same == []


def _texts(value):
    if isinstance(value, dict):
        if value.keys() == {"en", "fr"}:
            yield value
        else:
            for one in value.values():
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def test_a_pattern_that_leaves_open_what_an_emotion_needs_has_no_key():
    with pytest.raises(ValueError, match="lead to"):
        appraisal.derived_key(Pattern(state="inconsistent", agency="self"))


def test_an_instrument_without_items_is_refused():
    content = EDITIONS["preferences"].content | {"questions": []}

    with pytest.raises(ValueError, match="needs items"):
        Content.model_validate(content)


def test_two_items_with_one_id_are_refused():
    questions = EDITIONS["preferences"].content["questions"]
    content = EDITIONS["preferences"].content | {"questions": questions[:1] * 2}

    with pytest.raises(ValueError, match="same id"):
        Content.model_validate(content)
