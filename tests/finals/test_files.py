"""A file is what its content shows, and says nothing about its author."""

import io
import zipfile

import pytest

from compagnon.applications.documents import DOCX
from compagnon.applications.documents import PDF as PDF_TYPE
from compagnon.applications.errors import FileRefusedError
from compagnon.finals.files import XLSX, task_type_of, without_author

from . import documents


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (documents.PDF, PDF_TYPE),
        (documents.docx(), DOCX),
        (documents.xlsx(), XLSX),
    ],
)
def test_three_types_are_known_by_their_content(content, expected):
    assert task_type_of(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90 a program",
        b"PK\x03\x04 broken",
        documents.xlsx(extra=["xl/vbaProject.bin"]),
        documents.office("ppt/presentation.xml"),
        b"%PDF-1.4 " + b"x" * (5 * 1024 * 1024 + 1),
    ],
)
def test_anything_else_is_refused_with_words(content):
    with pytest.raises(FileRefusedError, match=r"\w+ \w+"):
        task_type_of(content)


@pytest.mark.parametrize("content", [documents.docx(), documents.xlsx()])
def test_properties_of_an_office_file_lose_the_name(content):
    cleaned = without_author(content, task_type_of(content))

    with zipfile.ZipFile(io.BytesIO(cleaned)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"Ada" not in everything
    assert b"Count: 12" in everything


def test_properties_of_a_pdf_lose_the_name_and_keep_each_offset():
    cleaned = without_author(documents.PDF, PDF_TYPE)

    assert b"Ada" not in cleaned
    assert len(cleaned) == len(documents.PDF)
    assert cleaned.endswith(b"endobj\ntrailer << /Info 1 0 R >>\n%%EOF\n")
