"""Reads a table of comma-separated values, and says what is wrong where. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import IO

from django.utils.translation import gettext as _

from .errors import FileRefusedError
from .rows import Refusal, Row, Rows
from .terms import Fault

MOST_BYTES = 20_000_000
_OTHER_DELIMITERS = {
    ";": "a semicolon (;)",
    "\t": "a tab",
    "|": "a bar (|)",
}

Record = dict[str, str]


class RowRefusedError(Exception):
    """One row cannot be read; `faults` says why, field by field."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


def records(
    stream: IO[bytes] | IO[str],
    columns: Sequence[str],
    read: Callable[[int, Record], Row],
    optional: Sequence[str] = (),
) -> Rows:
    """Read each record of a table with `read`; refuse those that it cannot read."""
    good: list[Row] = []
    refused: list[Refusal] = []
    for line, cells, header in _lines(text_of(stream), columns, optional):
        if len(cells) != len(header):
            words = _("The line has %(found)d columns where the first has %(wanted)d.")
            values = {"found": len(cells), "wanted": len(header)}
            refused.append(Refusal(line, "", words % values))
            continue
        record = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        try:
            good.append(read(line, record))
        except RowRefusedError as refusal:
            refused += [Refusal(line, *fault) for fault in refusal.faults]
    if not good and not refused:
        raise FileRefusedError(_("The file has a first line and no rows below it."))
    return Rows(good=good, refused=refused)


def text_of(stream: IO[bytes] | IO[str]) -> str:
    """Return the text of a file in UTF-8, or say on which line it is not."""
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileRefusedError(_("The file is larger than 20 MB. Split it."))
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = _(
            "Line %(line)d is not in UTF-8. Save the file as “CSV UTF-8” and try again."
        )
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefusedError(words % {"line": line}) from None


def _lines(
    text: str, columns: Sequence[str], optional: Sequence[str]
) -> Iterator[tuple[int, list[str], list[str]]]:
    """Yield the line on which each record begins, its cells, and the header."""
    if not text.strip():
        raise FileRefusedError(_("The file is empty."))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        words = _("Line %(line)d has a null character: this is not a text file.")
        raise FileRefusedError(words % {"line": line})
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        _check_header(header, columns, optional)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells, header
            line = reader.line_num + 1
    except csv.Error as error:
        words = _("Line %(line)d cannot be read: %(reason)s.")
        values = {"line": reader.line_num, "reason": str(error)}
        raise FileRefusedError(words % values) from None


def _check_header(
    header: list[str], columns: Sequence[str], optional: Sequence[str]
) -> None:
    missing = [name for name in columns if name not in header]
    if not missing:
        _check_names(header, [*columns, *optional])
        return
    for delimiter, words in _OTHER_DELIMITERS.items():
        if len(header) == 1 and delimiter in header[0]:
            message = _("Columns are separated by %(found)s. Use commas.")
            raise FileRefusedError(message % {"found": words})
    message = _("The first line lacks the columns: %(names)s.")
    raise FileRefusedError(message % {"names": ", ".join(missing)})


def _check_names(header: list[str], known: Sequence[str]) -> None:
    if len(set(header)) != len(header):
        raise FileRefusedError(_("The first line names a column twice."))
    unknown = [name for name in header if name not in known]
    if unknown:
        message = _("The first line has columns that nobody knows: %(names)s.")
        raise FileRefusedError(message % {"names": ", ".join(unknown)})
