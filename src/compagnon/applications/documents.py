"""Keep the files of an application: typed by their content, stored under a new name."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.kit.codes import new_code
from compagnon.people.models import Person

from .errors import FileRefusedError
from .models import Application, Document

MOST_BYTES = 5 * 1024 * 1024
# What a small file may unfold to: a larger one is made to fill a memory.
MOST_UNFOLDED = 100 * 1024 * 1024
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: "pdf", DOCX: "docx"}
# Word's older format, and what Office writes for a file with a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def media_type_of(content: bytes) -> str:
    """Return the type that the content itself shows, or raise `FileRefusedError`."""
    if not content:
        raise FileRefusedError(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise FileRefusedError(_("The file is larger than 5 MB. Save it smaller."))
    if content.startswith(COMPOUND):
        raise FileRefusedError(
            _(
                "The file is protected by a password, or in the format of an old Word. "
                "Save it as PDF, without a password."
            )
        )
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _checked_pdf(content)
    if content.startswith(b"PK"):
        return _checked_docx(content)
    raise FileRefusedError(
        _("This is neither a PDF nor a Word document (.docx). Save it as PDF.")
    )


def _checked_pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        raise FileRefusedError(
            _("The PDF is not complete. Save it again, then choose it once more.")
        )
    if b"/Encrypt" in content:
        raise FileRefusedError(
            _("The PDF is protected by a password. Save it without one.")
        )
    return PDF


def _checked_docx(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            members = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FileRefusedError(
            _("The document is damaged. Save it again, then choose it once more.")
        ) from None
    names = {member.filename for member in members}
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise FileRefusedError(
            _("This is neither a PDF nor a Word document (.docx). Save it as PDF.")
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefusedError(_("The document holds macros. Save it as PDF."))
    if any(member.flag_bits & 1 for member in members):
        raise FileRefusedError(
            _("The document is protected by a password. Save it without one.")
        )
    if sum(member.file_size for member in members) > MOST_UNFOLDED:
        raise FileRefusedError(_("The document is too large inside. Save it as PDF."))
    return DOCX


def keep_document(
    application: Application,
    *,
    purpose: str,
    content: bytes,
    actor: Person,
    now: datetime | None = None,
) -> Document:
    """Keep a file in place of the one before; raise `FileRefusedError` if it may not.

    The name that the candidate's computer gave it is not kept. The file before is
    removed from storage once the new one is safely in the database.
    """
    del actor  # only the candidate's own page calls this
    document = Document(
        application=application,
        code=new_code(),
        purpose=purpose,
        media_type=media_type_of(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=now or timezone.now(),
    )
    with transaction.atomic():
        before = application.documents.select_for_update().filter(purpose=purpose)
        for replaced in before:
            _remove_later(replaced)
            replaced.delete()
        name = f"{document.code}.{ENDINGS[document.media_type]}"
        document.file.save(name, ContentFile(content), save=False)
        document.save(force_insert=True)
    return document


@transaction.atomic
def remove_document(document: Document, *, actor: Person) -> None:
    """Take a file back, also out of storage."""
    del actor
    _remove_later(document)
    document.delete()


def _remove_later(document: Document) -> None:
    storage, name = document.file.storage, document.file.name or ""
    transaction.on_commit(lambda: storage.delete(name))
