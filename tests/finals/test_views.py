"""The candidate's pages of a final interview and of a task."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from compagnon.finals import operations
from tests import factories
from tests.ratings import worlds

from . import documents

pytestmark = pytest.mark.django_db


def soon(days=7):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def application():
    now = timezone.now()
    campaign = factories.a_campaign(
        worlds.a_programme(),
        opens_at=now - timedelta(days=2),
        closes_at=now + timedelta(days=40),
    )
    opening = factories.an_opening(campaign, technical_task="workbook")
    return worlds.an_application(at="final", opening=opening, now=now)


@pytest.fixture
def ada(client, application):
    client.force_login(application.candidate)
    return client


def a_day(application, **more):
    return worlds.a_day(
        application.campaign, **{"day": soon(), "now": timezone.now(), **more}
    )


def address(application, name):
    return reverse(f"finals:{name}", args=[application.code])


def test_a_candidate_chooses_a_slot(ada, application):
    slot = a_day(application).slots.first()

    page = ada.post(address(application, "book"), {"slot": slot.code}, follow=True)

    assert page.status_code == 200
    assert "Your slot is booked" in page.text
    assert application.bookings.get().code in page.text


def test_briefs_stay_closed_until_ten_minutes_before(ada, application):
    slot = a_day(application).slots.first()
    ada.post(address(application, "book"), {"slot": slot.code})
    assert "You welcome a visitor" not in ada.get(address(application, "home")).text

    now = timezone.now()
    type(slot).objects.filter(pk=slot.pk).update(
        starts_at=now + timedelta(minutes=9), ends_at=now + timedelta(minutes=69)
    )

    assert "You welcome a visitor" in ada.get(address(application, "home")).text


def test_the_calendar_file_has_an_end_and_a_zone(ada, application):
    slot = a_day(application).slots.first()
    operations.book(application, slot=slot, actor=application.candidate)

    response = ada.get(address(application, "calendar"))

    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["DTEND"].dt == slot.ends_at
    assert event["DTEND"].params["TZID"] == "Europe/Paris"


def test_the_second_of_two_people_reads_that_nothing_is_lost(ada, application):
    slot = a_day(application).slots.first()
    other = worlds.an_application(
        at="final", opening=application.choices.get().opening, now=timezone.now()
    )
    operations.book(other, slot=slot, actor=other.candidate)

    page = ada.post(address(application, "book"), {"slot": slot.code}, follow=True)

    assert "Nothing is lost" in page.text
    assert application.bookings.count() == 0


def test_no_slot_that_suits_is_said_with_one_click(ada, application):
    page = ada.post(address(application, "ask"), {"note": "Mondays"}, follow=True)

    assert "A person looks for another time" in page.text
    assert application.flags.filter(reason="no_slot").count() == 1


def test_a_slot_moves_and_is_given_back(ada, application):
    first, second = a_day(application).slots.all()[:2]
    ada.post(address(application, "book"), {"slot": first.code})
    assert ada.get(address(application, "home") + "?move=1").status_code == 200

    ada.post(address(application, "book"), {"slot": second.code})
    assert application.bookings.standing().get().slot == second
    ada.post(address(application, "cancel"))

    assert application.bookings.standing().count() == 0


@pytest.mark.parametrize("name", ["home", "calendar", "task"])
def test_a_stranger_finds_nothing(client, application, name):
    client.force_login(factories.a_stranger())

    assert client.get(address(application, name)).status_code == 404


def test_a_slot_of_another_campaign_cannot_be_booked(ada, application):
    other = a_day(worlds.an_application(at="final")).slots.first()

    response = ada.post(address(application, "book"), {"slot": other.code})

    assert response.status_code == 404


@pytest.mark.parametrize("days", [1, 3])
def test_the_page_of_slots_needs_the_same_queries(
    ada, application, days, django_assert_max_num_queries
):
    for number in range(days):
        a_day(application, day=soon(7 + number))

    with django_assert_max_num_queries(10):
        assert ada.get(address(application, "home")).status_code == 200


@pytest.fixture
def at_task(application):
    from compagnon.applications.operations import pass_step

    pass_step(application, actor=None)
    return application


def test_a_task_is_kept_and_sent(ada, at_task, files):
    factories.an_assessor()
    upload = SimpleUploadedFile("ada-specimen.xlsx", documents.xlsx())
    ada.post(address(at_task, "task"), {"text": "Twelve", "file": upload})
    assert "Kept: one XLSX file" in ada.get(address(at_task, "task")).text

    page = ada.post(
        address(at_task, "task"), {"text": "Twelve", "send": "1"}, follow=True
    )

    assert "Your answer is with us" in page.text
    assert at_task.rating_tasks.count() == 2


def test_a_foreign_file_is_refused_with_words(ada, at_task, files):
    upload = SimpleUploadedFile("task.pdf", b"GIF89a")

    page = ada.post(address(at_task, "task"), {"text": "Twelve", "file": upload})

    assert page.status_code == 422
    assert "neither a PDF" in page.text
    assert "Twelve" in page.text
