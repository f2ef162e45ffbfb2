"""What can go wrong with a programme file.

ProgrammeError
└── ProgrammeFileError
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: where it stands, and what to write instead."""

    line: int
    # As in ``steps[2].settings.questions[0].text.fr``; "" for the file as a whole.
    path: str
    message: str


class ProgrammeError(Exception):
    """A refusal, in words fit for the person who asked."""


class ProgrammeFileError(ProgrammeError):
    """A programme file has faults: all of them are named, in the order of the file."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.name = name
        self.faults = sorted(faults)
        lines = (
            f"{name}:{fault.line}: {fault.path + ': ' if fault.path else ''}"
            f"{fault.message}"
            for fault in self.faults
        )
        super().__init__("\n".join(lines))
