"""A real Chromium for the tests that need one.

    pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

    def test_a_page(page_at, sign_in, live_server, axe):
        page = page_at(360)
        sign_in(page, person)
        page.goto("/my/")
        axe(page)

Pages resolve relative addresses against the live server, have a camera and a microphone
that Chromium invents, and fail the test when a script fails or the security policy
blocks something.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from compagnon.people.models import Person

from .looking import Look

# Playwright runs an event loop in this thread; the queries of the tests are harmless.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # noqa: TID251

FLAGS = [
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
]
# A machine that runs other tests beside these is slow to answer.
expect.set_options(timeout=15_000)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def page_at(chromium: Browser, live_server: Any, files: Any) -> Iterator[Any]:
    """Make a page of a given width: ``page_at(360)`` is a phone, 1280 a desk.

    Further words go to the browser's context: ``page_at(360, locale="fr-FR")``. Each
    page has a context, and so a session, of its own.
    """
    contexts, faults = [], []

    def make(width: int = 1280, **more: Any) -> Page:
        more = {
            "base_url": live_server.url,
            "viewport": {"width": width, "height": 780 if width < 700 else 900},
            "has_touch": width < 700,
            "locale": "en-GB",
            "timezone_id": "Europe/Paris",
            "reduced_motion": "reduce",
            **more,
        }
        context = chromium.new_context(**more)
        context.grant_permissions(["camera", "microphone"], origin=live_server.url)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda message: _note_blocked(message.text, faults))
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def _note_blocked(words: str, faults: list[str]) -> None:
    if "Content Security Policy" in words or "Permissions policy" in words:
        faults.append(f"policy: {words}")


@pytest.fixture
def sign_in(live_server: Any) -> Callable[..., None]:
    """Put a session of `person` into a page: ``sign_in(page, person)``.

    Further words are written into the session, for example what a second factor leaves
    there. Signing in through the page itself has tests of its own.
    """

    def put(page: Page, person: Person, **session: Any) -> None:
        client = Client()
        client.force_login(person)
        kept = client.session
        kept.update(session)
        kept.save()
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                    "url": live_server.url,
                    "httpOnly": True,
                    "sameSite": "Lax",
                }
            ]
        )

    return put


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """Fail with a readable list when a page breaks WCAG 2.2 AA: ``axe(page)``.

    ``without=["rule-id"]`` leaves a rule out; say why beside it.
    """
    engine = Axe()

    def check(page: Page, *, without: list[str] | None = None) -> None:
        options = {
            "runOnly": {"type": "tag", "values": RULES},
            "rules": {rule: {"enabled": False} for rule in without or []},
            "resultTypes": ["violations"],
        }
        found = engine.run(page, options=options).response["violations"]
        assert not found, f"{page.url}\n" + "\n".join(map(_finding, found))

    return check


@pytest.fixture
def look(axe: Callable[..., None]) -> Look:
    """Check each kind of page once in a journey: ``look(page)``."""
    return Look(axe)


def _finding(violation: dict[str, Any]) -> str:
    places = "\n".join(
        f"    {' '.join(map(str, node['target']))}\n"
        f"      {node['html'][:160]}\n"
        f"      {(node.get('failureSummary') or '').replace(chr(10), ' ')}"
        for node in violation["nodes"][:4]
    )
    more = len(violation["nodes"]) - 4
    tail = f"\n    and {more} more" if more > 0 else ""
    title = f"  {violation['id']} ({violation['impact']}): {violation['help']}"
    return f"{title}\n{places}{tail}"
