"""The two sets of openings that the house ships: good on every day of the year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from compagnon.journey.steps import STEP_KINDS
from compagnon.postings import importing, operations
from compagnon.programmes import operations as programmes
from compagnon.programmes.reading import read

FILES = Path(__file__).parents[2] / "programmes"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 1, 1, tzinfo=UTC),
        datetime(2027, 8, 31, 23, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 12, tzinfo=UTC),
        datetime(2030, 12, 31, 23, 59, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize(
    ("slug", "count", "countries"), [("act", 12, 9), ("vie", 10, 10)]
)
def test_they_are_imported_whole(slug, count, countries, now):
    reading = read(FILES / f"{slug}.yaml", kinds=STEP_KINDS)
    campaign = operations.create_campaign(
        programmes.load(reading, actor=None, now=now),
        name="Season",
        opens_at=now,
        closes_at=now + timedelta(days=90),
        actor=None,
        now=now,
    )
    with (FILES / f"{slug}-openings.csv").open("rb") as stream:
        rows = importing.read_openings(stream, now=now)
    report = operations.import_openings(campaign, rows, actor=None, now=now)
    assert (report.created, report.refused) == (count, [])
    openings = campaign.openings.select_related("place")
    assert len({opening.place.country for opening in openings}) == countries
    assert all(opening.starts_on.day == 1 for opening in openings)
    assert all(opening.title_fr and opening.description_fr for opening in openings)
