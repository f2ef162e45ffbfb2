"""A passkey is made and shown in a real browser, with an authenticator of its own."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from compagnon.people.models import Authenticator
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def here(live_server, settings):
    """The house on the host that passkeys are bound to; staff need a second factor."""
    settings.ORIGIN = live_server.url
    settings.SECOND_FACTOR = True
    return live_server.url


def give_authenticator(page) -> None:
    """Plug a virtual security key with a fingerprint reader into the page."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def sign_in_by_mail(page, email) -> None:
    page.goto(reverse("people:sign-in") + "?next=" + reverse("recruiter:home"))
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url("**/sign-in/code/")
    code = re.search(r"(\d{3} \d{3})", mail.outbox[-1].body)[1]
    page.get_by_label("The six digits in the mail").fill(code)
    page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize("width", [360, 1280])
def test_staff_add_a_passkey_and_show_it_at_the_next_sign_in(page_at, here, axe, width):
    rui = factories.a_recruiter()
    page = page_at(width)
    give_authenticator(page)

    sign_in_by_mail(page, rui.identity.email)
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in_by_mail(page, rui.identity.email)
    expect(page.get_by_role("heading", name="One more key")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**" + reverse("recruiter:home"))

    passkey = Authenticator.objects.get(person=rui, kind="passkey")
    assert passkey.last_used_at is not None
    assert passkey.counter > 0


def test_a_passkey_of_another_opens_nothing(page_at, here):
    rui = factories.a_recruiter()
    page = page_at(1280)
    give_authenticator(page)
    sign_in_by_mail(page, rui.identity.email)
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    # As if the key had been made on a machine that this browser does not know.
    Authenticator.objects.filter(kind="passkey").update(credential="b3RoZXI=")

    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in_by_mail(page, rui.identity.email)
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_text("The passkey was not shown.")).to_be_visible()
