"""Every page of the door, as somebody in front of it meets it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from compagnon.people import signing_in
from compagnon.people.models import Person, SignInTicket
from tests import factories

pytestmark = pytest.mark.django_db

DOOR = reverse("people:sign-in")
CODE = reverse("people:code")


def ask(client, email="ada@example.org", query=""):
    return client.post(DOOR + query, {"email": email})


def mailed_code():
    return re.search(r"(\d{3} \d{3})", mail.outbox[-1].body)[1]


def mailed_link():
    return re.search(r"http\S+(/sign-in/link/\S+)", mail.outbox[-1].body)[1]


def test_an_address_that_is_none_is_told(client):
    answer = ask(client, "ada@")

    assert answer.status_code == 422
    assert "Enter a valid email address." in answer.text
    assert mail.outbox == []


def test_the_sixth_request_for_one_address_is_put_off(client):
    for _each in range(5):
        ask(client)

    answer = ask(client)

    assert answer.status_code == 422
    assert "Too many codes. Wait a quarter of an hour" in answer.text
    assert len(mail.outbox) == 5


def test_one_network_address_cannot_write_to_everybody(client):
    answers = [ask(client, f"ada{number}@example.org") for number in range(61)]

    assert [answer.status_code for answer in answers[59:]] == [302, 422]
    assert len(mail.outbox) == 60


def test_the_page_of_the_code_without_a_ticket_leads_back(client):
    answer = client.get(CODE)

    assert (answer.status_code, answer.url) == (302, DOOR)


def test_a_wrong_code_is_told_beside_the_field(client):
    ask(client)

    answer = client.post(CODE, {"code": "000 00x"})

    assert answer.status_code == 422
    assert "This is not the code we sent last." in answer.text
    assert "_auth_user_id" not in client.session


def test_an_old_code_says_that_it_is_old(client):
    ask(client)
    SignInTicket.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    answer = client.post(CODE, {"code": mailed_code()})

    assert "This code is too old. Ask for a new one." in answer.text


def test_a_code_that_was_swept_away_says_what_to_do(client):
    ask(client)
    SignInTicket.objects.all().delete()

    answer = client.post(CODE, {"code": "123456"})

    assert "Ask for a new code" in answer.text


def test_the_link_asks_for_one_click_and_lets_in_once(client):
    ask(client, query="?next=/my/data/")
    link = mailed_link()
    page = client.get(link)
    assert page.status_code == 200
    assert "One click, and you are in" in page.text
    assert "_auth_user_id" not in client.session

    answer = client.post(link)

    assert (answer.status_code, answer.url) == (302, "/my/data/")
    again = client.post(link)
    assert again.status_code == 422
    assert "used already" in again.text


def test_a_mutilated_link_says_so(client):
    answer = client.post(reverse("people:link", args=["half-of-it"]))

    assert answer.status_code == 422
    assert "This link is not complete." in answer.text


def test_a_closed_account_is_told_and_not_let_in(client):
    ada = factories.a_person(email="ada@example.org")
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    ask(client)

    answer = client.post(CODE, {"code": mailed_code()})

    assert answer.status_code == 422
    assert "This account is closed." in answer.text
    assert "_auth_user_id" not in client.session


def test_language_and_zone_are_remembered_for_mails(client):
    client.cookies["language"] = "fr"
    client.cookies["tz"] = "Asia/Tokyo"
    ask(client)

    client.post(CODE, {"code": mailed_code()})

    ada = Person.objects.get()
    assert (ada.language, ada.time_zone) == ("fr", "Asia/Tokyo")


def test_a_zone_that_is_none_does_not_replace_the_known_one(client):
    ada = factories.a_person(email="ada@example.org")
    Person.objects.filter(pk=ada.pk).update(time_zone="Europe/Paris")
    client.cookies["tz"] = "../../etc/passwd"
    ask(client)

    client.post(CODE, {"code": mailed_code()})

    ada.refresh_from_db()
    assert ada.time_zone == "Europe/Paris"


def test_somebody_who_is_in_is_not_asked_again(client):
    client.force_login(factories.a_person())

    assert client.get(DOOR + "?next=/my/data/").url == "/my/data/"
    assert client.get(DOOR + "?next=https://evil.example/").url == reverse("welcome")


def test_signing_out_ends_the_session_and_needs_a_post(client):
    client.force_login(factories.a_person())
    assert client.get(reverse("people:sign-out")).status_code == 405

    answer = client.post(reverse("people:sign-out"))

    assert answer.url == reverse("public:home")
    assert "_auth_user_id" not in client.session


def test_two_tickets_of_one_newcomer_make_one_person():
    first = signing_in.person_with("new@example.org", language="en")

    assert signing_in.person_with("NEW@example.org", language="fr") == first


def test_old_tickets_are_swept():
    signing_in.request_ticket(
        "a@example.org", language="en", from_address="", now=factories.NOW
    )

    kept = signing_in.sweep_tickets(factories.NOW + timedelta(hours=23))
    gone = signing_in.sweep_tickets(factories.NOW + timedelta(hours=25))

    assert (kept, gone) == (0, 1)
