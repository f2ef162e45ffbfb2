"""Everyone gets something back: words, no number, no remark, no rank."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.applications.rules import FlagReason
from compagnon.ratings.models import Rating, RatingTask
from tests import factories

from . import worlds
from .test_standing import declined

pytestmark = pytest.mark.django_db


def rated(application, value, *, is_locked=True, observed=True, seat=1):
    now = timezone.now()
    task = RatingTask.objects.create(
        application=application,
        step_key="interview",
        subject_kind="answer",
        subject_key="intro",
        subject_code=f"A{seat}",
        subject_title="Who are you?",
        criteria=[],
        seat=seat,
        assessor=factories.an_assessor(),
        opened_at=now,
        due_at=now,
        locked_at=now if is_locked else None,
    )
    Rating.objects.create(
        task=task,
        competency="LIS",
        value=Decimal(value) if observed else None,
        is_observed=observed,
        evidence="A remark that names Stan",
        saved_at=now,
    )


def feedback(client, application):
    client.force_login(application.candidate)
    return client.get(reverse("candidate:feedback", args=[application.code]))


def test_before_the_end_there_is_nothing_to_open(client):
    application = worlds.an_application(at="review")
    rated(application, 5)

    assert "Not there yet" in feedback(client, application).text


def test_what_was_seen_is_told_in_the_programmes_words(client):
    application = worlds.an_application(at="review")
    rated(application, "3.0")
    rated(application, "4.0", seat=2)

    response = feedback(client, declined(application))

    told = response.context["feedback"].competencies[0]
    assert (told.level, told.seen[0].behaviour) == ("Solid", "Behaviour 3")
    assert told.seen[0].further == "Behaviour 4"
    assert "We heard fewer examples of listening." in response.text
    assert "names Stan" not in response.text
    assert "3.5" not in response.text


@pytest.mark.parametrize("state", [{"is_locked": False}, {"observed": False}])
def test_what_was_not_seen_is_named_as_such(client, state):
    application = worlds.an_application(at="review")
    rated(application, "3.0", **state)

    response = feedback(client, declined(application))

    assert response.context["feedback"].competencies == []
    assert response.context["feedback"].not_measured == ["Listening"]
    assert "Nothing was rated" in response.text


def test_a_decision_is_contested_once_with_ones_own_words(client):
    application = declined(worlds.an_application(at="review"))
    client.force_login(application.candidate)
    url = reverse("candidate:contest", args=[application.code])

    client.post(url, {"words": "The sound failed in my second answer"})
    again = client.post(url, {"words": "Again"}, follow=True)

    flag = application.flags.get()
    assert flag.reason == FlagReason.CONTESTED
    event = application.events.get(codes={"flag": "contested"})
    assert event.words.text == "The sound failed in my second answer"
    assert "We have your words already" in again.text


def test_an_empty_contest_asks_for_the_words(client):
    application = declined(worlds.an_application(at="review"))
    client.force_login(application.candidate)

    response = client.post(
        reverse("candidate:contest", args=[application.code]), {"words": ""}
    )

    assert response.status_code == 422
    assert application.flags.count() == 0


def test_an_open_application_has_no_decision_to_contest(client):
    application = worlds.an_application()
    client.force_login(application.candidate)

    client.post(reverse("candidate:contest", args=[application.code]), {"words": "Why"})

    assert application.flags.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_rating_as_for_three(
    client, count, django_assert_max_num_queries
):
    application = declined(worlds.an_application(at="review"))
    for seat in range(1, count + 1):
        rated(application, "3.0", seat=seat)
    client.force_login(application.candidate)

    with django_assert_max_num_queries(10):
        client.get(reverse("candidate:feedback", args=[application.code]))
