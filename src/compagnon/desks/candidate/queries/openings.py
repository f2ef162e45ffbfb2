"""What a candidate can choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from compagnon.kit.folding import fold
from compagnon.postings.models import Opening

from .form import FormRead

# Above this many openings a list to choose from no longer helps; a search does.
MOST_IN_LIST = 60
MOST_FOUND = 20


@dataclass(frozen=True)
class Rank:
    """One place in the ranking, and what stands there."""

    number: int
    code: str


@dataclass(frozen=True)
class Offered:
    """The openings that a page offers: as one list, or as what a search found."""

    openings: list[Opening]
    is_list: bool
    query: str
    has_more: bool
    ranks: list[Rank]

    @property
    def by_country(self) -> list[tuple[str, list[Opening]]]:
        """The openings under their country, for the groups of a list."""
        return [
            (country, list(group))
            for country, group in groupby(
                self.openings, key=lambda opening: opening.place.country
            )
        ]


def offered_to(form: FormRead, query: str, now: datetime) -> Offered:
    """Return what can be chosen now. Two queries."""
    everything = (
        Opening.objects.open(now)
        .filter(campaign=form.application.campaign_id)
        .select_related("place")
        .order_by("place__country", "place__city", "title_en", "pk")
    )
    first = list(everything[: MOST_IN_LIST + 1])
    ranks = _ranks(form)
    if len(first) <= MOST_IN_LIST:
        return Offered(first, True, "", False, ranks)
    for word in fold(query).split():
        everything = everything.filter(search_text__contains=word)
    found = list(everything[: MOST_FOUND + 1])
    return Offered(found[:MOST_FOUND], False, query, len(found) > MOST_FOUND, ranks)


def _ranks(form: FormRead) -> list[Rank]:
    codes = [one.opening.code for one in form.chosen]
    return [
        Rank(number, codes[number - 1] if number <= len(codes) else "")
        for number in range(1, form.step.settings.choices + 1)
    ]
