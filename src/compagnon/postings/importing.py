"""Reads files of openings. Writes nothing: `operations.import_openings` does.

Two shapes are known: the list of V.I.E. offers as the public site publishes it
(`read_offers`), and our own (`read_openings`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import IO, Literal

from django.utils import timezone

from .models import Campaign
from .rows import Rows
from .shapes import offers, openings
from .tables import records

DEFAULT_DAYS = 60


def default_closing(campaign: Campaign, now: datetime) -> date:
    """Return the last day to apply where a file names none: in 60 days, or the day
    before the campaign closes, which is within it in every time zone.
    """
    last = timezone.localdate(campaign.closes_at) - timedelta(days=1)
    return min(timezone.localdate(now) + timedelta(days=DEFAULT_DAYS), last)


def read_offers(
    stream: IO[bytes] | IO[str],
    *,
    now: datetime,
    closes_on: date | None = None,
    otherwise: date | None = None,
    shift_years: Literal["none", "auto"] = "none",
) -> Rows:
    """Read V.I.E. offers; the file names neither city nor closing day.

    `closes_on` is the last day to apply. Without it that day is only assumed (it is
    `otherwise`, or in 60 days), and openings that exist keep theirs. With `shift_years`
    "auto" each start moves by the fewest whole years that put it after that day.
    Raises `FileRefusedError` where the file as a whole cannot be read.
    """
    today = timezone.localdate(now)
    reader = offers.Reader(
        today=today,
        closes_on=closes_on or otherwise or today + timedelta(days=DEFAULT_DAYS),
        is_closing_assumed=closes_on is None,
        shifts=shift_years == "auto",
    )
    return records(stream, offers.COLUMNS, reader.read)


def read_openings(stream: IO[bytes] | IO[str], *, now: datetime) -> Rows:
    """Read openings in our own shape; days may be relative to today.

    Raises `FileRefusedError` where the file as a whole cannot be read.
    """
    reader = openings.Reader(today=timezone.localdate(now))
    return records(stream, openings.COLUMNS, reader.read, openings.OPTIONAL)


def shape_of(header: str) -> Literal["offers", "openings"]:
    """Tell from its first line which of the two shapes a file has."""
    return "offers" if "mission_type" in header else "openings"


def reader_for(header: str) -> Callable[..., Rows]:
    """Return the function that reads a file with this first line."""
    return {"offers": read_offers, "openings": read_openings}[shape_of(header)]
