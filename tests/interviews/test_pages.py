"""The candidate's pages: one happy path, strangers, every state."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import compagnon.interviews
from compagnon.applications import operations as applications
from compagnon.applications.models import Adjustment
from compagnon.interviews import operations, recording
from compagnon.interviews.models import Interview, Take
from compagnon.interviews.rules import Kind
from tests import factories

from .world import WEBM, a_step, a_stored_take, a_take, an_application, an_interview

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


@pytest.fixture
def interview():
    return an_interview(now=timezone.now())


def browser_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def client(interview):
    return browser_of(interview.application.candidate)


def at(interview, page, *more):
    return reverse(f"interviews:{page}", args=[interview.application.code, *more])


def hand_in(interview):
    for question in interview.declared.questions:
        operations.write_answer(
            interview, question_key=question.key, text="Yes", is_draft=False
        )
    candidate = interview.application.candidate
    return operations.submit(interview, actor=candidate)


def test_a_candidate_answers_in_writing_and_hands_in_without_any_script(client):
    interview = Interview.objects.get()
    assert b"Question 1?" in client.get(at(interview, "home")).content
    for key in ("q1", "q2"):
        response = client.post(
            at(interview, "write", key), {"text": "I listened.", "keep": "1"}
        )
        assert response["Location"] == at(interview, "question", key)
        assert (
            b"Your written answer is kept" in client.get(response["Location"]).content
        )
    assert b"Hand in my answers" in client.get(at(interview, "submit")).content

    response = client.post(at(interview, "submit"), follow=True)

    assert b"Your answers have arrived" in response.content
    interview.application.refresh_from_db()
    assert interview.application.step.key == "review"


def test_after_handing_in_each_page_leads_to_the_receipt(interview, client):
    hand_in(interview)

    for address in (
        at(interview, "home"),
        at(interview, "practice"),
        at(interview, "question", "q1"),
    ):
        assert client.get(address)["Location"] == at(interview, "submit")
    assert b"have arrived" in client.post(at(interview, "submit"), follow=True).content


def test_handing_in_too_early_says_what_is_missing(interview, client):
    page = client.get(at(interview, "submit")).content
    response = client.post(at(interview, "submit"), follow=True)

    assert b"Hand in my answers" not in page
    assert "Still open: 1, 2." in response.content.decode()


def test_a_stranger_finds_no_page(interview):
    take = a_stored_take(interview)
    stranger = browser_of(factories.a_stranger())
    pages = [
        at(interview, "home"),
        at(interview, "practice"),
        at(interview, "submit"),
        at(interview, "question", "q1"),
        at(interview, "takes", "q1"),
        at(interview, "play", take.code),
    ]

    assert {stranger.get(page).status_code for page in pages} == {404}
    for page in (at(interview, "keep", take.code), at(interview, "write", "q1")):
        assert stranger.post(page).status_code == 404


def test_an_unknown_question_is_not_found(interview, client):
    assert client.get(at(interview, "question", "q9")).status_code == 404


def test_before_the_step_there_is_no_interview():
    programme = factories.a_programme(
        {"key": "f", "kind": "form", "title": factories.text("F"), "summary": {}}
        | {"summary": factories.text("You")},
        a_step(),
    )
    opening = factories.an_opening(factories.a_campaign(programme))
    application = factories.an_application(opening=opening)

    page = reverse("interviews:home", args=[application.code])

    assert browser_of(application.candidate).get(page).status_code == 404


def test_a_candidate_who_is_faster_than_the_worker_finds_the_interview():
    application = an_application(now=timezone.now())
    page = reverse("interviews:home", args=[application.code])

    assert browser_of(application.candidate).get(page).status_code == 200
    assert Interview.objects.get().application == application


def test_a_draft_is_saved_silently(interview, client):
    response = client.post(at(interview, "write", "q1"), {"text": "A first thought"})

    assert response.status_code == 204
    assert Take.objects.get().text == "A first thought"
    page = client.get(at(interview, "question", "q1") + "?by=text").content
    assert b"A first thought" in page


def test_an_empty_answer_is_refused_beside_its_field(interview, client):
    response = client.post(at(interview, "write", "q1"), {"text": " ", "keep": "1"})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()


def test_an_answer_far_too_long_is_given_back_whole(interview, client):
    text = "long " * 3000
    response = client.post(at(interview, "write", "q1"), {"text": text, "keep": "1"})

    assert response.status_code == 422
    assert text.strip() in response.content.decode()


def test_the_take_that_is_chosen_is_said_to_be_the_answer(interview, client):
    first, _second = a_stored_take(interview), a_stored_take(interview)

    client.post(at(interview, "keep", first.code))
    page = client.get(at(interview, "takes", "q1")).content.decode()

    assert page.index("Your answer") < page.index("Take 2")
    assert "One more take is possible." in page
    assert "Make take 1 my answer" not in page


def test_a_recording_is_played_from_a_fresh_link(interview, client):
    take = a_stored_take(interview)

    response = client.get(at(interview, "play", take.code))

    assert response["Location"].startswith("/media/")
    played = client.get(response["Location"])
    assert b"".join(played.streaming_content) == WEBM


def test_with_no_take_left_there_is_no_recorder(interview, client):
    for _ in range(3):
        a_stored_take(interview)

    page = client.get(at(interview, "question", "q1")).content.decode()

    assert "<video-answer" not in page
    assert "0 more takes are possible." in page


def test_an_interrupted_take_is_explained(interview, client):
    recording.give_up(a_take(interview))

    page = client.get(at(interview, "question", "q1")).content.decode()

    assert "It cost you no take." in page


def test_questions_that_are_not_shown_before_are_not_in_the_page():
    interview = an_interview(a_step(2, questions_visible=False), now=timezone.now())
    client = browser_of(interview.application.candidate)

    for page in ("home", "submit"):
        assert b"Question 1?" not in client.get(at(interview, page)).content
    assert b"Question 1?" in client.get(at(interview, "question", "q1")).content


def test_an_adjustment_changes_the_times_and_offers_writing_first(interview, client):
    Adjustment.objects.create(
        application=interview.application,
        time_factor="1.5",
        written_interview=True,
        saved_at=timezone.now(),
    )
    page = client.get(at(interview, "question", "q1")).content.decode()
    recorder = client.get(
        at(interview, "question", "q1") + "?by=video"
    ).content.decode()

    assert "<textarea" in page
    assert 'limit="180" prepare="90"' in recorder


def test_without_a_clock_the_recorder_has_no_limit(interview, client):
    Adjustment.objects.create(
        application=interview.application, is_untimed=True, saved_at=timezone.now()
    )
    page = client.get(at(interview, "question", "q1")).content.decode()

    assert "there is no clock" in page
    assert "limit=" not in page


def test_after_the_deadline_the_page_says_so_and_offers_no_recorder():
    interview = an_interview(now=timezone.now() - timedelta(days=11))
    client = browser_of(interview.application.candidate)

    page = client.get(at(interview, "question", "q1")).content.decode()

    assert "The time for this step is over." in page
    assert "<video-answer" not in page


def test_a_withdrawn_application_records_nothing_more(interview, client):
    application = interview.application
    applications.withdraw(application, actor=application.candidate)

    page = client.get(at(interview, "question", "q1")).content.decode()

    assert "This step is closed." in page
    assert "<video-answer" not in page


def test_in_french_the_questions_are_french(interview, client):
    page = client.get(at(interview, "home") + "?lang=fr").content.decode()

    assert "Question 1? (fr)" in page


@pytest.mark.parametrize(
    ("name", "queries"), [("home", 7), ("question", 7), ("submit", 6)]
)
def test_a_page_asks_the_database_as_often_for_one_question_as_for_three(
    name, queries, django_assert_num_queries
):
    for count in (1, 3):
        interview = an_interview(a_step(count), now=timezone.now())
        for number in range(1, count + 1):
            a_stored_take(interview, f"q{number}")
        client = browser_of(interview.application.candidate)
        key = ["q1"] if name == "question" else []
        with django_assert_num_queries(queries):
            client.get(at(interview, name, *key))


def test_the_whole_script_weighs_less_than_ten_kilobytes():
    folder = Path(compagnon.interviews.__file__).parent / "static" / "interviews"
    modules = sorted(folder.rglob("*.js"))

    assert len(modules) >= 8
    assert sum(len(gzip.compress(one.read_bytes())) for one in modules) < 10_000
    assert Kind.values == ["video", "audio", "text"]
