"""A candidate reads behaviour, with its doubt; never a number, never a key."""

import re

import pytest
from django.utils import translation

from compagnon.assessments import feedback, scoring
from compagnon.assessments.appraisal import Appraisal
from tests.assessments.worlds import READING, kept_answers, keyed, missed


def areas(answers):
    found = {
        one.name: (one.value, one.standard_error)
        for one in scoring.scores(READING, answers)
    }
    return feedback.areas(READING, answers, found)


BEST = kept_answers(READING, keyed)
WORST = kept_answers(READING, missed)


def test_there_are_two_areas_and_each_says_what_was_not_measured():
    found = areas(BEST)

    assert [one.title for one in found] == [
        "Understanding what people feel",
        "Judging what helps a client",
    ]
    assert "without a clock" in found[0].not_measured


def test_the_best_answers_are_a_marked_strength():
    assert [one.band for one in areas(BEST)] == ["Marked strength"] * 2


def test_the_weakest_answers_are_emerging_and_get_a_tip():
    found = areas(WORST)

    assert [one.band for one in found] == ["Emerging"] * 2
    assert all(one.tip for one in found)
    assert all(one.example == "" for one in found)


def test_a_missed_appraisal_gives_the_tip_of_that_appraisal():
    answers = dict(BEST)
    for moment in READING.moments:
        for name, flips in moment.rivals.items():
            if flips == [Appraisal.PROBABILITY]:
                answers[f"{moment.id}.emotion"] = {"choice": name}

    assert "is it certain yet?" in areas(answers)[0].tip


def test_nothing_missed_gives_no_tip_on_feelings():
    assert areas(BEST)[0].tip == ""


@pytest.mark.parametrize("answers", [BEST, WORST], ids=["best", "worst"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_holds_no_number_and_no_comparison(answers, language):
    with translation.override(language):
        words = " ".join(
            f"{one.band} {one.words} {one.example} {one.tip} {one.not_measured}"
            for one in areas(answers)
        )

    assert re.findall(r"\d|%|percentile|rank|average|score", words) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_gives_no_item_away(language):
    with translation.override(language):
        words = " ".join(f"{one.example} {one.tip}" for one in areas(BEST))
    texts = [
        part
        for scenario in READING.scenarios
        for part in (scenario.text, *(action.text for action in scenario.actions))
    ]

    assert [one for one in texts if one.in_language(language)[:40] in words] == []


@pytest.mark.parametrize(
    ("value", "error", "words"),
    [
        (0.2, 0.05, "Emerging"),
        (0.6, 0.05, "Solid"),
        (0.9, 0.05, "Marked strength"),
        (0.44, 0.05, "Between Emerging and Solid"),
        (0.6, 0.2, "We could not tell"),
    ],
)
def test_a_band_is_as_wide_as_its_doubt(value, error, words):
    assert feedback.band_words(value, error, (0.42, 0.72)) == words


def test_where_we_could_not_tell_we_say_so():
    found = feedback.areas(
        READING, BEST, {"moments": (0.65, 0.3), "judgement": (0.45, 0.3)}
    )

    assert [one.band for one in found] == ["We could not tell"] * 2
    assert "too broad" in found[0].words


def test_the_drawn_interval_stays_on_its_line():
    for answers in (BEST, WORST):
        for one in areas(answers):
            assert one.left >= 0
            assert one.left + one.width <= 1000


def test_each_band_takes_a_third_of_the_line():
    assert feedback.drawn((0.0, 1.0), (0.42, 0.72)) == (0.0, 1.0)
    assert feedback.drawn((0.42, 0.72), (0.42, 0.72)) == pytest.approx((1 / 3, 2 / 3))
    assert feedback.drawn((0.21, 0.57), (0.42, 0.72)) == pytest.approx((1 / 6, 1 / 2))
