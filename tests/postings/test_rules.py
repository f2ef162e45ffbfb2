"""Closing instants, relative dates, words of a search."""

from datetime import UTC, date, datetime

import pytest

from compagnon.postings.rules import (
    closing_instant,
    date_said,
    moved_past,
    search_terms,
    search_text,
)


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        # Paris, winter and summer.
        (date(2027, 2, 14), "Europe/Paris", (2027, 2, 14, 22)),
        (date(2027, 7, 14), "Europe/Paris", (2027, 7, 14, 21)),
        # The very days on which Paris changes its clocks.
        (date(2027, 3, 28), "Europe/Paris", (2027, 3, 28, 21)),
        (date(2027, 10, 31), "Europe/Paris", (2027, 10, 31, 22)),
        # The day before, the clocks are still the old ones.
        (date(2027, 3, 27), "Europe/Paris", (2027, 3, 27, 22)),
        # West and east of Greenwich the date in UTC differs.
        (date(2027, 1, 31), "America/New_York", (2027, 2, 1, 4)),
        (date(2027, 1, 31), "Asia/Tokyo", (2027, 1, 31, 14)),
        (date(2027, 1, 31), "Pacific/Kiritimati", (2027, 1, 31, 9)),
        (date(2027, 1, 31), "Asia/Karachi", (2027, 1, 31, 18)),
        # Sao Paulo put its clocks back at midnight: 23:59:59 came twice.
        (date(2019, 2, 16), "America/Sao_Paulo", (2019, 2, 17, 2)),
    ],
)
def test_an_opening_closes_at_the_last_second_of_the_day_at_its_place(
    day, zone, expected
):
    assert closing_instant(day, zone) == datetime(*expected, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2027-09-01", date(2027, 9, 1)),
        ("+0d", date(2027, 1, 31)),
        ("+45d", date(2027, 3, 17)),
        ("+7m:1", date(2027, 8, 1)),
        ("+1m", date(2027, 2, 28)),
        ("+12m:31", date(2028, 1, 31)),
        ("+13m:31", date(2028, 2, 29)),
    ],
)
def test_a_file_may_say_days_relative_to_today(said, expected):
    assert date_said(said, date(2027, 1, 31)) == expected


@pytest.mark.parametrize(
    "said", ["", "tomorrow", "2027-13-01", "01/09/2027", "20270901", "+d", "-3d"]
)
def test_anything_else_is_no_date(said):
    with pytest.raises(ValueError, match=r".*"):
        date_said(said, date(2027, 1, 31))


def test_starts_move_by_whole_years_and_the_first_stays_the_first():
    after = date(2027, 3, 12)
    assert moved_past(date(2024, 5, 1), after) == date(2027, 5, 1)
    assert moved_past(date(2024, 3, 1), after) == date(2028, 3, 1)
    assert moved_past(date(2030, 1, 1), after) == date(2030, 1, 1)
    assert moved_past(date(2024, 2, 29), after) == date(2028, 3, 1)


def test_a_search_finds_beginnings_of_words_without_accents():
    text = search_text("Chargé d’affaires", "Côte d’Ivoire", "chargé")
    assert text == " charge d affaires cote ivoire"
    assert all(term in text for term in search_terms("Cote IVOI"))
    assert not all(term in text for term in search_terms("faires"))
    assert search_terms("  ,, ") == []
