"""Writing a letter: the programme's words with the terms of one offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compagnon.kit import cldr
from compagnon.postings.models import Opening

from .rules import Letter, letter_in, whole_months
from .steps import OfferSettings

LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Terms:
    """What is offered: where, from when to when, and until when it can be answered."""

    opening: Opening
    starts_on: date
    ends_on: date | None
    answer_by: datetime


def letters(settings: OfferSettings, terms: Terms) -> dict[str, Letter]:
    """Return the letter in each language, with every term but the name."""
    written = {}
    for language in LANGUAGES:
        with translation.override(language):
            written[language] = letter_in(
                [words.in_language(language) for words in settings.letter],
                [words.in_language(language) for words in settings.conditions],
                _fields(terms),
            )
    return written


def _fields(terms: Terms) -> dict[str, str]:
    """Return what the braces stand for, in the active language."""
    return {
        **_place(terms.opening),
        "starts_on": long_date(terms.starts_on),
        "ends_on": long_date(terms.ends_on) if terms.ends_on else _("no fixed end"),
        "duration": _duration(terms.starts_on, terms.ends_on),
        "answer_by": _moment(terms.answer_by, terms.opening.place.time_zone),
    }


def _place(opening: Opening) -> dict[str, str]:
    place, amount = opening.place, opening.allowance_eur
    country = cldr.country_name(place.country)
    scale = _("the amount of the scale in force")
    return {
        "opening": opening.title,
        "place": place.name,
        "city": place.city or country,
        "country": country,
        "allowance": scale if amount is None else cldr.euros(amount),
    }


def _duration(starts_on: date, ends_on: date | None) -> str:
    if ends_on is None:
        return _("no fixed time")
    months = whole_months(starts_on, ends_on)
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def _moment(value: datetime, zone: str) -> str:
    there = value.astimezone(ZoneInfo(zone))
    return f"{long_date(there)}, {there:%H:%M} ({cldr.zone_words(there)})"


def long_date(day: date) -> str:
    """Return a date as a letter writes it, in the active language."""
    return format_date(day, "d MMMM y", locale=cldr.locale())
