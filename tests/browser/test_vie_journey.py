"""The V.I.E. programme, in French, from the public check to the placement."""

import logging

import pytest
from playwright.sync_api import expect

from compagnon.applications import operations
from compagnon.applications.models import Application
from compagnon.applications.rules import Status, Verdict
from compagnon.placements.models import Placement
from compagnon.postings.models import Opening

from . import steps_candidate as leo
from . import steps_staff as staff
from . import steps_vie as vie
from .steps_doors import come_in, follow, press
from .world import (
    OFFERS,
    READ_BY_THEN,
    a_world,
    bring_openings,
    faults,
    letters_to,
    work,
)

log = logging.getLogger(__name__)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "leo@example.org"
NAME = ("Léo", "Modèle")


@pytest.fixture
def world(files):
    """The programme's own openings, and the real offers where the file is there."""
    world = a_world("vie")
    if OFFERS.exists():
        assert bring_openings(world.campaign, OFFERS) > 1000
    else:
        log.warning("%s is not here: the programme's own openings have to do", OFFERS)
    opening_of(world.campaign).managers.add(world.manager)
    return world


def opening_of(campaign):
    """The opening with a technical task."""
    named = Opening.objects.exclude(technical_task="").select_related("place")
    return named.get(campaign=campaign, reference__startswith="VIE-")


@pytest.fixture
def desk(page_at, sign_in):
    def make(person, width=1280):
        page = page_at(width)
        sign_in(page, person)
        return page

    return make


def test_from_the_public_check_to_the_placement(world, page_at, desk, look):
    phone = page_at(360, locale="fr-FR")
    application = applies(phone, world, look)
    sends_the_form(phone, application, look)
    is_shortlisted(desk(world.recruiter), application, look)
    is_interviewed(phone, world, application, look)
    manager = desk(world.manager)
    meets_the_team(phone, manager, world, application, look)
    does_the_task(phone, manager, world, application, look)
    signs(phone, desk(world.recruiter), application, look)
    assert faults() == []


def applies(phone, world, look):
    """Check without an account, look around among all offers, apply."""
    opening = opening_of(world.campaign)
    leo.finds_an_opening(phone, "vie", opening.code, look)
    look(phone)
    vie.checks_without_an_account(phone, opening, look)
    come_in(phone, ADDRESS, look)
    application = leo.agrees_and_begins(phone, NAME, look)
    assert phone.locator("html").get_attribute("lang") == "fr"
    work()
    leo.goes_on(phone, application, look)
    vie.is_eligible(phone, look)
    work()
    application.refresh_from_db()
    assert application.step.key == "form"
    return application


def sends_the_form(phone, application, look):
    """Choose another opening and come back, write, bring a résumé, send."""
    leo.goes_on(phone, application, look, "form")
    look(phone)
    follow(phone, "/form/openings/")
    look(phone)
    if OFFERS.exists():
        other = Opening.objects.get(reference="VIE-SEL-1")
        vie.chooses_instead(phone, other, look)
        vie.chooses_instead(phone, opening_of(application.campaign), look)
    press(phone.locator("button[name=go]"))
    leo.writes(phone, look)
    vie.hands_over_a_resume(phone, look)
    leo.sends(phone, application, look)
    work()
    assert application.step.key == "shortlist"
    assert application.documents.get().media_type == "application/pdf"
    assert all(subject for subject in letters_to(ADDRESS))


def is_shortlisted(rui, application, look):
    staff.decides(rui, application, look)
    staff.announces_all(rui, application, look)
    work(READ_BY_THEN)
    application.refresh_from_db()
    assert application.step.key == "interview"


def is_interviewed(phone, world, application, look):
    """Answer in writing; assessors rate; a recruiter lets the application go on."""
    leo.goes_on(phone, application, look, "interview")
    leo.answers_in_writing(phone, application, look)
    work()
    staff.rate_the_rest(application)
    pass_on(application, world)
    assert application.step.key == "panel"


def pass_on(application, world):
    """Let the recruiter decide and announce, without the browser."""
    application.refresh_from_db()
    decision = operations.decide(
        application, actor=world.recruiter, verdict=Verdict.PASS, reason="Clear."
    )
    operations.release(decision, actor=world.recruiter)
    work(READ_BY_THEN)
    application.refresh_from_db()


def meets_the_team(phone, manager, world, application, look):
    """The manager opens a day; a slot is booked; both rate; the manager decides."""
    opening = opening_of(world.campaign)
    days = f"/managing/openings/{opening.code}/days/"
    panel = (world.manager, world.assessors[0])
    staff.adds_a_day(manager, days, panel, look)
    leo.books(phone, application, look)
    work()
    manager.goto("/managing/")
    look(manager, "to rate")
    press(manager.locator("#rate-heading ~ ul a"))
    look(manager)
    staff.fills_the_rubric(manager)
    press(manager.locator("button[name=lock]"))
    staff.rate_the_rest(application)
    decide_and_announce(manager, world, application, look)
    assert application.step.key == "task"


def decide_and_announce(manager, world, application, look):
    opening = opening_of(world.campaign)
    staff.decides_as_manager(manager, application, opening.code, look)
    held = application.decisions.get(released_at=None, retracted_at=None)
    operations.release(held, actor=world.recruiter)
    work(READ_BY_THEN)
    application.refresh_from_db()


def does_the_task(phone, manager, world, application, look):
    vie.hands_in_the_task(phone, application, look)
    work()
    manager.goto("/managing/")
    press(manager.locator("#rate-heading ~ ul a"))
    look(manager, "task")
    staff.fills_the_rubric(manager)
    press(manager.locator("button[name=lock]"))
    staff.rate_the_rest(application)
    decide_and_announce(manager, world, application, look)
    assert application.step.key == "offer"


def signs(phone, rui, application, look):
    staff.proposes_an_offer(rui, application, look)
    work(READ_BY_THEN)
    letter = leo.accepts(phone, application, " ".join(NAME), look)
    assert letter.startswith(b"%PDF")
    work()
    assert Application.objects.get().status == Status.HIRED
    placement = Placement.objects.get()
    assert placement.opening.managers.get() == placement.manager
    leo.sees_the_placement(phone, application, look)
    expect(phone.locator("h1")).to_be_visible()
