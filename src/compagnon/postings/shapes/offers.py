"""V.I.E. offers in the columns of the public site's lists. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from compagnon.postings.countries import FRENCH
from compagnon.postings.rows import Row
from compagnon.postings.rules import moved_past
from compagnon.postings.tables import Record, RowRefusedError
from compagnon.postings.terms import Fault, OpeningTerms, PlaceTerms
from compagnon.postings.zones import zone_of

from . import cells

COLUMNS = (
    "offer_id",
    "organization",
    "title",
    "mission_type",
    "country_fr",
    "activity_sector_fr",
    "specializations_fr",
    "start_date",
    "duration_months",
    "views",
    "candidates",
    "source_url",
)
SHORTEST, LONGEST = 6, 24


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one offer after the other."""

    today: date
    closes_on: date
    is_closing_assumed: bool
    shifts: bool

    def read(self, line: int, record: Record) -> Row:
        faults: list[Fault] = []
        country = self._country(record, faults)
        months = _months(record, faults)
        starts_on = self._start(record, faults)
        _check_words(record, faults)
        if faults or starts_on is None:
            raise RowRefusedError(faults)
        organisation = record["organization"]
        return Row(
            line=line,
            place=PlaceTerms(
                name=organisation, country=country, time_zone=zone_of(country) or ""
            ),
            terms=OpeningTerms(
                reference=record["offer_id"],
                organisation=organisation,
                title_en=record["title"],
                title_fr=record["title"],
                function=sentence_case(record["activity_sector_fr"]),
                description_en=_specialisations("Fields", record),
                description_fr=_specialisations("Spécialisations", record),
                starts_on=starts_on,
                closes_on=self.closes_on,
                duration_months=months,
                source_url=record["source_url"],
            ),
            assumed=frozenset({"closes_on"} if self.is_closing_assumed else ()),
        )

    def _country(self, record: Record, faults: list[Fault]) -> str:
        country = cells.country(record, "country_fr", faults)
        if country in FRENCH:
            faults.append(Fault("country_fr", _("A V.I.E. is never served in France.")))
        return country

    def _start(self, record: Record, faults: list[Fault]) -> date | None:
        cells.needed(None, record, "start_date", faults)
        starts_on = cells.day(record, "start_date", self.today, faults)
        if starts_on is None:
            return None
        if self.shifts:
            return moved_past(starts_on, self.closes_on)
        if starts_on <= self.today:
            faults.append(Fault("start_date", _("The start lies in the past.")))
        elif starts_on <= self.closes_on:
            words = _("It would start before applications close.")
            faults.append(Fault("start_date", words))
        return starts_on


def _months(record: Record, faults: list[Fault]) -> int | None:
    cells.needed(None, record, "duration_months", faults)
    months = cells.whole_number(record, "duration_months", faults)
    if months is not None and not SHORTEST <= months <= LONGEST:
        words = _("A V.I.E. lasts 6 to 24 months, not %(months)d.")
        faults.append(Fault("duration_months", words % {"months": months}))
    return months


def _check_words(record: Record, faults: list[Fault]) -> None:
    if record["mission_type"] != "VIE":
        words = _("The mission is a “%(said)s”, not a V.I.E.")
        faults.append(Fault("mission_type", words % {"said": record["mission_type"]}))
    for name, longest in (
        ("offer_id", 40),
        ("title", 200),
        ("organization", 160),
        ("activity_sector_fr", 120),
        ("specializations_fr", 7900),
        ("source_url", 200),
    ):
        said = record[name]
        if not said and name in {"offer_id", "title", "organization"}:
            faults.append(Fault(name, _("The cell is empty.")))
        if len(said) > longest:
            words = _("Too long: %(length)d characters, at most %(limit)d.")
            values = {"length": len(said), "limit": longest}
            faults.append(Fault(name, words % values))


def sentence_case(words: str) -> str:
    """Return words that shout in capitals with one capital only.

    >>> sentence_case("BTP, CONSTRUCTION")
    'BTP, construction'
    """
    if not words.isupper() and not words.split("(", maxsplit=1)[0].isupper():
        return words
    first, *others = words.split(" ")
    kept = first if first.rstrip(",") == "BTP" else first.capitalize()
    return " ".join([kept, *(word.lower() for word in others)])


def _specialisations(label: str, record: Record) -> str:
    named = record["specializations_fr"]
    return f"{label}: {named}." if named else ""
