"""When slots are, what may still change, what may be seen. Pure."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

# Until then a candidate moves or cancels a slot with one click.
CHANGE_BEFORE = timedelta(hours=24)
# A slot can no longer be chosen when it begins so soon: a panel has to know.
BOOK_BEFORE = timedelta(hours=2)
# The brief of a role-play is the same for everybody, and so is the time to read it.
BRIEF_BEFORE = timedelta(minutes=10)
# What assessors are given to finish their sheets.
RATE_WITHIN = timedelta(hours=24)
MOST_SLOTS = 60


@dataclass(frozen=True)
class Span:
    """A stretch of time with both ends known."""

    starts_at: datetime
    ends_at: datetime


def spans(
    *, day: date, begins: time, ends: time, minutes: int, pause: int, zone: str
) -> list[Span]:
    """Cut a day at a place into slots of `minutes` with `pause` minutes between them.

    Lengths are real minutes also on the night when clocks change; the last slot ends
    no later than `ends`.
    """
    here = zoneinfo.ZoneInfo(zone)
    cursor = datetime.combine(day, begins, tzinfo=here).astimezone(UTC)
    last = datetime.combine(day, ends, tzinfo=here).astimezone(UTC)
    length, gap = timedelta(minutes=minutes), timedelta(minutes=pause)
    found: list[Span] = []
    while cursor + length <= last and len(found) < MOST_SLOTS:
        found.append(Span(cursor, cursor + length))
        cursor += length + gap
    return found


def overlap(one: Span, other: Span) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def may_change(starts_at: datetime, now: datetime) -> bool:
    """Whether the candidate may still move or cancel."""
    return now <= starts_at - CHANGE_BEFORE


def may_book(starts_at: datetime, now: datetime) -> bool:
    return now <= starts_at - BOOK_BEFORE


def briefs_are_open(starts_at: datetime, now: datetime) -> bool:
    """Whether the candidate may read what the role-plays are about."""
    return now >= starts_at - BRIEF_BEFORE
