"""What a candidate does, from the public page to the answer to an offer.

By addresses and the names of fields, so that it works in any language.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from compagnon.applications.models import Application

from .steps_doors import MAIN_BUTTON, follow, press

WORDS = "I asked her what the day was for, and listened before I proposed anything."
# Play a take, and tell how far it came and how wide its picture is.
PLAY_A_TAKE = """async () => {
  const player = document.querySelector(".take video")
  player.muted = true
  await player.play()
  await new Promise(resolve => setTimeout(resolve, 900))
  return { at: player.currentTime, width: player.videoWidth }
}"""


def home_of(application: Application) -> str:
    return f"/my/applications/{application.code}/"


def goes_on(page: Page, application: Application, look: Any, state: str = "") -> None:
    """Open one's page and press the one button that leads on."""
    page.goto(home_of(application))
    look(page, state)
    press(page.locator("#now ~ p a.button"))


def finds_an_opening(page: Page, slug: str, code: str, look: Any) -> None:
    """Come from the first page to the button that applies."""
    page.goto("/")
    look(page)
    follow(page, f"/programmes/{slug}/")
    look(page)
    page.goto(f"/openings/?programme={slug}")
    look(page)
    page.goto(f"/openings/{code}/")
    look(page)
    press(page.locator("main .public-apply a.button"))


def agrees_and_begins(page: Page, name: tuple[str, str], look: Any) -> Application:
    """Give one's name and what is needed, and begin."""
    expect(page).to_have_url(re.compile("/my/apply/"))
    look(page)
    page.locator("input[name=given_name]").fill(name[0])
    page.locator("input[name=family_name]").fill(name[1])
    for box in page.locator("main input[type=checkbox][required]").all():
        box.check()
    press(page.locator(MAIN_BUTTON))
    return Application.objects.get()


def ranks(page: Page, codes: list[str], look: Any) -> None:
    """Choose openings from the lists, the best first."""
    look(page)
    for number, code in enumerate(codes, start=1):
        page.locator(f"select[name=rank-{number}]").select_option(code)
    press(page.locator("button[name=go]"))


def may_work_in_all(page: Page, look: Any) -> None:
    look(page)
    for country in page.locator("input[value=yes]").all():
        country.check()
    press(page.locator("button[name=go]"))


def writes(page: Page, look: Any, button: str = "go") -> None:
    """Answer each question of the form in own words."""
    look(page)
    for box in page.locator("main textarea").all():
        box.fill(WORDS)
    press(page.locator(f"button[name={button}]"))


def sends(page: Page, application: Application, look: Any) -> None:
    expect(page).to_have_url(re.compile(r"/form/$"))
    look(page)
    press(page.locator("form[action$='/form/sending/'] button"))
    application.refresh_from_db()


def starts_tasks(page: Page, instrument: str, look: Any) -> None:
    look(page)
    follow(page, f"/{instrument}/")
    look(page)
    page.locator("main input[name=agrees]").check()
    press(page.locator(MAIN_BUTTON))


def answers_items(page: Page, look: Any, most: int = 99) -> int:
    """Answer item after item by clicking; return how many were answered."""
    for answered in range(most):
        if "/item/" not in page.url:
            return answered
        _answer(page.locator("#player"), look)
    return most


def _answer(player: Locator, look: Any) -> None:
    page, number = player.page, player.get_attribute("data-number")
    if player.locator(".rating").count():
        look(page, "ratings")
        for row in player.locator(".rating").all():
            row.locator(".mark").nth(3).click()
    elif player.locator("textarea").count():
        look(page, "note")
        player.locator("textarea").fill("I like mornings.")
    else:
        look(page, "choice")
        options = player.locator(".choice-row").all()
        options[int(number or 0) % len(options)].click()
    player.locator(".player__foot button:not([value])").click()
    expect(page.locator(f'#player[data-number="{number}"]')).to_have_count(0)


def records(page: Page, question: str, look: Any) -> dict[str, float]:
    """Record two seconds of the invented camera, keep them, play them."""
    press(page.locator(f"main a[href$='/questions/{question}/']"))
    look(page)
    recorder = page.locator("video-answer")
    for act, state in (("ask", "ready"), ("start", "recording"), ("stop", "kept")):
        page.locator(f"button[data-do={act}]:visible").first.click()
        expect(recorder).to_have_attribute("data-state", state, timeout=40_000)
        if state == "recording":
            page.wait_for_timeout(2000)
    expect(page.locator(".take video")).to_be_visible()
    played: dict[str, float] = page.evaluate(PLAY_A_TAKE)
    return played


def answers_in_writing(page: Page, application: Application, look: Any) -> None:
    """Answer in writing whatever has no answer yet, and hand in."""
    home = f"{home_of(application)}interview/"
    page.goto(home)
    while page.locator("main .steps li.is-next a").count():
        href = page.locator("main .steps li.is-next a").first.get_attribute("href")
        page.goto(f"{href}?by=text")
        look(page, "written")
        page.locator("main textarea[name=text]").fill(WORDS)
        press(page.locator("button[name=keep]"))
        page.goto(home)
    follow(page, "/hand-in/")
    look(page)
    press(page.locator(MAIN_BUTTON))
    look(page, "handed in")


def books(page: Page, application: Application, look: Any) -> bytes:
    """Take the first slot; return the calendar file."""
    goes_on(page, application, look, "a slot to choose")
    look(page)
    press(page.locator("button[name=slot]"))
    look(page, "booked")
    with page.expect_download() as coming:
        page.locator("main a[href$='/calendar.ics']").click()
    return Path(coming.value.path()).read_bytes()


def accepts(page: Page, application: Application, name: str, look: Any) -> bytes:
    """Read the offer, take the letter along, sign; return the letter."""
    goes_on(page, application, look, "an offer")
    look(page)
    letter = page.locator("main a[href$='/letter/']").get_attribute("href")
    content: bytes = page.request.get(letter or "").body()
    page.locator("input[name=typed_name]").fill(name)
    page.locator("input[name=agrees]").check()
    press(page.locator("main form[action$='/offer/'] button"))
    look(page, "accepted")
    return content


def sees_the_placement(page: Page, application: Application, look: Any) -> None:
    page.goto(home_of(application))
    look(page, "hired")
    press(page.locator("#now ~ p a.button"))
    expect(page).to_have_url(re.compile("/placements/"))
    look(page)
