"""What a rule file says, as typed values. `eligibility.reading` reads the file."""

from __future__ import annotations

from datetime import date
from typing import Literal

from babel import Locale
from babel.dates import format_date

from compagnon.programmes.declaration import Declared, Text

Value = str | int | date


class Source(Declared):
    """Where a rule stands written. `as_of` is the date of that text, if it has one."""

    title: str
    url: str = ""
    as_of: date | None = None


class RuleText(Declared):
    """One rule in words, and what it says in each case."""

    title: Text
    text: Text
    sources: list[str]
    is_hint: bool = False
    cases: dict[str, Text]


class Nationalities(Declared):
    """Nationalities that one source admits."""

    source: str
    codes: list[str]


class FreeMovement(Declared):
    """Whose citizens work where without a permit."""

    citizens: list[str]
    destinations: list[str]


class Settings(Declared):
    """What is practice or the Maison's own, and may be set otherwise."""

    start_not_on_first: Literal["warn", "fail"]
    minimum_months: int
    maximum_months: int
    maison_minimum_months: int
    below_maison_minimum: Literal["warn", "fail"]


class Lists(Declared):
    """Countries that rules name."""

    near_misses: list[str]
    france: list[str]


class Later(Declared):
    """What the scheme asks after the application: told, not checked."""

    rule: str
    source: str
    text: Text


class Destination(Declared):
    """A note on one country."""

    text: Text
    source: Source


class RuleBook(Declared):
    """A whole set of rules in one version."""

    version: str
    as_of: date
    settings: Settings
    sources: dict[str, Source]
    nationalities: list[Nationalities]
    lists: Lists
    free_movement: list[FreeMovement]
    ask: Text
    missing: dict[str, Text]
    rules: dict[str, RuleText]
    later: list[Later]
    destinations: dict[str, Destination]

    def admits(self, country: str) -> bool:
        return any(country in group.codes for group in self.nationalities)

    def works_freely(self, nationalities: tuple[str, ...], country: str) -> bool:
        return any(
            country in row.destinations
            and not set(nationalities).isdisjoint(row.citizens)
            for row in self.free_movement
        )

    def sources_of(self, rule: str) -> list[Source]:
        return [self.sources[name] for name in self.rules[rule].sources]

    def case(self, rule: str, name: str, values: dict[str, Value]) -> Text:
        """Return what `rule` says in a case, with the values of one person."""
        return filled(self.rules[rule].cases[name], values)

    def asked(self, facts: list[str]) -> Text:
        """Return what is said where facts are missing."""
        return Text(
            en=self.ask.en.format(
                what=", ".join(self.missing[one].en for one in facts)
            ),
            fr=self.ask.fr.format(
                what=", ".join(self.missing[one].fr for one in facts)
            ),
        )


def filled(text: Text, values: dict[str, Value]) -> Text:
    """Fill the fields of a text in each language; dates and countries as words."""
    return Text(
        en=text.en.format(
            **{name: shown(name, one, "en") for name, one in values.items()}
        ),
        fr=text.fr.format(
            **{name: shown(name, one, "fr") for name, one in values.items()}
        ),
    )


def shown(name: str, value: Value, language: str) -> str:
    if isinstance(value, date):
        words = format_date(value, "d MMMM y", locale=language)
        # French says "1er" for the first day, and "2" for the second.
        is_first = language == "fr" and value.day == 1
        return words.replace("1 ", "1er ", 1) if is_first else words
    if name == "country":
        codes = str(value).split(",")
        return ", ".join(Locale(language).territories.get(one, one) for one in codes)
    return str(value)
