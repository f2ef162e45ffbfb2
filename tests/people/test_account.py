"""One's own account: second factors of staff, and other devices."""

from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compagnon.kit.sealing import unseal
from compagnon.people import authenticators
from compagnon.people.models import Authenticator
from tests import factories

pytestmark = pytest.mark.django_db

ACCOUNT = reverse("people:account")
FACTORS = reverse("people:factors")
FACTOR = reverse("people:second-factor")


@pytest.fixture
def rui(client):
    rui = factories.a_recruiter()
    client.force_login(rui)
    return rui


def with_app(person):
    """Set up an app a while ago, so that the present code is still good."""
    before = timezone.now() - timedelta(minutes=5)
    totp = authenticators.begin_totp(person, now=before)
    secret = pyotp.TOTP(unseal(totp.secret))
    authenticators.check_totp(totp, secret.at(before), now=before)
    return totp, secret


def test_a_candidate_is_asked_for_no_second_factor(client):
    client.force_login(factories.a_person())

    page = client.get(ACCOUNT).text

    assert "authenticator app" not in page
    assert Authenticator.objects.count() == 0
    assert client.post(FACTORS, {"code": "123456"}).status_code == 404


def test_staff_see_the_secret_as_a_square_and_as_letters(client, rui):
    page = client.get(ACCOUNT).text

    assert authenticators.secret_in_groups(rui.authenticators.get()) in page
    assert "data:image/svg+xml" in page


def test_looking_twice_shows_the_same_secret(client, rui):
    client.get(ACCOUNT)
    client.get(ACCOUNT)

    assert rui.authenticators.count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Type the six digits that the app shows."),
        ({"code": "12345x"}, "This is not the code that the app shows now."),
        ({"passkey": "[]"}, "The passkey was not made."),
        ({"passkey": "not json"}, "The passkey was not made."),
        ({"passkey": "{}"}, "The passkey was not made."),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_added(client, rui, sent, words):
    client.get(ACCOUNT)

    page = client.post(FACTORS, sent, follow=True).text

    assert words in page
    assert rui.authenticators.exclude(confirmed_at=None).count() == 0


@pytest.mark.parametrize("answer", ["[]", "{}", "nonsense", '{"rawId": 5}', "null"])
def test_a_passkey_that_no_browser_made_is_refused(client, rui, answer):
    with_app(rui)

    shown = client.post(FACTOR, {"passkey": answer})

    assert shown.status_code == 422
    assert "This passkey does not open the door." in shown.text


def test_a_wrong_code_is_told_and_the_tenth_try_is_the_last(client, rui, settings):
    with_app(rui)
    answers = [client.post(FACTOR, {"code": "000000"}) for _try in range(11)]

    assert {answer.status_code for answer in answers} == {422}
    assert "Too many tries. Wait five minutes." in answers[-1].text


def test_the_last_second_factor_stays(client, rui):
    totp, secret = with_app(rui)
    client.post(FACTOR, {"code": secret.now()})

    page = client.post(
        reverse("people:factor-removal", args=[totp.pk]), follow=True
    ).text

    assert "Add another second factor before you remove this one." in page
    assert rui.authenticators.filter(pk=totp.pk).exists()


def test_one_of_two_second_factors_may_go(client, rui):
    totp, secret = with_app(rui)
    other = Authenticator.objects.create(
        person=rui,
        kind="passkey",
        secret="x",
        credential="eA==",
        created_at=timezone.now(),
        confirmed_at=timezone.now(),
    )
    client.post(FACTOR, {"code": secret.now()})

    client.post(reverse("people:factor-removal", args=[other.pk]))

    assert list(rui.authenticators.values_list("pk", flat=True)) == [totp.pk]


def test_nobody_removes_the_second_factor_of_another(client, rui):
    _totp, secret = with_app(rui)
    others, _secret = with_app(factories.a_recruiter())
    Authenticator.objects.create(
        person=rui,
        kind="passkey",
        secret="x",
        credential="eA==",
        created_at=timezone.now(),
        confirmed_at=timezone.now(),
    )
    client.post(FACTOR, {"code": secret.now()})

    client.post(reverse("people:factor-removal", args=[others.pk]))

    assert Authenticator.objects.filter(pk=others.pk).exists()


def test_new_recovery_codes_end_the_old_ones(client, rui):
    _totp, secret = with_app(rui)
    old = authenticators.renew_recovery_codes(rui)
    client.post(FACTOR, {"code": secret.now()})

    client.post(reverse("people:recovery-codes"))

    page = client.get(ACCOUNT).text
    assert page.count("<li><code>") == 10
    assert old[0] not in page


def test_without_the_second_factor_shown_nothing_can_be_changed(client, rui):
    totp, _secret = with_app(rui)

    for address in (
        reverse("people:recovery-codes"),
        reverse("people:factor-removal", args=[totp.pk]),
    ):
        assert client.post(address).url == FACTOR
    assert rui.authenticators.count() == 1


def test_the_second_factor_page_without_one_leads_to_the_account(client, rui):
    assert client.get(FACTOR).url == ACCOUNT


def test_signing_out_everywhere_else_keeps_this_browser(client, rui):
    other = Client()
    other.force_login(rui)

    client.post(reverse("people:sessions"))

    assert client.get(ACCOUNT).status_code == 200
    assert other.get(ACCOUNT).status_code == 302


def test_ending_other_sessions_keeps_the_second_factor_shown(client, rui, settings):
    settings.SECOND_FACTOR = True
    _totp, secret = with_app(rui)
    client.post(FACTOR, {"code": secret.now()})

    client.post(reverse("people:sessions"))

    assert client.get(reverse("recruiter:home")).status_code == 200
