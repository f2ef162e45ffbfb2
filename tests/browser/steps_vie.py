"""What only the V.I.E. candidate does: the statute's questions, a résumé, a task."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from compagnon.applications.models import Application
from compagnon.kit.pdf import typeset
from compagnon.postings.models import Opening

from .steps_candidate import home_of
from .steps_doors import press

RESUME = """
#set document(title: "Résumé")
#set text(lang: "fr")
#let data = json(bytes(sys.inputs.data))
= Résumé
#data.text
"""


def a_resume() -> bytes:
    return typeset(RESUME, {"text": "Deux ans de tableurs, un an à l’étranger."})


def answers_the_statute(page: Page, birth_date: str) -> None:
    """Fill in what the law asks, and press the button."""
    page.locator("input[name=birth_date]").fill(birth_date)
    page.locator("select[name=nationality]").select_option("IT")
    page.locator("select[name=residence]").select_option("FR")
    page.locator("input[name=earlier][value=none]").check()
    for yes in page.locator("main input[type=radio][value=yes]").all():
        yes.check()
    press(page.locator("form:has([name=birth_date]) button:not([type=button])"))


def born(years: int) -> str:
    """Return a birthday `years` and some weeks ago."""
    return (timezone.now() - timedelta(days=365 * years + 90)).date().isoformat()


def checks_without_an_account(page: Page, opening: Opening, look: Any) -> None:
    """See that somebody of forty may not, and that somebody of 24 may."""
    page.goto(f"/eligibility/?opening={opening.code}&lang=fr")
    look(page)
    answers_the_statute(page, born(40))
    expect(page.locator("#result .notice--error")).to_be_visible()
    look(page, "not met")
    answers_the_statute(page, born(24))
    expect(page.locator("#result .notice--error")).to_have_count(0)
    look(page, "met")
    press(page.locator("main a.button[href*='/my/apply/']"))


def is_eligible(page: Page, look: Any) -> None:
    """Be checked within the application: first a slip of the pen, then the truth."""
    look(page)
    answers_the_statute(page, born(41))
    expect(page.locator("#result .notice--error")).to_be_visible()
    look(page, "not met within")
    answers_the_statute(page, born(24))
    look(page, "met within")


def hands_over_a_resume(page: Page, look: Any) -> None:
    """Try a file of another kind, read why not, then bring a PDF."""
    look(page)
    foreign = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90 no"}
    page.locator("input[type=file]").set_input_files(foreign)
    press(page.locator("form:has([type=file]) button[name=go]"))
    expect(page.locator("main .errors").first).to_be_visible()
    look(page, "refused")
    real = {"name": "moi.pdf", "mimeType": "application/pdf", "buffer": a_resume()}
    page.locator("input[type=file]").set_input_files(real)
    press(page.locator("form:has([type=file]) button[name=go]"))


def chooses_instead(page: Page, opening: Opening, look: Any) -> None:
    """Find an opening among two thousand by its city, and take it instead."""
    page.locator("input[name=q]").fill(opening.place.city)
    press(page.locator("main form[role=search] button"))
    look(page, "searched")
    press(page.locator(f"button[name=instead][value='{opening.code}']"))
    look(page, "chosen")


def hands_in_the_task(page: Page, application: Application, look: Any) -> None:
    page.goto(f"{home_of(application)}final/task/")
    look(page)
    page.locator("textarea[name=text]").fill("D’abord déplacer, ensuite commander.")
    sheet = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": a_resume()}
    page.locator("input[type=file]").set_input_files(sheet)
    press(page.locator("button[name=keep]"))
    look(page, "kept")
    press(page.locator("button[name=send]"))
    look(page, "sent")
