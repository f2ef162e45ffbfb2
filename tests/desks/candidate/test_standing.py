"""Where I stand, in my own words and my own time zone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.applications import operations
from compagnon.applications.rules import FlagReason, Kind, Verdict
from compagnon.journey.models import Letter
from compagnon.placements.models import Placement
from tests import factories

from . import worlds

pytestmark = pytest.mark.django_db


def page(client, application, name="application"):
    client.force_login(application.candidate)
    return client.get(reverse(f"candidate:{name}", args=[application.code]))


def declined(application):
    decision = operations.decide(
        application,
        actor=factories.a_recruiter(),
        verdict=Verdict.DECLINE,
        reason="A secret remark",
        reason_code="examples",
        now=timezone.now(),
    )
    operations.release(decision, actor=factories.a_recruiter(), now=timezone.now())
    return application


def test_a_new_application_says_what_to_do_now(client):
    response = page(client, worlds.an_application())

    standing = response.context["standing"]
    assert [one.state for one in standing.steps] == ["current", "next", "next", "next"]
    assert "Your next step:" in response.text
    assert reverse("candidate:form", args=[standing.application.code]) in response.text


def test_while_others_read_there_is_nothing_to_do(client):
    response = page(client, worlds.an_application(at="review"))

    assert "It is with us now" in response.text


def test_a_held_decision_is_not_told(client):
    application = worlds.an_application(at="review")
    operations.decide(
        application,
        actor=factories.a_recruiter(),
        verdict=Verdict.DECLINE,
        reason="A secret remark",
        reason_code="examples",
    )

    text = page(client, application).text

    assert "A secret remark" not in text
    assert "It is with us now" in text


def test_a_decline_is_told_with_the_programmes_reason_and_no_remark(client):
    text = page(client, declined(worlds.an_application(at="review"))).text

    assert "We heard fewer examples of listening." in text
    assert "A secret remark" not in text
    assert "My feedback" in text


def test_what_staff_note_among_themselves_is_not_in_the_timeline(client):
    application = worlds.an_application()
    recruiter = factories.a_recruiter()
    operations.note(application, actor=recruiter, text="Look again on Monday")
    operations.flag(application, reason=FlagReason.BELOW_BAR, actor=recruiter)

    response = page(client, application)

    assert len(response.context["standing"].timeline) == 1
    assert "Monday" not in response.text


def test_a_letter_is_shown_once_it_was_sent(client):
    application = worlds.an_application()
    now = timezone.now()
    for key, state in (("a", Letter.State.SENT), ("b", Letter.State.HELD)):
        Letter.objects.create(
            key=key,
            to=application.candidate,
            application=application,
            language="en",
            subject=f"Letter {key}",
            body="Dear Ada",
            state=state,
            send_after=now,
            sent_at=now,
            created_at=now,
        )

    text = page(client, application).text

    assert "Letter a" in text
    assert "Letter b" not in text


def test_the_deadline_moves_by_one_click_and_only_once(client):
    application = worlds.an_application(at="interview")
    before = application.due_at
    url = reverse("candidate:extension", args=[application.code])
    client.force_login(application.candidate)

    client.post(url)
    again = client.post(url, follow=True)

    application.refresh_from_db()
    assert application.due_at == before + timedelta(days=3)
    assert application.events.filter(kind=Kind.EXTENDED).count() == 1
    assert "a person can give you more time" in again.text
    assert "I need more time" not in again.text


def test_a_hired_candidate_finds_the_way_to_the_placement(client):
    application = worlds.an_application(at="offer")
    for kind in (Kind.OFFERED, Kind.OFFER_ACCEPTED):
        operations.record(application, kind, actor=None)
    opening = application.choices.get().opening
    Placement.objects.create(
        person=application.candidate,
        opening=opening,
        starts_on=opening.starts_on,
        created_at=timezone.now(),
    )

    response = page(client, application)

    assert {one.state for one in response.context["standing"].steps} == {"done"}
    assert "To my placement" in response.text


@pytest.mark.parametrize("at", ["form", "interview", "review", "offer"])
def test_the_page_asks_the_database_at_most_ten_times(
    client, at, django_assert_max_num_queries
):
    application = worlds.an_application(at=at)
    client.force_login(application.candidate)
    url = reverse("candidate:application", args=[application.code])

    with django_assert_max_num_queries(10):
        client.get(url)


def test_a_stranger_finds_nothing(client):
    application = worlds.an_application()
    client.force_login(factories.a_stranger())
    for name in ("application", "adjustments", "message", "withdraw", "feedback"):
        url = reverse(f"candidate:{name}", args=[application.code])
        assert client.get(url).status_code == 404


def test_my_page_is_empty_at_first(client):
    client.force_login(factories.a_person())

    assert "Nothing here yet" in client.get(reverse("candidate:home")).text


@pytest.mark.parametrize("count", [1, 3])
def test_my_page_lists_all_that_is_mine(client, count, django_assert_max_num_queries):
    ada = factories.a_person()
    for _ in range(count):
        worlds.an_application(candidate=ada)
    client.force_login(ada)

    with django_assert_max_num_queries(6):
        response = client.get(reverse("candidate:home"))

    assert len(response.context["home"].applications) == count
    assert "Your turn" in response.text
