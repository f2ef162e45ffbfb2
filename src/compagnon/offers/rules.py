"""What an offer may say, who may sign it and until when. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from compagnon.kit import chain

# A page opened before the deadline may be answered a little after it.
GRACE = timedelta(minutes=30)

FIELD = re.compile(r"\{(\w+)\}")


class State(models.TextChoices):
    """Where an offer stands."""

    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    TURNED_DOWN = "turned_down", _("Turned down")
    LAPSED = "lapsed", _("Lapsed")
    TAKEN_BACK = "taken_back", _("Taken back")
    # The application itself ended: the candidate withdrew it while the offer was open.
    VOID = "void", _("Ended with the application")


class Letter(TypedDict):
    """A letter in one language. ``{name}`` stays a field: names live in the vault."""

    paragraphs: list[str]
    conditions: list[str]


def filled(words: str, fields: Mapping[str, str]) -> str:
    """Fill the braces of `words` that `fields` names; leave any other as it stands."""
    return FIELD.sub(lambda found: fields.get(found[1], found[0]), words)


def letter_in(
    paragraphs: Sequence[str], conditions: Sequence[str], fields: Mapping[str, str]
) -> Letter:
    """Return the letter with its terms written in."""
    return {
        "paragraphs": [filled(words, fields) for words in paragraphs],
        "conditions": [filled(words, fields) for words in conditions],
    }


def fingerprint(terms: Mapping[str, str | None], letters: Mapping[str, Letter]) -> str:
    """Return the hash that changes with any word or term of the letter."""
    content = chain.canonical({"terms": dict(terms), "letters": dict(letters)})
    return hashlib.sha256(content).hexdigest()


def folded(name: str) -> str:
    """Return the letters of a name alone: no case, accent, space, hyphen or dot."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def is_same_name(typed: str, *, given: str, family: str) -> bool:
    """Whether `typed` is the name, in either order. No name on file: any name."""
    wanted, written = (folded(given), folded(family)), folded(typed)
    if not any(wanted):
        return len(written) > 1
    return written in {"".join(wanted), "".join(reversed(wanted))}


def end_of_day(day: date, zone: str) -> datetime:
    """Return the last second of a day at a place."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=ZoneInfo(zone))


def whole_months(starts_on: date, ends_on: date) -> int:
    """Return the months from the first day to the last; a begun month counts whole."""
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month
    return max(1, months + (ends_on.day >= starts_on.day))
