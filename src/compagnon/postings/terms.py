"""What an opening says, and what it may not say. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from compagnon.programmes.declaration import Declaration

from .countries import FRENCH, codes
from .rules import closing_instant
from .zones import known


class Fault(NamedTuple):
    """One thing that is wrong: the field, and the reason in words."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceTerms:
    """Where. Two places with the same name, city and country are one."""

    name: str
    country: str
    time_zone: str
    city: str = ""
    kind: str = "office"

    @property
    def key(self) -> tuple[str, str, str]:
        return self.name, self.city, self.country


@dataclass(frozen=True, slots=True)
class OpeningTerms:
    """All that a person decides about an opening, except where it is."""

    title_en: str
    title_fr: str
    starts_on: date
    closes_on: date
    reference: str = ""
    organisation: str = ""
    function: str = ""
    description_en: str = ""
    description_fr: str = ""
    seats: int = 1
    duration_months: int | None = None
    level: str = ""
    languages: tuple[str, ...] = ()
    allowance_eur: Decimal | None = None
    allowance_as_of: date | None = None
    allowance_source: str = ""
    source_url: str = ""
    technical_task: str = ""


KINDS = frozenset({"boutique", "office"})
LONGEST = {
    "title_en": 200,
    "title_fr": 200,
    "reference": 40,
    "organisation": 160,
    "function": 120,
    "description_en": 8000,
    "description_fr": 8000,
    "level": 80,
    "allowance_source": 300,
    "source_url": 200,
    "technical_task": 40,
}
LONGEST_PLACE = {"name": 160, "city": 80}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a campaign and its programme allow its openings.

    `tasks` are the technical tasks that the programme declares. A programme that asks
    the rules of the French public scheme takes its limits: 6 to 24 months (Code du
    service national L122-3), never in France (same code, L122-1: "à l'étranger").
    """

    closes_at: datetime
    today: date
    tasks: frozenset[str] = frozenset()
    months: tuple[int, int] = (1, 60)
    countries_barred: frozenset[str] = frozenset()
    needs_duration: bool = False

    @classmethod
    def of(cls, declared: Declaration, *, closes_at: datetime, today: date) -> Frame:
        frame = cls(closes_at=closes_at, today=today, tasks=cls.tasks_in(declared))
        rules = {
            step.settings.get("rules", "vie")
            for step in declared.steps
            if step.kind == "eligibility"
        }
        if "vie" not in rules:
            return frame
        return replace(
            frame, months=(6, 24), countries_barred=FRENCH, needs_duration=True
        )

    @staticmethod
    def tasks_in(declared: Declaration) -> frozenset[str]:
        return frozenset(
            str(task["key"])
            for step in declared.steps
            for task in step.settings.get("tasks", [])
        )


def faults_of(terms: OpeningTerms, place: PlaceTerms, frame: Frame) -> list[Fault]:
    """Return all that is wrong with an opening, field by field."""
    return [
        *_faults_of_place(place, frame),
        *_faults_of_words(terms),
        *_faults_of_numbers(terms, frame),
        *_faults_of_dates(terms, place, frame),
    ]


def _faults_of_place(place: PlaceTerms, frame: Frame) -> Iterator[Fault]:
    if not place.name.strip():
        yield Fault("place", _("Say which place it is."))
    yield from _too_long(place, LONGEST_PLACE)
    if place.country not in codes():
        yield Fault("country", _("There is no such country."))
    elif place.country in frame.countries_barred:
        yield Fault("country", _("A V.I.E. is never served in France."))
    if place.time_zone not in known():
        yield Fault("time_zone", _("There is no such time zone."))


def _faults_of_words(terms: OpeningTerms) -> Iterator[Fault]:
    for name in ("title_en", "title_fr"):
        if not getattr(terms, name).strip():
            yield Fault(name, _("The title is empty."))
    yield from _too_long(terms, LONGEST)
    if terms.source_url and not terms.source_url.startswith(("https://", "http://")):
        yield Fault("source_url", _("The address must begin with https://"))


def _too_long(holder: Any, longest: dict[str, int]) -> Iterator[Fault]:
    for name, limit in longest.items():
        length = len(getattr(holder, name))
        if length > limit:
            words = _("Too long: %(length)d characters, at most %(limit)d.")
            yield Fault(name, words % {"length": length, "limit": limit})


def _faults_of_numbers(terms: OpeningTerms, frame: Frame) -> Iterator[Fault]:
    if not 1 <= terms.seats <= 999:
        yield Fault("seats", _("An opening has between 1 and 999 seats."))
    shortest, longest = frame.months
    months = terms.duration_months
    if months is None and frame.needs_duration:
        yield Fault("duration_months", _("Say how many months it lasts."))
    if months is not None and not shortest <= months <= longest:
        words = _(
            "It lasts between %(shortest)d and %(longest)d months, not %(months)d."
        )
        values = {"shortest": shortest, "longest": longest, "months": months}
        yield Fault("duration_months", words % values)
    yield from _faults_of_allowance(terms)
    if terms.technical_task and terms.technical_task not in frame.tasks:
        yield Fault("technical_task", _("The programme declares no task of this name."))


def _faults_of_allowance(terms: OpeningTerms) -> Iterator[Fault]:
    if terms.allowance_eur is None:
        return
    if not 0 < terms.allowance_eur < 100_000:
        yield Fault("allowance_eur", _("This is not a monthly allowance in euro."))
    if terms.allowance_as_of is None or not terms.allowance_source:
        yield Fault("allowance_source", _("Say from when and where the amount is."))


def _faults_of_dates(
    terms: OpeningTerms, place: PlaceTerms, frame: Frame
) -> Iterator[Fault]:
    if terms.starts_on <= frame.today:
        yield Fault("starts_on", _("The start lies in the past."))
    elif terms.starts_on <= terms.closes_on:
        yield Fault("starts_on", _("It would start before applications close."))
    if place.time_zone not in known():
        return
    if closing_instant(terms.closes_on, place.time_zone) > frame.closes_at:
        words = _("Applications would close after the campaign does, on %(day)s.")
        day = date_format(frame.closes_at, "DATE_FORMAT")
        yield Fault("closes_on", words % {"day": day})
