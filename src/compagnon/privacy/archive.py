"""An export as one file: data for programs, a page for people, and the files."""

from __future__ import annotations

import json
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from compagnon.people.models import Person

from .operations import files_of

CHUNK = 1024 * 1024
# Beyond this an archive is put together on disk, not in memory.
IN_MEMORY = 8 * 1024 * 1024
STYLE = Path(__file__).parent / "export.css"


def archive_of(person: Person, told: dict[str, Any]) -> IO[bytes]:
    """Return `told`, which `operations.export` gave, with the files it names, as ZIP.

    A file that is missing from storage is named in ``missing.txt``.
    """
    made = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
    missing = []
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", as_json(told))
        archive.writestr("data.html", as_page(person, told))
        archive.write(STYLE, "data.css")
        for kept in files_of(person):
            try:
                source = kept.storage.open(kept.name, "rb")
            except FileNotFoundError:
                missing.append(kept.path)
                continue
            with source, archive.open(kept.path, "w", force_zip64=True) as target:
                while piece := source.read(CHUNK):
                    target.write(piece)
        if missing:
            archive.writestr("missing.txt", "\n".join(missing) + "\n")
    made.seek(0)
    return made


def as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


@dataclass(frozen=True)
class Block:
    """A part of the page: a heading, then lines, then tables, then parts of its own."""

    title: str
    lines: list[tuple[str, str]]
    columns: list[str]
    rows: list[list[str]]
    parts: list[Block]

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.rows or self.parts)


def as_page(person: Person, told: dict[str, Any]) -> str:
    """Return the export as a page that opens without a network."""
    plain = json.loads(as_json(told))
    return render_to_string(
        "privacy/export.html", {"code": person.code, "top": block("", plain)}
    )


def block(title: str, value: dict[str, Any]) -> Block:
    """Return the parts of one level of the export, in its own order.

    >>> block("", {"code": "A1", "roles": [{"role": "steward"}]}).parts[0].rows
    [['steward']]
    """
    lines, parts = [], []
    for name, inner in value.items():
        if isinstance(inner, dict) and inner:
            parts.append(block(_words(name), inner))
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            parts.append(_many(name, inner))
        elif inner not in ([], {}):
            lines.append((_words(name), _text(inner)))
    return Block(_words(title), lines, [], [], parts)


def _many(name: str, rows: list[dict[str, Any]]) -> Block:
    """A list of rows is a table, unless the rows hold tables of their own."""
    if any(_holds_rows(one) for row in rows for one in row.values()):
        parts = [block(f"{name} {place}", row) for place, row in enumerate(rows, 1)]
        return Block(_words(name), [], [], [], parts)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    return Block(
        _words(name),
        [],
        [_words(column) for column in columns],
        [[_text(row.get(column)) for column in columns] for row in rows],
        [],
    )


def _holds_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _words(name: str) -> str:
    return name.replace("__", ": ").replace("_", " ").strip()


def _text(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
