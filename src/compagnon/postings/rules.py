"""When openings close and start, and how a file says dates. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy

from compagnon.kit.folding import fold

LAST_SECOND = time(23, 59, 59)
_DAYS_AHEAD = re.compile(r"^\+(\d{1,4})d$")
_MONTHS_AHEAD = re.compile(r"^\+(\d{1,3})m(?::(\d{1,2}))?$")


class ChangeKind(models.TextChoices):
    """What can be done to a campaign or an opening."""

    CAMPAIGN_CREATED = "campaign_created", gettext_lazy("Campaign created")
    CREATED = "created", gettext_lazy("Opening created")
    UPDATED = "updated", gettext_lazy("Opening changed")
    PUBLISHED = "published", gettext_lazy("Opening published")
    WITHDRAWN = "withdrawn", gettext_lazy("Opening withdrawn")
    IMPORTED = "imported", gettext_lazy("Openings imported")
    MANAGERS_NAMED = "managers_named", gettext_lazy("Managers named")


def closing_instant(closes_on: date, zone: str) -> datetime:
    """Return the last second of a day at a place, in UTC.

    Where a change of the clocks repeats that second, the later one: nobody loses time.
    """
    local = datetime.combine(closes_on, LAST_SECOND, tzinfo=ZoneInfo(zone))
    first, second = (local.replace(fold=which).astimezone(UTC) for which in (0, 1))
    return max(first, second)


def first_of_month(today: date, months: int) -> date:
    """Return the first day of the month `months` ahead."""
    return on_day_of_month(today, months, 1)


def on_day_of_month(today: date, months: int, day: int) -> date:
    """Return a day of the month `months` ahead; a day it lacks is its last one."""
    years, month = divmod(today.month - 1 + months, 12)
    first = date(today.year + years, month + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=day - 1), following - timedelta(days=1))


def date_said(words: str, today: date) -> date:
    """Read a date: ``2027-09-01``, or relative to today.

    ``+45d`` is 45 days ahead; ``+7m`` the same day 7 months ahead; ``+7m:1`` the first
    day of the month 7 months ahead. Raises `ValueError` for anything else.
    """
    if days := _DAYS_AHEAD.match(words):
        return today + timedelta(days=int(days[1]))
    if months := _MONTHS_AHEAD.match(words):
        return on_day_of_month(today, int(months[1]), int(months[2] or today.day))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        raise ValueError(words)
    return date.fromisoformat(words)


def moved_past(starts_on: date, after: date) -> date:
    """Return the same day and month in the first year that puts it past `after`.

    A start that is already past `after` stays. 29 February becomes 1 March in a year
    that lacks it.
    """
    while starts_on <= after:
        try:
            starts_on = starts_on.replace(year=starts_on.year + 1)
        except ValueError:
            starts_on = date(starts_on.year + 1, 3, 1)
    return starts_on


def search_text(*words: str) -> str:
    """Return what a search looks at: each word once, with a space before each.

    The spaces let a search find the beginnings of words and not their middles.
    """
    unique = dict.fromkeys(fold(" ".join(words)).split())
    return "".join(f" {word}" for word in unique)


def search_terms(words: str, *, at_most: int = 8) -> list[str]:
    """Return the beginnings of words that an opening must have."""
    return [f" {word}" for word in dict.fromkeys(fold(words).split())][:at_most]
