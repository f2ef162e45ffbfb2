"""Short journeys of candidates and of anybody: looking, leaving, slips, bad networks."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from compagnon.applications.models import Application, Statement
from compagnon.applications.rules import Status
from compagnon.offers.models import Offer
from compagnon.people.models import SignInTicket
from tests import factories
from tests.desks.candidate import worlds

from .steps_doors import MAIN_BUTTON, press
from .world import a_world, code_for, faults, work

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", [360, 1280]),
]


@pytest.fixture
def ada(page_at, sign_in, width):
    """A browser in which the candidate of an application has signed in."""

    def make(application):
        page = page_at(width)
        sign_in(page, application.candidate)
        return page

    return make


def at(application, path=""):
    return f"/my/applications/{application.code}/{path}"


def test_anybody_searches_openings_by_words_and_by_country(page_at, width, files, look):
    a_world("act")
    page = page_at(width)
    page.goto("/openings/")
    expect(page.locator("#count")).to_have_text("12 openings")
    look(page)
    page.get_by_label("Country").select_option("US")
    expect(page.locator("#count")).to_have_text("2 openings")
    page.get_by_role("searchbox").fill("tokyo")
    expect(page.locator("#count")).to_have_text("0 openings")
    look(page, "nothing found")
    press(page.get_by_role("link", name="Show everything"))
    page.get_by_role("searchbox").fill("canon")
    expect(page.locator("#count")).to_have_text("1 opening")
    press(page.locator("#results h3 a"))
    expect(page.locator("main")).to_contain_text("Cañon Court")
    look(page)


def test_who_withdraws_cannot_be_offered(page_at, sign_in, ada, width, look):
    application = worlds.an_application(at="offer")
    rui = page_at(width)
    sign_in(rui, factories.a_recruiter())
    rui.goto(f"/recruiting/applications/{application.code}/")
    look(rui)
    page = ada(application)
    page.goto(at(application))
    look(page)
    press(page.get_by_role("link", name="Withdraw my application"))
    look(page)
    press(page.get_by_role("button", name="Withdraw"))
    look(page, "withdrawn")

    press(rui.get_by_role("button", name="Send the offer"))

    expect(rui.get_by_role("alert").first).to_be_visible()
    expect(rui.get_by_role("button", name="Send the offer")).to_have_count(0)
    look(rui, "refused")
    application.refresh_from_db()
    assert (application.status, Offer.objects.count()) == (Status.WITHDRAWN, 0)
    assert faults() == []


def test_two_tabs_lose_no_words(ada, look):
    application = worlds.an_application()
    first = ada(application)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(at(application, "form/words/"))
    first.locator("textarea[name=experience]").fill("I worked at a hotel desk.")
    press(first.locator("button[name=later]"))
    second.locator("textarea[name=experience]").fill("I sold bread.")
    press(second.locator("button[name=go]"))

    expect(second.get_by_role("alert").first).to_contain_text("on another page")
    expect(second.locator("blockquote")).to_have_text("I worked at a hotel desk.")
    look(second, "two texts")
    both = "I worked at a hotel desk. I sold bread."
    second.locator("textarea[name=experience]").fill(both)
    press(second.locator("button[name=go]"))
    assert Statement.objects.get(question="experience").text == both


def test_going_back_after_sending_sends_nothing_twice(ada, look):
    application = worlds.an_application()
    page = ada(application)
    page.goto(at(application, "form/work-right/"))
    page.locator("input[value=yes]").check()
    press(page.locator("button[name=go]"))
    page.locator("textarea[name=experience]").fill("I worked at a hotel desk.")
    press(page.locator("button[name=go]"))
    look(page, "complete")
    press(page.get_by_role("button", name="Send"))
    work()
    page.go_back()
    if page.get_by_role("button", name="Send", exact=True).count():
        press(page.get_by_role("button", name="Send", exact=True))
        expect(page.locator("main, body").first).to_contain_text("already")
    page.goto(at(application, "form/words/"))
    expect(page.locator("body")).to_contain_text("You have sent this form.")
    look(page, "sent")
    assert application.events.filter(kind="passed").count() == 1
    assert faults() == []


def test_words_typed_without_a_network_come_back(ada, look):
    application = worlds.an_application()
    page = ada(application)
    page.goto(at(application, "form/words/"))
    look(page)
    page.context.set_offline(True)
    page.locator("textarea[name=experience]").fill("I worked at a hotel desk.")
    page.locator("button[name=go]").click()
    expect(page.locator(".auto-save")).to_contain_text("No connection.")
    look(page, "offline")
    page.context.set_offline(False)
    page.reload()

    typed = page.locator("textarea[name=experience]")
    expect(typed).to_have_value("I worked at a hotel desk.")
    expect(page.locator(".auto-save")).to_contain_text("brought back")
    press(page.locator("button[name=go]"))
    kept = Statement.objects.get(application=application, question="experience")
    assert kept.text == "I worked at a hotel desk."


def test_a_code_that_is_too_old_leads_to_a_new_one(page_at, width, look):
    factories.a_person(email="ada@example.org")
    page = page_at(width)
    page.goto("/my/")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    press(page.locator(MAIN_BUTTON))
    SignInTicket.objects.update(expires_at=timezone.now())
    page.get_by_label("The six digits").fill(code_for("ada@example.org"))
    press(page.locator(MAIN_BUTTON))
    expect(page.locator("main")).to_contain_text("This code is too old.")
    look(page, "too old")
    press(page.get_by_role("link", name="Ask for a new code"))
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    press(page.locator(MAIN_BUTTON))
    page.get_by_label("The six digits").fill(code_for("ada@example.org"))
    press(page.locator(MAIN_BUTTON))
    expect(page.get_by_role("heading", level=1)).to_have_text("My page")
    look(page, "nothing yet")


def test_nobody_applies_twice(page_at, sign_in, width, look):
    opening, person = worlds.an_opening(), factories.a_person()
    first = page_at(width)
    sign_in(first, person)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(f"/my/apply/{opening.campaign.code}/?opening={opening.code}")
        for box in page.locator("main input[type=checkbox][required]").all():
            box.check()
    look(first)
    press(first.get_by_role("button", name="Begin"))
    look(first)
    press(second.get_by_role("button", name="Begin"))

    application = Application.objects.get()
    expect(second.locator("body")).to_contain_text("already")
    second.goto(f"/my/apply/{opening.campaign.code}/")
    expect(second).to_have_url(f"{second.url.split('/my/')[0]}{at(application)}")
