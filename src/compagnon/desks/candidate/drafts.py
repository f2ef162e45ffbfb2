"""From what a browser posted to what the operations keep. Holds two tabs apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from compagnon.applications.documents import MOST_BYTES
from compagnon.applications.errors import StaleError
from compagnon.applications.models import Application
from compagnon.applications.statements import save_statement, version_of
from compagnon.eligibility.steps import FormQuestion
from compagnon.people.models import Person
from compagnon.postings.models import Opening

from .forms import WordsForm
from .queries.form import FormRead
from .queries.openings import Offered


def ranked(posted: QueryDict, form: FormRead, offered: Offered) -> list[Opening]:
    """Return the openings that a post ranks, best first.

    The page has a select for each rank, and buttons named ``up``, ``down``, ``remove``
    and ``add`` that carry an opening's code. Codes that cannot be chosen fall out.
    """
    known = {one.opening.code: one.opening for one in form.chosen}
    known |= {opening.code: opening for opening in offered.openings}
    if offered.is_list:
        most = form.step.settings.choices
        codes = [posted.get(f"rank-{rank}", "") for rank in range(1, most + 1)]
    else:
        codes = [one.opening.code for one in form.chosen]
    codes = [code for code in dict.fromkeys(codes) if code in known]
    codes = moved(codes, posted)
    wanted = [known[code] for code in codes if code in known]
    return wanted[: form.step.settings.choices]


def moved(codes: list[str], posted: QueryDict) -> list[str]:
    """Return `codes` after the one button that was pressed."""
    after = list(codes)
    if (code := posted.get("remove", "")) in after:
        after.remove(code)
    if code := posted.get("add", ""):
        after = [one for one in after if one != code]
        after.append(code)
    if code := posted.get("instead", ""):
        after = [code]
    for name, by in (("up", -1), ("down", 1)):
        if (code := posted.get(name, "")) in after:
            here = after.index(code)
            there = min(max(here + by, 0), len(after) - 1)
            after.insert(there, after.pop(here))
    return after


def words_form(
    questions: Sequence[FormQuestion], texts: dict[str, str], posted: QueryDict
) -> WordsForm:
    versions = {key: version_of(text) for key, text in texts.items()}
    return WordsForm(
        posted or None, questions=questions, texts=texts, versions=versions
    )


def with_both(
    questions: Sequence[FormQuestion], texts: dict[str, str], posted: QueryDict
) -> WordsForm:
    """Return the form with what was typed here, over the latest versions.

    Sent once more it replaces what the other page wrote; until then both stand on the
    page.
    """
    renewed = posted.copy()
    for key, text in texts.items():
        renewed[f"seen-{key}"] = version_of(text)
    form = words_form(questions, texts, renewed)
    form.full_clean()
    return form


def keep_words(
    application: Application, form: WordsForm, *, actor: Person, now: datetime
) -> dict[str, str]:
    """Keep each answer; return the text of the other page where one is in conflict."""
    conflicts = {}
    for key, (text, seen) in form.answers().items():
        try:
            save_statement(
                application, question=key, text=text, actor=actor, seen=seen, now=now
            )
        except StaleError:
            conflicts[key] = application.statements.get(question=key).text
    return conflicts


def content_of(file: UploadedFile[Any]) -> bytes:
    """Read no more of an upload than tells that it is too large."""
    content: bytes = file.read(MOST_BYTES + 1)
    return content
