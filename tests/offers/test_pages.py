"""The candidate reads the letter and answers it; nobody else finds the page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.applications.rules import Status
from compagnon.offers import operations
from compagnon.offers.models import Offer
from compagnon.offers.rules import State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return factories.an_application(at="offer")


@pytest.fixture
def offer(application):
    return operations.propose(
        application,
        opening=application.choices.get().opening,
        starts_on=timezone.now().date() + timedelta(days=90),
        ends_on=None,
        actor=factories.a_recruiter(),
    )


def page_of(application, name="answer"):
    return reverse(f"offers:{name}", args=[application.code])


def test_the_page_says_that_the_offer_is_being_written(client, application):
    client.force_login(application.candidate)

    page = client.get(page_of(application))

    assert page.status_code == 200
    assert "Your offer is being written" in page.content.decode()


def test_there_is_no_page_before_the_offer_step(client):
    application = factories.an_application(at="review")
    client.force_login(application.candidate)

    for name in ("answer", "letter"):
        assert client.get(page_of(application, name)).status_code == 404


def test_the_letter_greets_the_candidate_by_name(client, application, offer):
    client.force_login(application.candidate)

    page = client.get(page_of(application)).content.decode()

    assert f"Dear {application.candidate.identity.name}" in page
    assert offer.letter_sha256 in page


def test_the_candidate_accepts_with_name_and_tick(client, application, offer):
    client.force_login(application.candidate)

    answer = client.post(
        page_of(application),
        {
            "typed_name": application.candidate.identity.name.upper(),
            "agrees": "on",
            "letter_sha256": offer.letter_sha256,
        },
    )

    assert (answer.status_code, answer.url) == (302, page_of(application))
    application.refresh_from_db()
    assert application.status == Status.HIRED
    assert "You have accepted the offer" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"typed_name": "Nobody"}, "as it stands in the letter"),
        ({"typed_name": ""}, "Please type your name."),
        ({"agrees": ""}, "Please tick the box if you accept."),
        ({"letter_sha256": "0" * 64}, "The letter has changed. Please read it again."),
    ],
)
def test_a_wrong_answer_is_explained(client, application, offer, change, words):
    client.force_login(application.candidate)
    good = {
        "typed_name": application.candidate.identity.name,
        "agrees": "on",
        "letter_sha256": offer.letter_sha256,
    }

    answer = client.post(page_of(application), good | change)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Offer.objects.get().state == State.OPEN


def test_after_a_change_the_new_letter_can_be_accepted(client, application, offer):
    client.force_login(application.candidate)
    stale = {
        "typed_name": application.candidate.identity.name,
        "agrees": "on",
        "letter_sha256": "0" * 64,
    }

    page = client.post(page_of(application), stale).content.decode()

    assert f'value="{offer.letter_sha256}"' in page


def test_the_candidate_turns_it_down_without_a_reason(client, application, offer):
    client.force_login(application.candidate)

    answer = client.post(page_of(application, "turn-down"), {"reason": ""})

    assert answer.status_code == 302
    assert "You have turned the offer down" in client.get(answer.url).content.decode()


def test_an_accepted_offer_cannot_be_turned_down(client, application, offer):
    operations.accept(
        offer,
        person=application.candidate,
        typed_name=application.candidate.identity.name,
    )
    client.force_login(application.candidate)

    answer = client.post(page_of(application, "turn-down"), {"reason": "Late"})

    assert answer.status_code == 422
    assert Offer.objects.get().state == State.ACCEPTED


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.TAKEN_BACK, "The offer was taken back"),
        (State.LAPSED, "The time to answer is over"),
        (State.VOID, "This offer has ended"),
    ],
)
def test_each_end_of_an_offer_is_said_plainly(client, application, offer, state, words):
    Offer.objects.update(state=state, answered_at=timezone.now())
    client.force_login(application.candidate)

    page = client.get(page_of(application)).content.decode()

    assert words in page
    assert "Accept the offer" not in page


def test_the_letter_is_a_tagged_pdf_in_the_readers_language(client, application, offer):
    client.force_login(application.candidate)

    paper = client.get(page_of(application, "letter") + "?lang=fr")

    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    assert b"/Lang(fr)" in paper.content
    assert b"/StructTreeRoot" in paper.content


def test_a_stranger_finds_nothing(client, application, offer):
    client.force_login(factories.a_stranger())

    assert client.get(page_of(application)).status_code == 404
    assert client.get(page_of(application, "letter")).status_code == 404
    assert client.post(page_of(application, "turn-down")).status_code == 404
    assert client.post(page_of(application), {}).status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_door(client, application):
    answer = client.get(page_of(application))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("people:sign-in"))


def test_the_page_needs_few_queries(client, application, offer, count_queries):
    client.force_login(application.candidate)

    assert count_queries(lambda: client.get(page_of(application))) <= 10


@pytest.fixture
def count_queries(django_assert_max_num_queries):
    def count(act):
        with django_assert_max_num_queries(20) as queries:
            act()
        return len(queries)

    return count
