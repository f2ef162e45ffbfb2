"""A table of openings as it was uploaded, read in the shape that it has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from compagnon.people.models import Person
from compagnon.postings import importing, operations
from compagnon.postings.models import Campaign
from compagnon.postings.rows import ImportReport
from compagnon.postings.terms import Frame


def import_table(
    campaign: Campaign, asked: dict[str, Any], *, actor: Person, now: datetime
) -> ImportReport:
    """Read a table and import it. Raises `PostingError` where it cannot be read."""
    stream = asked["file"]
    first = stream.readline().decode("utf-8", "replace")
    stream.seek(0)
    if importing.shape_of(first) == "openings":
        rows = importing.read_openings(stream, now=now)
    else:
        rows = importing.read_offers(
            stream,
            now=now,
            closes_on=asked["closes_on"],
            otherwise=importing.default_closing(campaign, now),
            shift_years="auto" if asked["shifts"] else "none",
        )
    return operations.import_openings(
        campaign, rows, actor=actor, skip_bad=asked["skip_bad"], now=now
    )


def tasks_of(campaign: Campaign) -> frozenset[str]:
    """Return the technical tasks that openings of a campaign may name."""
    return Frame.tasks_in(campaign.programme.declaration)
