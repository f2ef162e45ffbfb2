"""What was read from a file of openings, and what became of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .terms import OpeningTerms, PlaceTerms


class Refusal(NamedTuple):
    """Why one row is not taken: its line in the file, the column, the reason."""

    line: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row that could be read.

    `assumed` names the fields that the file does not say; an opening that exists keeps
    its own there.
    """

    line: int
    place: PlaceTerms
    terms: OpeningTerms
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rows:
    """A whole file: the rows that could be read, and the others."""

    good: list[Row]
    refused: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would have done where `is_written` is False."""

    created: int
    updated: int
    unchanged: int
    refused: list[Refusal]
    is_written: bool

    @property
    def rows_refused(self) -> int:
        return len({refusal.line for refusal in self.refused})

    def counts(self) -> dict[str, int]:
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.rows_refused,
        }
