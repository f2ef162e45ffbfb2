"""What a file sent with a technical task is, and taking its author's name out of it."""

from __future__ import annotations

import io
import re
import zipfile

from django.utils.translation import gettext as _

from compagnon.applications.documents import (
    DOCX,
    MOST_BYTES,
    MOST_UNFOLDED,
    PDF,
    media_type_of,
)
from compagnon.applications.errors import FileRefusedError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {PDF: "pdf", DOCX: "docx", XLSX: "xlsx"}
# Parts of an Office file that tell who wrote it, and with what.
TELLING = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
# The texts inside those parts, between one tag and the next.
TEXT = re.compile(rb">[^<]+<")
# In a PDF's information dictionary: names that hold a person or a machine.
PDF_NAMES = re.compile(rb"/(Author|Creator|Producer|Title|Subject|Keywords)\s*\(")


def task_type_of(content: bytes) -> str:
    """Return the type that the content shows: PDF, Word or Excel.

    Raises `FileRefusedError` for anything else, for macros and for passwords.
    """
    if len(content) > MOST_BYTES or not content.startswith(b"PK"):
        return media_type_of(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            members = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FileRefusedError(
            _("The document is damaged. Save it again, then choose it once more.")
        ) from None
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names:
        return media_type_of(content)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefusedError(_("The workbook holds macros. Save it without them."))
    if sum(member.file_size for member in members) > MOST_UNFOLDED:
        raise FileRefusedError(_("The workbook is too large inside. Save it as PDF."))
    return XLSX


def without_author(content: bytes, media_type: str) -> bytes:
    """Return the file without what its properties say about the person who wrote it."""
    if media_type == PDF:
        return _without_pdf_names(content)
    cleaned = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(cleaned, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            part = source.read(member)
            if member.filename in TELLING:
                part = TEXT.sub(b"><", part)
            target.writestr(member.filename, part)
    return cleaned.getvalue()


def _without_pdf_names(content: bytes) -> bytes:
    """Blank the information dictionary and XMP in place: each offset stays true.

    What lies in a compressed object stream is not reached.
    """
    cleaned = bytearray(content)
    for found in PDF_NAMES.finditer(content):
        _blank(cleaned, found.end(), _end_of_string(content, found.end()))
    for found in re.finditer(rb"<x:xmpmeta.*?</x:xmpmeta>", content, re.DOTALL):
        _blank(cleaned, found.start(), found.end())
    return bytes(cleaned)


def _end_of_string(content: bytes, start: int) -> int:
    """Return where a literal string ends: brackets nest, a backslash escapes one."""
    depth, at = 1, start
    while at < len(content):
        byte = content[at : at + 1]
        if byte == b"\\":
            at += 1
        elif byte == b"(":
            depth += 1
        elif byte == b")":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return start


def _blank(content: bytearray, start: int, end: int) -> None:
    content[start:end] = b" " * (end - start)
