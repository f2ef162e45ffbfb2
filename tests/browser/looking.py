"""A glance at a page: accessible, within its width, one heading, no loose ends."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Page

# What only a mistake puts on a line of its own, or anywhere.
LOOSE_LINES = {"None", "[]", "{}"}
LOOSE_SIGNS = ("{{", "}}", "{%", "%(")
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(one =>
  one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
  && !one.closest(".table-scroll, .board, .tabs, .visually-hidden, svg, [hidden]")
).map(one => one.outerHTML.slice(0, 120)).slice(0, 3)"""


class Look:
    """Looks at each kind of page once: ``look(page)``."""

    def __init__(self, axe: Callable[[Page], None]) -> None:
        self.axe = axe
        self.seen: set[tuple[str, str]] = set()

    def __call__(self, page: Page, state: str = "") -> None:
        kind = (resolve(urlsplit(page.url).path).view_name, state)
        if kind in self.seen:
            return
        self.seen.add(kind)
        self.axe(page)
        assert page.locator("h1").count() == 1, f"{page.url}: not one h1"
        scrolls = "() => document.documentElement.scrollWidth > innerWidth + 1"
        if page.evaluate(scrolls):
            raise AssertionError(f"{page.url} is too wide: {page.evaluate(TOO_WIDE)}")
        words = page.locator("main").inner_text()
        assert LOOSE_LINES.isdisjoint(words.split("\n")), page.url
        assert not [sign for sign in LOOSE_SIGNS if sign in words], page.url
