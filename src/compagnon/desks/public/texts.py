"""Longer texts of the house, one file a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Text:
    """A page of words: its title, and its body in Markdown."""

    title: str
    body: str


def read(name: str) -> Text:
    """Return a text in the reader's language, with the installation's names in it."""
    language = "fr" if (get_language() or "en").startswith("fr") else "en"
    text = _file(name, language)
    for field in ("ORGANISATION", "CONTACT_NAME", "CONTACT_EMAIL"):
        text = text.replace(f"{{{field.lower()}}}", str(getattr(settings, field)))
    title, _blank, body = text.partition("\n")
    return Text(title.removeprefix("# ").strip(), body)


@cache
def _file(name: str, language: str) -> str:
    return (FOLDER / f"{name}.{language}.md").read_text("utf-8")
