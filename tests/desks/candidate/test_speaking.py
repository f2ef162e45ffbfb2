"""What a candidate tells us reaches a person."""

import pytest
from django.urls import reverse

from compagnon.applications import operations
from compagnon.applications.rules import FlagReason, Kind, Status
from tests import factories

from . import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(client):
    application = worlds.an_application()
    client.force_login(application.candidate)
    return application


def post(client, application, name, values, **more):
    url = reverse(f"candidate:{name}", args=[application.code])
    return client.post(url, values, **more)


def test_adjustments_are_chosen_and_shown_again(client, application):
    post(client, application, "adjustments", {"time": "1.5", "large_text": "on"})

    url = reverse("candidate:adjustments", args=[application.code])
    form = client.get(url).context["form"]
    assert form["time"].value() == "1.5"
    assert form["large_text"].value() is True


@pytest.mark.parametrize("time", ["1", "1.25", "1.5", "2", "none"])
def test_each_time_survives_the_round(client, application, time):
    post(client, application, "adjustments", {"time": time})

    url = reverse("candidate:adjustments", args=[application.code])
    assert client.get(url).context["form"]["time"].value() == time


def test_a_time_that_is_not_offered_is_refused(client, application):
    response = post(client, application, "adjustments", {"time": "9"})

    assert response.status_code == 422


def test_a_question_is_flagged_with_its_words(client, application):
    values = {"about": "question", "words": "May I bring my dog?"}

    post(client, application, "message", values)

    assert application.flags.get().reason == FlagReason.QUESTION
    event = application.events.get(kind=Kind.FLAGGED)
    assert event.words.text == "May I bring my dog?"


def test_a_second_question_is_added_to_the_first(client, application):
    for words in ("First", "Second"):
        post(client, application, "message", {"about": "question", "words": words})

    assert application.flags.count() == 1
    assert application.events.get(kind=Kind.NOTED).words.text == "Second"


def test_an_empty_message_is_not_sent(client, application):
    response = post(client, application, "message", {"about": "question", "words": ""})

    assert response.status_code == 422


def test_withdrawing_asks_once_and_needs_no_reason(client, application):
    page = client.get(reverse("candidate:withdraw", args=[application.code]))
    post(client, application, "withdraw", {"reason": ""})

    assert "Keep my application" in page.text
    application.refresh_from_db()
    assert application.status == Status.WITHDRAWN


def test_a_withdrawn_application_can_be_asked_for_again(client, application):
    operations.withdraw(application, actor=application.candidate)
    url = reverse("candidate:application", args=[application.code])

    assert "Ask to open it again" in client.get(url).text
    post(client, application, "reopening", {"words": "I changed my mind"})

    assert application.flags.get().reason == FlagReason.QUESTION
    application.refresh_from_db()
    assert application.status == Status.WITHDRAWN


def test_withdrawing_twice_is_told_kindly(client, application):
    operations.withdraw(application, actor=application.candidate)

    response = post(client, application, "withdraw", {"reason": ""}, follow=True)

    assert "closed already" in response.text


def test_a_stranger_cannot_speak_for_the_candidate(client, application):
    client.force_login(factories.a_stranger())
    for name in ("adjustments", "message", "withdraw", "reopening", "contest"):
        assert post(client, application, name, {}).status_code == 404
