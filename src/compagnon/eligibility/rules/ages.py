"""Birthdays, exact to the day."""

from __future__ import annotations

from datetime import date, timedelta


def anniversary(birth: date, years: int) -> date:
    """Return the birthday on which somebody turns `years`.

    Somebody born on 29 February has it on 28 February in other years. The scheme's
    texts do not say; this is the careful reading for the limits at 28 and 29, and it is
    decided here alone.

    >>> anniversary(date(2000, 2, 29), 29)
    datetime.date(2029, 2, 28)
    """
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 2, 28)


def age_on(birth: date, day: date) -> int:
    """Return the age in whole years; a birthday counts from its first moment."""
    years = day.year - birth.year
    return years if day >= anniversary(birth, years) else years - 1


def last_first_until(day: date) -> date:
    """Return the last 1st of a month that is not after `day`."""
    return day.replace(day=1)


def day_before(day: date) -> date:
    return day - timedelta(days=1)
