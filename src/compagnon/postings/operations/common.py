"""What each writer of openings needs: columns, limits, the record of changes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from compagnon.people.models import Person
from compagnon.postings.countries import name_of
from compagnon.postings.models import Campaign, Change, Opening, Place
from compagnon.postings.rules import ChangeKind, closing_instant, search_text
from compagnon.postings.terms import Frame, OpeningTerms, PlaceTerms


def frame_of(campaign: Campaign, now: datetime) -> Frame:
    """Return what `campaign` allows its openings. Needs `programme` to be loaded."""
    return Frame.of(
        campaign.programme.declaration,
        closes_at=campaign.closes_at,
        today=timezone.localdate(now),
    )


def place_terms(place: Place) -> PlaceTerms:
    return PlaceTerms(
        name=place.name,
        city=place.city,
        country=place.country,
        time_zone=place.time_zone,
        kind=place.kind,
    )


def columns(terms: OpeningTerms, place: PlaceTerms) -> dict[str, Any]:
    """Return the columns of an opening, those that follow from others too."""
    return {
        **asdict(terms),
        "languages": list(terms.languages),
        "closes_at": closing_instant(terms.closes_on, place.time_zone),
        "search_text": search_text(
            terms.title_en,
            terms.title_fr,
            terms.function,
            terms.organisation,
            place.name,
            place.city,
            name_of(place.country, "en"),
            name_of(place.country, "fr"),
            terms.reference,
        ),
    }


def note(
    campaign: Campaign,
    what: ChangeKind,
    *,
    actor: Person | None,
    opening: Opening | None = None,
    details: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    Change.objects.create(
        campaign=campaign,
        opening=opening,
        what=what,
        details=details or {},
        actor=actor,
        happened_at=now,
    )


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, int | list) else str(value)
