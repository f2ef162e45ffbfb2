"""What a check of chained facts found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import chain
from .facts import Fact, FactText, first_fault


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong with one subject."""

    subject: str
    number: int
    what: str

    def __str__(self) -> str:
        where = f", event {self.number}" if self.number else ""
        return f"{self.subject}{where}: {self.what}"


def chain_fault(
    subject: str, facts: list[Fact], words: Iterable[tuple[Fact, FactText]]
) -> Fault | None:
    """Return the first broken link, or words that are not those committed to."""
    if broken := first_fault(facts):
        return Fault(subject, broken[0].number, broken[1])
    for fact, text in words:
        if chain.commitment(text.text, text.salt) != fact.text_commitment:
            return Fault(
                subject, fact.number, "its words are not those it was made with"
            )
    return None
