"""Files are typed by their content, whatever they are called."""

import io
import zipfile

import pytest

from compagnon.applications.documents import (
    DOCX,
    PDF,
    keep_document,
    media_type_of,
    remove_document,
)
from compagnon.applications.errors import FileRefusedError
from tests import factories
from tests.factories import NOW

A_PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def a_docx(*more, without=()):
    names = {"[Content_Types].xml", "word/document.xml", *more} - set(without)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as parts:
        for name in sorted(names):
            parts.writestr(name, "<x/>")
    return kept.getvalue()


def encrypted_docx():
    content = bytearray(a_docx())
    # Bit 0 of the general flags, in each local header and in each central record.
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        while at != -1:
            content[at + offset] |= 1
            at = content.find(sign, at + 4)
    return bytes(content)


def test_a_pdf_and_a_word_document_are_known_by_what_they_hold():
    assert media_type_of(A_PDF) == PDF
    assert media_type_of(a_docx()) == DOCX


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00", "neither a PDF nor a Word document"),
        (b"<html>%PDF-</html>", "neither a PDF nor a Word document"),
        (A_PDF[:-6], "not complete"),
        (A_PDF.replace(b"<<>>", b"<</Encrypt 2 0 R>>"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100, "password"),
        (b"PK\x03\x04 torn", "damaged"),
        (a_docx(without=["word/document.xml"]), "neither a PDF nor a Word document"),
        (a_docx("word/vbaProject.bin"), "macros"),
        (encrypted_docx(), "password"),
        (A_PDF + b" " * (5 * 1024 * 1024), "larger than 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_may_not_be_kept_is_explained(content, words):
    with pytest.raises(FileRefusedError, match=words):
        media_type_of(content)


def test_a_file_that_unfolds_to_fill_a_memory_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<x/>")
        parts.writestr("word/document.xml", b"0" * (101 * 1024 * 1024))

    with pytest.raises(FileRefusedError, match="too large inside"):
        media_type_of(kept.getvalue())


@pytest.mark.django_db
def test_a_file_is_stored_under_a_new_name_and_replaced(
    files, django_capture_on_commit_callbacks
):
    application = factories.an_application()
    person = application.candidate

    first = keep_document(
        application, purpose="resume", content=A_PDF, actor=person, now=NOW
    )
    with django_capture_on_commit_callbacks(execute=True):
        second = keep_document(
            application, purpose="resume", content=a_docx(), actor=person, now=NOW
        )

    assert second.file.name == f"documents/{second.code}.docx"
    stored = sorted(path.name for path in (files / "media" / "documents").iterdir())
    assert stored == [f"{second.code}.docx"]
    assert application.documents.get() == second
    assert first.code != second.code


@pytest.mark.django_db
def test_a_file_that_is_taken_back_leaves_the_storage(
    files, django_capture_on_commit_callbacks
):
    application = factories.an_application()
    person = application.candidate
    kept = keep_document(application, purpose="resume", content=A_PDF, actor=person)

    with django_capture_on_commit_callbacks(execute=True):
        remove_document(kept, actor=person)

    assert list((files / "media" / "documents").iterdir()) == []


@pytest.mark.django_db
def test_a_refused_file_leaves_the_one_before(files):
    application = factories.an_application()
    person = application.candidate
    kept = keep_document(application, purpose="resume", content=A_PDF, actor=person)

    with pytest.raises(FileRefusedError):
        keep_document(application, purpose="resume", content=b"MZ", actor=person)

    assert application.documents.get() == kept
