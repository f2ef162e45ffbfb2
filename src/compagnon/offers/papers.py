"""The letter as a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from compagnon.kit import cldr
from compagnon.kit.pdf import typeset

from .queries import LetterPage
from .wording import long_date

TEMPLATE = Path(__file__).with_name("letter.typ")


def letter(page: LetterPage) -> bytes:
    """Return the letter as a tagged PDF in the page's language."""
    return typeset(TEMPLATE.read_text(encoding="utf-8"), _content(page))


def _content(page: LetterPage) -> dict[str, Any]:
    issued = page.issued_at
    return {
        "language": page.language,
        "title": _("Offer: %(opening)s") % {"opening": page.opening},
        "organisation": settings.ORGANISATION,
        "programme": page.programme,
        "date": long_date(issued.date()),
        "issued": [issued.year, issued.month, issued.day],
        "name": page.name,
        "paragraphs": page.paragraphs,
        "conditions_title": _("Conditions"),
        "conditions": page.conditions,
        "signed": settings.CONTACT_NAME,
        "contact": settings.CONTACT_EMAIL,
        "proof": _proof(page),
    }


def _proof(page: LetterPage) -> list[str]:
    lines = [
        _("Offer %(code)s") % {"code": page.code},
        _("Version of this letter (SHA-256): %(hash)s") % {"hash": page.sha256},
    ]
    if page.is_accepted and page.answered_at:
        lines.append(
            _("Accepted by %(name)s on %(moment)s UTC")
            % {
                "name": page.typed_name,
                "moment": cldr.date_words(page.answered_at),
            }
        )
    return lines
