"""The player, as a browser without JavaScript meets it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.applications import operations as applications
from compagnon.applications.models import Adjustment, Application
from compagnon.assessments.models import Response, Sitting
from tests import factories
from tests.assessments.worlds import (
    a_sitting,
    an_application_at_its_exercises,
    complete,
    items_of,
    keyed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    """An application whose deadline lies ahead of any clock."""
    found = an_application_at_its_exercises()
    Application.objects.update(due_at=timezone.now() + timedelta(days=3650))
    found.refresh_from_db()
    return found


@pytest.fixture
def ada(client, application):
    client.force_login(application.candidate)
    return client


def url(application, page="home", instrument="reading-people"):
    names = [application.code] if page == "home" else [application.code, instrument]
    return reverse(f"assessments:{page}", args=names)


def form_of(item):
    """The fields that a browser would send for the best answer."""
    sent = keyed(item)
    ratings = sent.pop("ratings", [])
    return (
        sent
        | {f"rating-{n}": value for n, value in enumerate(ratings, start=1)}
        | {"number": item.number}
    )


def begin(client, application, instrument="reading-people", language="en"):
    client.post(
        url(application, "intro", instrument), {"language": language, "agrees": "on"}
    )
    return application.sittings.get(instrument__key=instrument)


# --- The whole way --------------------------------------------------------------------


def test_a_candidate_goes_from_the_doors_to_the_end(ada, application):
    assert "Reading people" in ada.get(url(application)).text

    for instrument in ("reading-people", "preferences"):
        sitting = begin(ada, application, instrument)
        page = url(application, "item", instrument)
        for item in items_of(sitting):
            assert f'value="{item.number}"' in ada.get(page).text
            assert ada.post(page, form_of(item)).status_code == 302
        assert ada.get(page)["Location"] == url(application, "done", instrument)

    assert "That was the last task" in ada.get(url(application, "done")).text
    assert "All done" in ada.get(url(application)).text
    application.refresh_from_db()
    assert application.step.key == "review"


def test_after_a_task_the_next_door_is_offered(ada, application):
    complete(begin(ada, application, "preferences"))

    page = ada.get(url(application, "done", "preferences")).text

    assert "Reading people" in page
    assert url(application, "intro") in page


def test_the_doors_open_by_themselves_where_the_worker_is_late(ada, application):
    Sitting.objects.all().delete()

    assert ada.get(url(application)).status_code == 200
    assert application.sittings.count() == 2


def test_an_application_that_has_no_assessments_has_no_such_page(client):
    application = factories.an_application()
    client.force_login(application.candidate)

    assert client.get(url(application)).status_code == 404


# --- Who -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["home", "intro", "item", "done"])
def test_a_stranger_finds_nothing(client, application, page):
    client.force_login(factories.a_stranger())

    assert client.get(url(application, page)).status_code == 404


def test_a_stranger_cannot_answer_for_another(client, application):
    sitting = a_sitting(application=application)
    client.force_login(factories.a_stranger())

    answer = client.post(url(application, "item"), {"number": 1, "choice": 1})

    assert (answer.status_code, sitting.responses.count()) == (404, 0)


@pytest.mark.parametrize("page", ["home", "intro", "item", "done"])
def test_nobody_gets_in_without_signing_in(client, application, page):
    assert client.get(url(application, page)).status_code == 302


def test_an_instrument_that_is_not_in_the_step_is_not_found(ada, application):
    assert ada.get(url(application, "intro", "gallery")).status_code == 404


# --- Before the first item -----------------------------------------------------------


def test_a_task_begins_only_with_the_tick(ada, application):
    answer = ada.post(url(application, "intro"), {"language": "en"})

    assert answer.status_code == 422
    assert "Please tick this" in answer.text
    assert not Sitting.objects.exclude(started_at=None).exists()


def test_an_item_before_the_start_leads_to_the_introduction(ada, application):
    assert ada.get(url(application, "item"))["Location"] == url(application, "intro")


def test_the_practice_explains_what_was_chosen(ada, application):
    for place in range(1, 6):
        page = ada.get(url(application, "intro"), {"feels": place, "why": 1}).text
        assert "What decides it:" in page

    assert Response.objects.count() == 0


@pytest.mark.parametrize("place", ["0", "6", "x", "", "²", "9" * 400])
def test_a_practice_choice_that_does_not_exist_is_no_choice(ada, application, place):
    answer = ada.get(url(application, "intro"), {"feels": place, "why": place})

    assert answer.status_code == 200
    assert "What decides it:" not in answer.text


def test_the_practice_alone_is_swapped_in(ada, application):
    answer = ada.get(
        url(application, "intro"),
        {"feels": "1", "why": "1"},
        headers={"HX-Request": "true", "HX-Target": "practice"},
    )

    assert answer.text.lstrip().startswith('<details id="practice"')


def test_the_whole_task_is_in_the_language_that_was_chosen(ada, application):
    begin(ada, application, language="fr")

    page = ada.get(url(application, "item"), headers={"Accept-Language": "en"}).text

    assert '<html lang="fr"' in page
    assert " ressent surtout" in page


# --- Items ---------------------------------------------------------------------------


def test_an_item_that_was_answered_is_not_answered_again(ada, application):
    """Two tabs: the second one is told, and shown where the candidate is now."""
    begin(ada, application)
    page = url(application, "item")
    ada.post(page, {"number": 1, "choice": 1})

    answer = ada.post(page, {"number": 1, "choice": 2})

    assert answer.status_code == 409
    assert "your first answer is kept" in answer.text
    assert 'name="number" value="2"' in answer.text


def test_the_same_answer_sent_twice_goes_on(ada, application):
    begin(ada, application)
    page = url(application, "item")

    codes = [ada.post(page, {"number": 1, "choice": 1}).status_code for _ in range(2)]

    assert (codes, Response.objects.count()) == ([302, 302], 1)


def test_no_choice_brings_the_item_back_with_a_word(ada, application):
    begin(ada, application)

    answer = ada.post(url(application, "item"), {"number": 1})

    assert answer.status_code == 422
    assert "Choose one of the answers." in answer.text


def test_missing_ratings_come_back_with_those_that_were_given(ada, application):
    sitting = begin(ada, application)
    for item in items_of(sitting)[:24]:
        ada.post(url(application, "item"), form_of(item))

    answer = ada.post(url(application, "item"), {"number": 25, "rating-2": "4"})

    assert answer.status_code == 422
    assert answer.text.count(" checked>") == 1
    assert "Give each action a rating" in answer.text


@pytest.mark.parametrize("number", ["", "x", "0", "99999999999999"])
def test_an_answer_without_its_number_changes_nothing(ada, application, number):
    begin(ada, application)

    answer = ada.post(url(application, "item"), {"number": number, "choice": 1})

    assert (answer.status_code, Response.objects.count()) == (422, 0)


def test_another_device_goes_on_where_this_one_stopped(ada, application, client):
    begin(ada, application)
    ada.post(url(application, "item"), {"number": 1, "choice": 1})
    here = ada.get(url(application, "item")).context["item"]

    ada.logout()
    client.force_login(application.candidate)
    there = client.get(url(application, "item")).context["item"]

    assert there == here


def test_the_back_button_asks_for_the_present_item(ada, application):
    """Pages of the player are never taken from the browser's memory."""
    begin(ada, application)

    assert "no-store" in ada.get(url(application, "item"))["Cache-Control"]


def test_a_preference_may_be_left_out(ada, application):
    sitting = begin(ada, application, "preferences")

    ada.post(url(application, "item", "preferences"), {"number": 1, "skip": "1"})

    assert sitting.responses.get().answer == {"skipped": True}


def test_the_player_asks_for_the_part_alone(ada, application):
    begin(ada, application)

    answer = ada.get(url(application, "item"), headers={"X-Part": "player"})

    assert answer.text.lstrip().startswith('<section id="player"')


def test_the_display_follows_the_adjustments(ada, application):
    Adjustment.objects.create(
        application=application, large_text=True, saved_at=timezone.now()
    )
    begin(ada, application)

    for page in ("home", "item"):
        assert "data-large-text" in ada.get(url(application, page)).text


# --- Closed --------------------------------------------------------------------------


def test_after_the_deadline_the_doors_are_closed_and_say_so(ada, application):
    begin(ada, application)
    Application.objects.update(due_at=timezone.now() - timedelta(hours=2))

    assert "The time for this step is over" in ada.get(url(application)).text
    for page in ("intro", "item"):
        assert ada.get(url(application, page)).status_code == 302
    answer = ada.post(url(application, "item"), {"number": 1, "choice": 1})
    assert answer["Location"] == url(application)
    assert Response.objects.count() == 0


def test_after_a_withdrawal_the_doors_are_closed(ada, application):
    applications.withdraw(application, actor=application.candidate)

    assert "This step is closed" in ada.get(url(application)).text


def test_a_finished_task_cannot_be_answered_again(ada, application):
    sitting = complete(begin(ada, application))

    answer = ada.post(
        url(application, "item"), {"number": 28, "rating-1": "1", "rating-2": "1"}
    )

    assert answer["Location"] == url(application, "done")
    assert sitting.responses.count() == 28


# --- Queries -------------------------------------------------------------------------


def test_an_item_costs_the_same_at_the_beginning_and_later(
    ada, application, django_assert_max_num_queries
):
    sitting = begin(ada, application)
    with django_assert_max_num_queries(10):
        ada.get(url(application, "item"))
    for item in items_of(sitting)[:20]:
        ada.post(url(application, "item"), form_of(item))
    with django_assert_max_num_queries(10):
        ada.get(url(application, "item"))


@pytest.mark.parametrize("page", ["home", "intro"])
def test_the_doors_cost_at_most_ten_queries(
    ada, application, page, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        ada.get(url(application, page))
