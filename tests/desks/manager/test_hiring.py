"""The hiring manager's pages: people by code, own ratings first, decisions held."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.applications.documents import keep_document
from compagnon.applications.models import Decision
from compagnon.people.models import Disclosure, Role
from compagnon.placements.operations import open_placement
from compagnon.ratings.models import RatingTask
from tests import factories
from tests.factories import NOW
from tests.finals import documents
from tests.ratings import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara(client):
    person = factories.a_person("Mara", Role.HIRING_MANAGER)
    client.force_login(person)
    return person


@pytest.fixture
def opening(mara):
    opening = worlds.an_opening()
    opening.managers.add(mara)
    return opening


def address(name, code):
    return reverse(f"manager:{name}", args=[code])


def test_a_manager_sees_their_openings_and_starts(mara, client, opening):
    worlds.an_application(opening=opening)
    open_placement(
        person=factories.a_person("Wilhelmina"),
        opening=opening,
        starts_on=date(2027, 9, 1),
        ends_on=None,
        manager=mara,
        now=NOW,
    )

    page = client.get(reverse("manager:home"))

    assert "1 of 2" in page.text
    assert "Wilhelmina" in page.text
    assert "Specimen" not in page.text


def test_without_an_opening_the_page_says_what_happens_next(mara, client):
    assert "No opening names you" in client.get(reverse("manager:home")).text


def test_an_opening_lists_who_came_far_enough_by_code(mara, client, opening):
    shortlisted = worlds.an_application(opening=opening)
    applying = worlds.an_application(opening=opening, at="form")

    page = client.get(address("opening", opening.code))

    assert shortlisted.code in page.text
    assert applying.code not in page.text
    assert "Specimen" not in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_an_opening_needs_the_same_queries(
    mara, client, opening, rows, django_assert_max_num_queries
):
    factories.an_assessor()
    for _ in range(rows):
        worlds.open_ratings(worlds.an_application(opening=opening))
    with django_assert_max_num_queries(16):
        assert client.get(address("opening", opening.code)).status_code == 200


def test_another_manager_finds_nothing(client, opening):
    application = worlds.an_application(opening=opening)
    client.force_login(factories.a_person("Noor", Role.HIRING_MANAGER))

    assert client.get(address("opening", opening.code)).status_code == 404
    assert client.get(address("opening-days", opening.code)).status_code == 404
    assert client.get(address("application", application.code)).status_code == 404


def test_others_ratings_wait_for_the_manager_s_own(mara, client, opening):
    factories.an_assessor()
    application = worlds.an_application(opening=opening)
    mine, theirs = worlds.open_ratings(application)
    RatingTask.objects.filter(pk=mine.pk).update(assessor=mara)
    mine.refresh_from_db()
    RatingTask.objects.filter(pk=theirs.pk).update(assessor=factories.an_assessor())
    theirs.refresh_from_db()
    worlds.lock(theirs, LIS=3, INT=3)
    assert (
        "What would please her"
        not in client.get(address("application", application.code)).text
    )

    worlds.lock(mine, LIS=3, INT=3)

    page = client.get(address("application", application.code))
    assert page.text.count("What would please her") == 4


DECISION = {"at": "final", "verdict": "pass", "reason": "Listens before proposing"}


def test_a_manager_s_decision_is_held(mara, client, opening):
    application = worlds.an_application(opening=opening, at="final")

    client.post(address("decision", application.code), DECISION)

    decision = Decision.objects.get()
    assert (decision.decided_by, decision.is_held) == (mara, True)
    application.refresh_from_db()
    assert application.step.key == "final"


def test_where_a_recruiter_decides_a_manager_does_not(mara, client, opening):
    application = worlds.an_application(opening=opening, at="review")

    page = client.post(
        address("decision", application.code), DECISION | {"at": "review"}
    )

    assert page.status_code == 422
    assert "a recruiter decides" in page.text


def test_a_decline_names_what_the_candidate_reads(mara, client, opening):
    application = worlds.an_application(opening=opening, at="final")

    page = client.post(
        address("decision", application.code), DECISION | {"verdict": "decline"}
    )

    assert page.status_code == 422
    assert Decision.objects.count() == 0


def test_a_resume_is_read_with_a_reason_that_is_written_down(
    mara, client, opening, files
):
    application = worlds.an_application(opening=opening, at="final")
    keep_document(
        application,
        purpose="resume",
        content=documents.PDF,
        actor=application.candidate,
        now=NOW,
    )
    refused = client.post(address("resume", application.code), {"reason": ""})
    assert (refused.status_code, Disclosure.objects.count()) == (422, 0)

    response = client.post(
        address("resume", application.code), {"reason": "To prepare the talk"}
    )

    assert b"".join(response) == documents.PDF
    assert "Specimen" not in response["Content-Disposition"]
    written = Disclosure.objects.get()
    assert (written.reader, written.subject, written.what) == (
        mara,
        application.candidate,
        "resume",
    )


def the_day(**more):
    return {
        "step": "final",
        "day": (timezone.localdate() + timedelta(days=9)).isoformat(),
        "begins": "09:00",
        "ends": "12:00",
        "minutes": "60",
        "pause": "0",
        "capacity": "1",
        "link": "https://meet.example/room",
        "time_zone": "Europe/Paris",
        **more,
    }


def test_a_manager_opens_a_day_for_their_opening(mara, client, opening):
    client.post(address("opening-days", opening.code), the_day(panel=[str(mara.pk)]))

    day = opening.final_days.get()
    assert day.slots.count() == 3
    assert {member.assessor for member in day.slots.first().panel.all()} == {mara}


def test_a_day_without_a_place_is_sent_back(mara, client, opening):
    page = client.post(address("opening-days", opening.code), the_day(link=""))

    assert page.status_code == 422
    assert "Say where to meet" in page.text


def test_a_recruiter_opens_a_day_for_a_campaign(client, opening):
    client.force_login(factories.a_recruiter())

    page = client.post(address("days", opening.campaign.code), the_day(), follow=True)

    assert "The day is open for booking" in page.text
    assert opening.campaign.final_days.get().opening is None


def test_only_who_made_a_day_takes_a_slot_out(mara, client, opening):
    client.post(address("opening-days", opening.code), the_day())
    day = opening.final_days.get()
    slot = day.slots.first()
    remove = reverse("manager:remove-slot", args=[day.code, slot.code])

    client.force_login(factories.a_person("Noor", Role.HIRING_MANAGER))
    assert client.post(remove).status_code == 404
    client.force_login(mara)
    client.post(remove)

    assert day.slots.count() == 2
