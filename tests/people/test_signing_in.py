"""One door: a code or a link by mail, once, for a quarter of an hour."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from compagnon.people import signing_in
from compagnon.people.errors import SignInRefusedError
from compagnon.people.models import Identity, Person, SignInTicket
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def ask(email="ada@example.org", now=NOW):
    ticket = signing_in.request_ticket(
        email, language="en", from_address="192.0.2.7", now=now
    )
    body = mail.outbox[-1].body
    code = re.search(r"(\d{3} \d{3})", body)[1]
    token = re.search(r"/sign-in/link/([^/]+)/", body)[1]
    return ticket, code, token


def test_the_code_lets_a_newcomer_in_as_a_candidate():
    ticket, code, _token = ask("Ada@Example.org ")

    person, _path = signing_in.redeem_code(ticket.pk, code, language="fr", now=NOW)

    assert (person.identity.email, person.language) == ("ada@example.org", "fr")
    assert person.grants.count() == 0


def test_the_same_address_is_the_same_person_whatever_its_case():
    ada = factories.a_person(email="ada@example.org")
    ticket, code, _token = ask("ADA@example.org")

    person, _path = signing_in.redeem_code(ticket.pk, code, language="en", now=NOW)

    assert person == ada
    assert Person.objects.count() == 1


def test_a_code_works_once():
    ticket, code, _token = ask()
    signing_in.redeem_code(ticket.pk, code, language="en", now=NOW)

    with pytest.raises(SignInRefusedError, match="used already"):
        signing_in.redeem_code(ticket.pk, code, language="en", now=NOW)


def test_a_code_ends_after_a_quarter_of_an_hour():
    ticket, code, _token = ask()

    with pytest.raises(SignInRefusedError, match="too old"):
        signing_in.redeem_code(
            ticket.pk, code, language="en", now=NOW + timedelta(minutes=15)
        )


def test_the_sixth_guess_is_refused_even_when_it_is_right():
    ticket, code, _token = ask()
    for _guess in range(5):
        with pytest.raises(SignInRefusedError, match="not the code"):
            signing_in.redeem_code(ticket.pk, "000 0x0", language="en", now=NOW)

    with pytest.raises(SignInRefusedError, match="Too many wrong codes"):
        signing_in.redeem_code(ticket.pk, code, language="en", now=NOW)


def test_the_link_uses_up_the_code():
    ticket, code, token = ask()
    signing_in.redeem_link(token, language="en", now=NOW)

    with pytest.raises(SignInRefusedError, match="used already"):
        signing_in.redeem_code(ticket.pk, code, language="en", now=NOW)


def test_neither_code_nor_token_is_kept():
    ticket, code, token = ask()

    kept = " ".join(map(str, SignInTicket.objects.values_list().get(pk=ticket.pk)))

    assert code.replace(" ", "") not in kept
    assert token not in kept


def test_the_sixth_request_for_an_address_is_refused():
    for _request in range(5):
        ask()

    with pytest.raises(SignInRefusedError, match="quarter of an hour"):
        ask()


def test_the_answer_does_not_tell_whether_an_address_is_known(client):
    factories.a_person(email="known@example.org")

    answers = [
        client.post(reverse("people:sign-in"), {"email": email})
        for email in ("known@example.org", "unknown@example.org")
    ]

    assert [(a.status_code, a.url) for a in answers] == [
        (302, reverse("people:code"))
    ] * 2
    assert not Identity.objects.filter(email="unknown@example.org").exists()


def test_the_whole_way_through_the_door(client):
    client.cookies["tz"] = "Asia/Tokyo"
    client.post(
        reverse("people:sign-in") + "?next=/my/data/", {"email": "a@example.org"}
    )
    code = re.search(r"(\d{3} \d{3})", mail.outbox[-1].body)[1]

    answer = client.post(reverse("people:code"), {"code": code})

    assert (answer.status_code, answer.url) == (302, "/my/data/")
    person = Person.objects.get()
    assert person.time_zone == "Asia/Tokyo"
    assert int(client.session["_auth_user_id"]) == person.pk


def test_the_door_never_leads_to_another_house(client):
    client.post(
        reverse("people:sign-in") + "?next=https://evil.example/",
        {"email": "a@example.org"},
    )
    code = re.search(r"(\d{3} \d{3})", mail.outbox[-1].body)[1]

    assert client.post(reverse("people:code"), {"code": code}).url == reverse("welcome")


def test_a_link_that_a_mail_scanner_opens_is_not_used_up(client):
    _ticket, _code, token = ask()
    client.get(reverse("people:link", args=[token]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: NOW)
        answer = client.post(reverse("people:link", args=[token]))

    assert answer.status_code == 302
