"""Papers: a Typst template and data become a tagged PDF.

The data travel beside the template as JSON, so that nobody's words are ever read as
markup; a template takes them with ``#let data = json(bytes(sys.inputs.data))``.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

TYPEFACES = Path(__file__).parent / "typefaces"


class PaperError(Exception):
    """A template of ours is wrong: it could not be typeset."""


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    # Our own faces first; those of the machine only for scripts that ours lack.
    return typst.Fonts(include_embedded_fonts=False, font_paths=[str(TYPEFACES)])


def typeset(
    template_source: str, data: dict[str, Any], *, now: datetime | None = None
) -> bytes:
    """Return the PDF of a template filled with `data` (strings, numbers, lists).

    The template sets ``#set document(title: ...)`` and ``#set text(lang: ...)``, which
    an accessible paper must have. With `now` the same input gives the same bytes. The
    paper is PDF/UA; where no font of this machine has a letter of the text, it is a
    tagged PDF that shows a box there. Raises `PaperError` when the template is wrong.
    """
    words = json.dumps(data, ensure_ascii=False)
    try:
        return _paper(template_source, words, now, ["ua-1"])
    except typst.TypstError as error:
        if not _lacks_a_letter(error):
            raise PaperError(error.diagnostic) from error
    return _paper(template_source, words, now, [])


def _paper(
    source: str, words: str, now: datetime | None, standards: list[Any]
) -> bytes:
    paper = typst.Compiler(
        source.encode(), font_paths=_fonts(), sys_inputs={"data": words}
    ).compile(
        format="pdf",
        pdf_standards=standards,
        timestamp=now.astimezone(UTC) if now else None,
    )
    if not isinstance(paper, bytes):
        raise PaperError("a paper is one file")
    return paper


def _lacks_a_letter(error: typst.TypstError) -> bool:
    return "could not be displayed" in f"{error.message} {error.diagnostic}"
