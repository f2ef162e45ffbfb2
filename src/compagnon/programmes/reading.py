"""From a programme file to a declaration, or to the list of all that is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from pydantic import ValidationError

from . import marks
from .checks import wrong_between
from .declaration import Declaration
from .errors import Fault, ProgrammeFileError
from .mends import wrong_in
from .steps import StepKind

__all__ = ["Fault", "ProgrammeFileError", "Reading", "read"]

# A file is text written by people; ten times the longest so far is a mistake.
LONGEST = 2_000_000


@dataclass(frozen=True)
class Reading:
    """A file without faults: what it declares, word for word, and its hash."""

    declaration: Declaration
    source: str
    sha256: str


def read(path_or_text: Path | str, *, kinds: Mapping[str, type[StepKind]]) -> Reading:
    """Return what a programme file declares.

    A `Path` is opened, a `str` is the text itself. `kinds` is the table of step kinds.
    Raises `ProgrammeFileError` with every fault of the file at once.
    """
    name, source = _source(path_or_text)
    try:
        marked = marks.parsed(source)
    except marks.NotYamlError as error:
        fault = Fault(error.line, "", error.message)
        raise ProgrammeFileError(name, [fault]) from None
    if not isinstance(marked.value, dict):
        message = _("Write the programme's keys here: slug, name, page, steps, …")
        raise ProgrammeFileError(name, [Fault(1, "", message)])
    declaration, faults = _declared(marked, kinds)
    if declaration is None:
        raise ProgrammeFileError(name, faults)
    digest = hashlib.sha256(source.encode()).hexdigest()
    return Reading(declaration, source, digest)


def _source(path_or_text: Path | str) -> tuple[str, str]:
    if isinstance(path_or_text, str):
        return _("text"), path_or_text
    name = str(path_or_text)
    try:
        source = path_or_text.read_text(encoding="utf-8")
    except OSError as error:
        reason = _("The file cannot be read: %(why)s.") % {"why": error.strerror}
        raise ProgrammeFileError(name, [Fault(1, "", reason)]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        reason = _("This is not UTF-8. Save the file in that encoding.")
        raise ProgrammeFileError(name, [Fault(line, "", reason)]) from None
    if len(source) > LONGEST:
        reason = _("The file is too long to be a programme.")
        raise ProgrammeFileError(name, [Fault(1, "", reason)])
    return name, source


def _declared(
    marked: marks.Marked, kinds: Mapping[str, type[StepKind]]
) -> tuple[Declaration | None, list[Fault]]:
    """Return the declaration, or None and everything that is wrong."""
    wrong = list(wrong_between(marked.value, kinds))
    declaration = None
    try:
        declaration = Declaration.model_validate(marked.value, strict=True)
    except ValidationError as error:
        refused = list(wrong_in(error, Declaration))
        # What the whole refuses, `wrong_between` has said with its line.
        wrong += [one for one in refused if one[0] or not wrong]
    faults = {
        Fault(marked.line_of(path), written(path), message) for path, message in wrong
    }
    return (None if faults else declaration), sorted(faults)


def written(path: marks.Path) -> str:
    """Return a path as people write it.

    >>> written(("steps", 2, "settings", "questions", 0, "text", "fr"))
    'steps[2].settings.questions[0].text.fr'
    """
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f"[{part}]"
        else:
            words += f".{part}" if words else part
    return words
