"""The ACT programme from the first public page to the first page of a placement."""

import pytest
from playwright.sync_api import expect

from compagnon.applications.models import Application
from compagnon.applications.rules import Status
from compagnon.interviews.models import Take
from compagnon.placements.models import Placement
from compagnon.postings.models import Opening

from . import steps_candidate as ada
from . import steps_staff as staff
from .steps_doors import come_in, enter_code, follow, press
from .world import READ_BY_THEN, a_world, faults, letters_to, work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "ada@example.org"
NAME = ("Ada", "Specimen")


@pytest.fixture
def world(files):
    return a_world("act")


@pytest.fixture
def desk(page_at, sign_in):
    """A staff browser for a person: ``desk(person)``."""

    def make(person, width=1280):
        page = page_at(width)
        sign_in(page, person)
        return page

    return make


def test_from_the_first_page_to_the_first_day(world, page_at, desk, look):
    phone = page_at(360)
    application = applies(phone, world, look)
    resumes_elsewhere_and_sends(page_at(360), application, look)
    takes_assessments(phone, application, look)
    is_interviewed(phone, application, look)
    is_reviewed(world, desk, application, look)
    comes_to_the_final(world, phone, desk, application, look)
    is_decided_and_offered(desk(world.recruiter), application, look)
    signs(phone, application, look)
    assert faults() == []


def applies(phone, world, look):
    """Find an opening and begin; choose places, then put the phone away."""
    codes = [codes_of(world)[city] for city in ("Lyon", "Paris", "Geneva")]
    ada.finds_an_opening(phone, "act", codes[0], look)
    come_in(phone, ADDRESS, look)
    application = ada.agrees_and_begins(phone, NAME, look)
    work()
    ada.goes_on(phone, application, look)
    look(phone)
    follow(phone, "/form/openings/")
    ada.ranks(phone, codes, look)
    ada.may_work_in_all(phone, look)
    ada.writes(phone, look, button="later")
    assert [one.opening.code for one in application.choices.all()] == codes
    return application


def codes_of(world):
    openings = Opening.objects.filter(campaign=world.campaign).select_related("place")
    return {opening.place.city: opening.code for opening in openings}


def resumes_elsewhere_and_sends(tablet, application, look):
    """Go on in another browser, where nothing of the first one is known."""
    tablet.goto(f"/my/applications/{application.code}/form/")
    enter_code(tablet, ADDRESS)
    expect(tablet.locator("#part-words ~ dl, main")).to_contain_text([ada.WORDS])
    ada.sends(tablet, application, look)
    work()
    application.refresh_from_db()
    assert application.step.key == "assessments"
    assert len(letters_to(ADDRESS)) >= 4  # two codes, a welcome, the next step


def takes_assessments(phone, application, look):
    """Take both sets in full, with a pause in the first."""
    ada.goes_on(phone, application, look, "assessments")
    ada.starts_tasks(phone, "reading-people", look)
    assert ada.answers_items(phone, look, most=5) == 5
    press(phone.locator("#player .player__pause"))
    look(phone, "under way")
    press(phone.locator("main a[href*='/reading-people/']"))
    ada.answers_items(phone, look)
    look(phone)
    phone.goto(f"/my/applications/{application.code}/assessments/")
    ada.starts_tasks(phone, "preferences", look)
    ada.answers_items(phone, look)
    look(phone, "all done")
    sittings = application.sittings.all()
    assert [one.finished_at is not None for one in sittings] == [True, True]
    work()
    application.refresh_from_db()
    assert application.step.key == "interview"


def is_interviewed(phone, application, look):
    """Record one answer with the camera, write the others, hand in."""
    ada.goes_on(phone, application, look, "interview")
    look(phone)
    played = ada.records(phone, "need", look)
    assert played["at"] > 0.3
    assert played["width"] > 100
    ada.answers_in_writing(phone, application, look)
    work()
    application.refresh_from_db()
    assert application.step.key == "review"
    assert Take.objects.filter(is_kept=True).count() == 5


def is_reviewed(world, desk, application, look):
    """Two assessors, blind; then a recruiter, who holds and announces."""
    ines = desk(world.assessors[0])
    staff.rates_an_answer(ines, "Tell us about a time you understood", look)
    staff.rates_an_answer(ines, "Someone was upset with you", look)
    staff.rate_the_rest(application)
    rui = desk(world.recruiter)
    staff.decides(rui, application, look)
    application.refresh_from_db()
    assert application.step.key == "review"
    staff.announces_all(rui, application, look)
    work(READ_BY_THEN)
    application.refresh_from_db()
    assert application.step.key == "final"


def comes_to_the_final(world, phone, desk, application, look):
    """A day is opened, a slot is booked, a role-play is watched on a tablet."""
    days = f"/managing/campaigns/{world.campaign.code}/days/"
    staff.adds_a_day(desk(world.recruiter), days, world.assessors, look)
    calendar = ada.books(phone, application, look)
    assert b"DTEND;TZID=Europe/Paris" in calendar.replace(b"\r\n ", b"")
    work()
    tablet = desk(world.assessors[0], width=820)
    staff.rates_a_sheet(tablet, "A gift for someone I barely know", look)
    staff.rate_the_rest(application)


def is_decided_and_offered(rui, application, look):
    staff.decides(rui, application, look)
    staff.announces_all(rui, application, look)
    work(READ_BY_THEN)
    application.refresh_from_db()
    assert application.step.key == "offer"
    staff.proposes_an_offer(rui, application, look)
    work(READ_BY_THEN)


def signs(phone, application, look):
    """Accept the offer in one's own name, and see the first page of the placement."""
    letter = ada.accepts(phone, application, "Ada Specimen", look)
    assert letter.startswith(b"%PDF")
    work()
    assert Application.objects.get().status == Status.HIRED
    assert Placement.objects.get().person == application.candidate
    ada.sees_the_placement(phone, application, look)
