"""Staff show a second factor; it never fails open."""

from datetime import timedelta

import pyotp
import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.kit.sealing import unseal
from compagnon.people import authenticators
from compagnon.people.errors import SignInRefusedError
from compagnon.people.models import Authenticator
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def with_app(person, now=NOW):
    totp = authenticators.begin_totp(person, now=now)
    secret = pyotp.TOTP(unseal(totp.secret))
    authenticators.check_totp(totp, secret.at(now), now=now)
    totp.refresh_from_db()
    return totp, secret


def test_a_code_of_the_app_is_accepted_once():
    totp, secret = with_app(factories.a_recruiter())
    later = NOW + timedelta(minutes=2)
    authenticators.check_totp(totp, secret.at(later), now=later)

    with pytest.raises(SignInRefusedError, match="used already"):
        authenticators.check_totp(totp, secret.at(later), now=later)


def test_a_clock_that_is_half_a_minute_off_still_opens_the_door():
    totp, secret = with_app(factories.a_recruiter())
    later = NOW + timedelta(minutes=5)

    authenticators.check_totp(totp, secret.at(later - timedelta(seconds=30)), now=later)


def test_the_secret_is_not_kept_in_clear():
    totp, secret = with_app(factories.a_recruiter())

    assert secret.secret not in totp.secret


def test_guessing_is_stopped_after_ten_tries():
    totp, secret = with_app(factories.a_recruiter())
    later = NOW + timedelta(minutes=10)
    for _guess in range(10):
        with pytest.raises(SignInRefusedError):
            authenticators.check_totp(totp, "000000", now=later)

    with pytest.raises(SignInRefusedError, match="Too many"):
        authenticators.check_totp(totp, secret.at(later), now=later)


def test_a_recovery_code_works_once():
    rui = factories.a_recruiter()
    codes = authenticators.renew_recovery_codes(rui, now=NOW)
    authenticators.show_code(rui, codes[3].lower(), now=NOW)

    with pytest.raises(
        SignInRefusedError, match="neither six digits nor a recovery code"
    ):
        authenticators.show_code(rui, codes[3], now=NOW)

    assert Authenticator.objects.filter(kind="recovery").count() == 9


def test_staff_without_any_second_factor_must_add_one(client, settings):
    settings.SECOND_FACTOR = True
    client.force_login(factories.a_recruiter())

    answer = client.get(reverse("recruiter:home"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("people:account"))


def test_staff_show_it_at_each_sign_in(client, settings):
    settings.SECOND_FACTOR = True
    rui = factories.a_recruiter()
    _totp, secret = with_app(rui, now=timezone.now() - timedelta(minutes=5))
    client.force_login(rui)
    assert client.get(reverse("recruiter:home")).url.startswith(
        reverse("people:second-factor")
    )

    shown = client.post(
        reverse("people:second-factor") + "?next=" + reverse("recruiter:home"),
        {"code": secret.now()},
    )

    assert shown.url == reverse("recruiter:home")
    assert client.get(reverse("recruiter:home")).status_code == 200


def test_a_stolen_session_cannot_add_a_second_factor_to_an_account_that_has_one(client):
    rui = factories.a_recruiter()
    with_app(rui)
    client.force_login(rui)

    answer = client.post(reverse("people:factors"), {"code": "123456"})

    assert answer.url == reverse("people:second-factor")
    assert client.get(reverse("people:account")).status_code == 302


def test_the_first_app_brings_recovery_codes(client):
    rui = factories.a_recruiter()
    client.force_login(rui)
    client.get(reverse("people:account"))
    totp = rui.authenticators.get(kind="totp")

    client.post(
        reverse("people:factors"), {"code": pyotp.TOTP(unseal(totp.secret)).now()}
    )

    page = client.get(reverse("people:account")).content.decode()
    assert page.count("<li><code>") == 10
    assert (
        client.get(reverse("people:account")).content.decode().count("<li><code>") == 0
    )
