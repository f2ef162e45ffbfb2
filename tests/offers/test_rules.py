"""Letters, names and dates of an offer, without a database."""

from datetime import UTC, date, datetime

import pytest

from compagnon.offers.rules import (
    end_of_day,
    filled,
    fingerprint,
    is_same_name,
    letter_in,
    whole_months,
)


@pytest.mark.parametrize(
    "typed",
    [
        "Zoë Müller-Dupont",
        "zoe muller dupont",
        "  ZOË   MÜLLER DUPONT ",
        "Müller-Dupont Zoë",
        "Zoe MullerDupont",
    ],
)
def test_a_name_is_the_same_whatever_its_case_accents_and_spaces(typed):
    assert is_same_name(typed, given="Zoë", family="Müller-Dupont")


@pytest.mark.parametrize("typed", ["", "Zoe", "Dupont", "Zoe Mueller Dupond", "..."])
def test_another_name_is_not_the_same(typed):
    assert not is_same_name(typed, given="Zoë", family="Müller-Dupont")


def test_a_name_in_another_script_is_compared_too():
    assert is_same_name("김 민준", given="민준", family="김")
    assert not is_same_name("김 서연", given="민준", family="김")


def test_without_a_name_on_file_any_name_will_do():
    assert is_same_name("Ada Specimen", given="", family="")
    assert not is_same_name("x", given="", family="")


def test_a_letter_keeps_the_field_that_nobody_filled():
    letter = letter_in(["Dear {name}, {city}"], ["In {city}"], {"city": "Lyon"})

    assert letter == {"paragraphs": ["Dear {name}, Lyon"], "conditions": ["In Lyon"]}


def test_words_that_are_filled_in_are_not_filled_again():
    assert filled("{a} {b}", {"a": "{b}", "b": "2"}) == "{b} 2"


def test_the_fingerprint_changes_with_a_word_and_with_a_term():
    letters = {"en": letter_in(["One"], [], {})}
    first = fingerprint({"starts_on": "2027-09-01"}, letters)

    assert first == fingerprint({"starts_on": "2027-09-01"}, letters)
    assert first != fingerprint({"starts_on": "2027-10-01"}, letters)
    assert first != fingerprint(
        {"starts_on": "2027-09-01"}, {"en": letter_in(["Two"], [], {})}
    )


def test_a_day_ends_at_the_place():
    assert end_of_day(date(2027, 7, 1), "Asia/Tokyo") == datetime(
        2027, 7, 1, 14, 59, 59, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "months"),
    [
        (date(2027, 9, 1), date(2028, 8, 31), 12),
        (date(2027, 9, 1), date(2028, 9, 1), 13),
        (date(2027, 1, 1), date(2027, 1, 15), 1),
        (date(2027, 9, 1), date(2029, 2, 28), 18),
    ],
)
def test_a_month_that_has_begun_counts(starts_on, ends_on, months):
    assert whole_months(starts_on, ends_on) == months
