"""What recruiters, assessors and managers do."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from compagnon.applications.models import Application
from compagnon.people.models import Person
from compagnon.ratings.models import RatingTask
from compagnon.ratings.operations import lock, save_draft
from compagnon.ratings.rules import Draft

from .steps_doors import press

EVIDENCE = "“I asked her what the day was for.”"


def next_weekday(days: int) -> date:
    day = (timezone.now() + timedelta(days=days)).date()
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def fills_the_rubric(page: Page, value: str = "4") -> None:
    """Write what was seen and give `value` for each competency."""
    for box in page.locator("textarea[name^=evidence_]").all():
        box.fill(EVIDENCE)
    for mark in page.locator(f".scale input[value='{value}']").all():
        mark.locator("xpath=..").click()


def rates_an_answer(page: Page, title: str, look: Any) -> None:
    """Open the task of the queue that asks `title`, rate it, lock it."""
    page.goto("/assessing/")
    look(page)
    press(page.get_by_role("link", name=title).first)
    look(page)
    fills_the_rubric(page)
    press(page.locator("button[name=lock]"))
    expect(page.locator("main")).to_be_visible()


def rates_a_sheet(page: Page, title: str, look: Any) -> None:
    """Observe a role-play: tick a line, note, rate, lock."""
    page.goto("/assessing/")
    look(page, "tablet")
    press(page.get_by_role("link", name=title).first)
    look(page)
    page.locator("button.observation").first.click()
    expect(page.locator("button.observation").first).to_have_attribute(
        "aria-pressed", "true"
    )
    page.locator("textarea[name=notes]").fill("“Who is it for?”")
    fills_the_rubric(page)
    expect(page.locator("#saved")).not_to_be_empty()
    press(page.locator("button[name=lock]"))


def rate_the_rest(application: Application, value: str = "4") -> None:
    """Rate and lock all that is given to an assessor and not yet locked."""
    tasks = RatingTask.objects.filter(application=application, locked_at=None)
    for task in tasks.exclude(assessor=None):
        drafts = [
            Draft(code, evidence=EVIDENCE, value=Decimal(value), is_observed=True)
            for code in task.competencies
        ]
        save_draft(task, actor=task.assessor, drafts=drafts)
        lock(task, actor=task.assessor)


def decides(page: Page, application: Application, look: Any) -> None:
    """Find the application in the list, decide that it goes on, hold the decision."""
    code = application.campaign.code
    page.goto("/recruiting/")
    look(page)
    page.goto(f"/recruiting/campaigns/{code}/")
    look(page)
    page.goto(f"/recruiting/campaigns/{code}/applications/")
    look(page)
    press(page.get_by_role("link", name=application.code))
    look(page)
    page.locator("input[name=decision-verdict][value=pass]").check()
    page.locator("textarea[name=decision-reason]").fill("Clear examples, twice.")
    press(page.locator("form[action$='/decision/'] button"))
    expect(page.locator("#held")).to_be_visible()


def announces_all(page: Page, application: Application, look: Any) -> None:
    """Read the letters that will go, and announce every held decision."""
    page.goto(f"/recruiting/campaigns/{application.campaign.code}/decisions/")
    look(page)
    press(page.locator("button[name=decision][value=all]"))
    look(page)
    press(page.locator("input[name=confirmed] ~ button"))
    look(page, "announced")
    application.refresh_from_db()


def adds_a_day(
    page: Page, address: str, panel: tuple[Person, ...], look: Any, **more: str
) -> None:
    """Open a day of slots on the line."""
    page.goto(address)
    look(page)
    given = {
        "day": next_weekday(5).isoformat(),
        "begins": "09:00",
        "ends": "12:00",
        "link": "https://meet.example/aurelle",
        "directions": "Wait in the room; we let you in.",
        **more,
    }
    for name, value in given.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("select[name=time_zone]").select_option("Europe/Paris")
    for member in panel:
        page.locator(f"input[name=panel][value='{member.pk}']").check()
    press(page.locator("main form:has([name=begins]) button.button"))
    look(page, "with a day")


def proposes_an_offer(page: Page, application: Application, look: Any) -> None:
    page.goto(f"/recruiting/applications/{application.code}/")
    look(page, "to offer")
    press(page.locator("form[action$='/offers/'] button"))
    expect(page.locator("#propose")).to_have_count(0)
    look(page, "offered")


def decides_as_manager(
    page: Page, application: Application, opening: str, look: Any
) -> None:
    """Go from the opening to the application, and decide that it goes on."""
    page.goto("/managing/")
    look(page)
    press(page.locator(f"main a[href$='/openings/{opening}/']"))
    look(page)
    press(page.locator(f"main a[href$='/applications/{application.code}/']"))
    look(page)
    page.locator("input[name=verdict][value=pass]").check()
    page.locator("textarea[name=reason]").fill("Explains figures to anybody.")
    press(page.locator("form[action$='/decision/'] button"))
    expect(page).to_have_url(re.compile(f"/applications/{application.code}/$"))
    look(page, "decided")
