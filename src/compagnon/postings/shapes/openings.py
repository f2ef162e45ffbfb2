"""Openings in our own columns. Pure.

Days may be relative, so that a set of openings never ages: ``+45d`` is 45 days ahead,
``+7m`` the same day seven months ahead, ``+7m:1`` the first of that month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from compagnon.postings.rows import Row
from compagnon.postings.tables import Record, RowRefusedError
from compagnon.postings.terms import KINDS, Fault, OpeningTerms, PlaceTerms
from compagnon.postings.zones import zone_of

from . import cells

COLUMNS = (
    "reference",
    "title_en",
    "title_fr",
    "place",
    "city",
    "country",
    "seats",
    "starts_on",
    "closes_on",
)
_WORDS = (
    "function",
    "organisation",
    "description_en",
    "description_fr",
    "level",
    "allowance_source",
    "source_url",
    "technical_task",
)
OPTIONAL = (
    *_WORDS,
    "time_zone",
    "kind",
    "duration_months",
    "languages",
    "allowance_eur",
    "allowance_as_of",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one opening after the other."""

    today: date

    def read(self, line: int, record: Record) -> Row:
        faults: list[Fault] = []
        place = _place(record, faults)
        values = self._values(record, faults)
        if faults:
            raise RowRefusedError(faults)
        return Row(line=line, place=place, terms=OpeningTerms(**values))

    def _values(self, record: Record, faults: list[Fault]) -> dict[str, Any]:
        days = {
            name: cells.day(record, name, self.today, faults)
            for name in ("starts_on", "closes_on", "allowance_as_of")
        }
        numbers = {
            name: cells.whole_number(record, name, faults)
            for name in ("seats", "duration_months")
        }
        for name in ("starts_on", "closes_on", "seats"):
            cells.needed(None, record, name, faults)
        return {
            **{name: record.get(name, "") for name in _WORDS},
            **{name: record[name] for name in ("reference", "title_en", "title_fr")},
            **days,
            **numbers,
            "allowance_eur": cells.amount(record, "allowance_eur", faults),
            "languages": _languages(record, faults),
        }


def _place(record: Record, faults: list[Fault]) -> PlaceTerms:
    country = cells.country(record, "country", faults)
    kind = record.get("kind", "") or "office"
    if kind not in KINDS:
        faults.append(Fault("kind", _("The kind is “boutique” or “office”.")))
    zone = record.get("time_zone", "") or zone_of(country, record["city"])
    return PlaceTerms(
        name=record["place"],
        city=record["city"],
        country=country,
        time_zone=zone or "",
        kind=kind,
    )


def _languages(record: Record, faults: list[Fault]) -> tuple[str, ...]:
    """Read codes of languages with a space between: ``en fr``."""
    said = record.get("languages", "").split()
    wrong = [code for code in said if not (len(code) in {2, 3} and code.islower())]
    if wrong:
        words = _("“%(said)s” is not the code of a language, such as en.")
        faults.append(Fault("languages", words % {"said": wrong[0]}))
    return tuple(said)
