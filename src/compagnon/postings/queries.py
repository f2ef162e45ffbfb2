"""Openings as the pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from .models import Opening
from .rules import on_day_of_month, search_terms

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for. Empty fields ask for nothing."""

    words: str = ""
    programme: str = ""
    country: str = ""
    city: str = ""
    function: str = ""
    # The month of the start, as 2027-09.
    month: str = ""
    # The duration in months, as text.
    duration: str = ""

    @property
    def is_anything(self) -> bool:
        return not any(getattr(self, one.name) for one in fields(self))

    def address(self) -> str:
        """What is asked, as the query of an address without empty parts."""
        asked = {one.name: getattr(self, one.name) for one in fields(self)}
        return urlencode({name: value for name, value in asked.items() if value})

    def facets(self) -> dict[str, str]:
        """What is asked, without the words."""
        return {name: getattr(self, name) for name in FACETS}


FACETS = ("programme", "country", "city", "function", "month", "duration")


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One opening in a list."""

    code: str
    title: str
    programme: str
    organisation: str
    place: str
    city: str
    country: str
    function: str
    time_zone: str
    starts_on: date
    duration_months: int | None
    closes_at: datetime
    seats: int
    allowance_eur: Decimal | None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of openings, and how many there are for each further choice.

    `counts` has for each facet the values that would still find something if that
    facet alone were chosen anew, with the number of openings.
    """

    lines: list[OpeningLine]
    total: int
    page: int
    pages: int
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def has_previous(self) -> bool:
        return self.page > 1

    @property
    def has_next(self) -> bool:
        return self.page < self.pages

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def next_page(self) -> int:
        return self.page + 1


@dataclass(frozen=True, slots=True)
class _Group:
    """Openings that no filter tells apart: their values, and how many they are."""

    values: tuple[str, ...]
    count: int
    # Which of the values, by position, are not those that are asked.
    misses: list[int]


def find_openings(
    wanted: Wanted, *, now: datetime, page: int = 1, size: int = PAGE_SIZE
) -> Found:
    """Return one page of the openings that can be applied for at `now`. Two queries.

    The first groups all that are open and contain the words by what the filters know
    of them, so that the counts beside the filters cost nothing more; the second reads
    one page.
    """
    openings = reduce(
        lambda found, term: found.filter(search_text__contains=term),
        search_terms(wanted.words),
        Opening.objects.open(now),
    )
    groups = _groups(openings, tuple(wanted.facets().values()))
    total = sum(group.count for group in groups if not group.misses)
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    some = _narrowed(openings, wanted).order_by("closes_at", "id")
    return Found(
        lines=_read(some[(page - 1) * size : page * size]) if total else [],
        total=total,
        page=page,
        pages=pages,
        counts=_counts(groups, wanted),
    )


def open_lines(
    *, now: datetime, limit: int, **filters: Any
) -> tuple[list[OpeningLine], int]:
    """Return the openings that close first, and how many there are. Two queries."""
    openings = Opening.objects.open(now).filter(**filters)
    count = openings.count()
    return _read(openings.order_by("closes_at", "id")[:limit]), count


def similar_to(opening: Opening, *, now: datetime, limit: int = 3) -> list[OpeningLine]:
    """Return open ones in the same country, else of the same function, else any.

    Of the same programme. At most three queries.
    """
    programme = opening.campaign.programme.slug
    same = Opening.objects.open(now).filter(campaign__programme__slug=programme)
    found: list[OpeningLine] = []
    for narrower in (
        {"place__country": opening.place.country},
        {"function": opening.function},
        {},
    ):
        codes = [line.code for line in found] + [opening.code]
        more = same.filter(**narrower).exclude(code__in=codes)
        found += _read(more.order_by("closes_at", "id")[: limit - len(found)])
        if len(found) == limit:
            break
    return found


def _groups(openings: QuerySet[Opening], asked: tuple[str, ...]) -> list[_Group]:
    rows = openings.values_list(
        "campaign__programme__slug",
        "place__country",
        "place__city",
        "function",
        "starts_on",
        "duration_months",
    ).annotate(count=Count("pk"))
    groups = []
    for *names, starts_on, months, count in rows.order_by():
        values = (*names, starts_on.isoformat()[:7], str(months or ""))
        misses = [
            place for place, want in enumerate(asked) if want and values[place] != want
        ]
        groups.append(_Group(values, count, misses))
    return groups


def _narrowed(openings: QuerySet[Opening], wanted: Wanted) -> QuerySet[Opening]:
    """Return the openings that meet all filters."""
    exact = {
        "campaign__programme__slug": wanted.programme,
        "place__country": wanted.country,
        "place__city": wanted.city,
        "function": wanted.function,
        "duration_months": wanted.duration,
    }
    openings = openings.filter(**{name: want for name, want in exact.items() if want})
    if not wanted.month:
        return openings
    first = date.fromisoformat(f"{wanted.month}-01")
    return openings.filter(
        starts_on__gte=first, starts_on__lt=on_day_of_month(first, 1, 1)
    )


def _counts(groups: Iterable[_Group], wanted: Wanted) -> dict[str, dict[str, int]]:
    counters: list[Counter[str]] = [Counter() for _facet in FACETS]
    for group in groups:
        if not group.misses:
            for counter, value in zip(counters, group.values, strict=True):
                counter[value] += group.count
        elif len(group.misses) == 1:
            [place] = group.misses
            counters[place][group.values[place]] += group.count
    for counter, asked in zip(counters, wanted.facets().values(), strict=True):
        if asked:
            counter.setdefault(asked, 0)
        counter.pop("", None)
    return {
        facet: dict(counter) for facet, counter in zip(FACETS, counters, strict=True)
    }


def _read(openings: QuerySet[Opening]) -> list[OpeningLine]:
    """Return lines; one query."""
    is_french = (get_language() or "en").startswith("fr")
    rows = openings.values_list(
        "code",
        "title_fr" if is_french else "title_en",
        "campaign__programme__slug",
        "organisation",
        "place__name",
        "place__city",
        "place__country",
        "function",
        "place__time_zone",
        "starts_on",
        "duration_months",
        "closes_at",
        "seats",
        "allowance_eur",
    )
    return [OpeningLine(*row) for row in rows]
