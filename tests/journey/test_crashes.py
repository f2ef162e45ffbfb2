"""A crash between any two statements loses nothing and repeats nothing visible."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from compagnon.applications import operations, verifying
from compagnon.applications.models import Application, Event
from compagnon.applications.rules import Verdict
from compagnon.journey import worker
from compagnon.journey.models import Letter, MailboxItem
from compagnon.journey.steps import STEP_KINDS
from compagnon.offers import operations as offers
from compagnon.placements.models import Placement
from compagnon.programmes.operations import load
from compagnon.programmes.reading import read
from tests import factories
from tests.factories import NOW

from .killing import run_and_kill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.crash]
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def opening(settings):
    """An opening of the real ACT programme; mails go to the in-app mailbox."""
    settings.MAILERS = {
        "default": {"BACKEND": "compagnon.journey.mailbox.MailboxBackend"}
    }
    programme = load(read(Path("programmes/act.yaml"), kinds=STEP_KINDS), actor=None)
    for _assessor in range(3):
        factories.an_assessor()
    return factories.an_opening(factories.a_campaign(programme))


def what_is_left(application: Application) -> dict[str, object]:
    """Everything about an application that somebody could notice, without its code."""
    code, person = application.code, application.candidate
    letters = Letter.objects.filter(application=application)
    return {
        "events": list(
            application.events.order_by("number").values_list("kind", flat=True)
        ),
        "unhandled": application.events.filter(handled_at=None).count(),
        "letters": sorted(
            (letter.key.replace(code, "*"), letter.state) for letter in letters
        ),
        "mailbox": MailboxItem.objects.filter(address=person.identity.email).count(),
        "sittings": application.sittings.count(),
        "tasks": application.rating_tasks.count(),
        "placements": Placement.objects.filter(person=person).count(),
    }


def killed_everywhere(prepare, act, finish) -> int:
    """Kill `act` at its 1st, 2nd, … point on a fresh application each; compare.

    `finish` is what happens after the crash: the worker comes back, the person tries
    again. Returns at how many points it was killed.
    """
    calm = prepare()
    act(calm)
    finish(calm)
    expected = what_is_left(calm)
    at = 0
    while True:
        at += 1
        application = prepare()
        was_killed = run_and_kill(lambda subject=application: act(subject), at)
        finish(application)
        assert (at, what_is_left(application)) == (at, expected)
        if not was_killed:
            break
    assert list(verifying.faults()) == []
    return at - 1


def work(_application=None) -> None:
    worker.run_until_idle(LATER)


def test_the_worker_may_be_killed_anywhere(opening):
    def prepare():
        return factories.an_application(opening=opening, at="assessments")

    assert killed_everywhere(prepare, work, work) > 40


def test_the_worker_may_be_killed_while_a_hired_persons_door_opens(opening):
    rui = factories.a_recruiter()

    def prepare():
        application = factories.an_application(opening=opening, at="offer")
        Event.objects.update(handled_at=NOW)
        offer = offers.propose(
            application,
            opening=opening,
            starts_on=opening.starts_on,
            ends_on=None,
            actor=rui,
            now=NOW,
        )
        person = application.candidate
        offers.accept(offer, person=person, typed_name=person.identity.name, now=NOW)
        return application

    opening.seats = 500
    opening.save(update_fields=["seats"])
    assert killed_everywhere(prepare, work, work) > 20


def test_the_web_process_may_be_killed_while_decisions_are_released(opening):
    rui = factories.a_recruiter()

    def prepare():
        application = factories.an_application(opening=opening, at="review")
        Event.objects.update(handled_at=NOW)
        operations.decide(
            application,
            actor=rui,
            verdict=Verdict.DECLINE,
            reason="Fewer examples",
            reason_code=next(
                iter(opening.campaign.programme.declaration.decline_reasons)
            ),
            now=NOW,
        )
        Event.objects.update(handled_at=NOW)
        return application

    def release(application):
        decision = application.decisions.get()
        if decision.is_held:
            operations.release(decision, actor=rui, now=NOW)

    def again(application):
        release(application)
        work()

    assert killed_everywhere(prepare, release, again) > 5


def test_the_web_process_may_be_killed_while_a_candidate_withdraws(opening):
    def prepare():
        application = factories.an_application(opening=opening)
        Event.objects.update(handled_at=NOW)
        return application

    def post(application):
        client = Client()
        client.force_login(application.candidate)
        client.post(
            reverse("candidate:withdraw", args=[application.code]), {"sure": "on"}
        )

    def again(application):
        post(application)
        work()

    assert killed_everywhere(prepare, post, again) > 5
