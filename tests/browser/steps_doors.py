"""Pressing what leads to another page, and coming in by the mailed code."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from .world import code_for

MAIN_BUTTON = "main form[method=post] button:not([value]):not([type=button])"


def press(target: Locator) -> None:
    """Press what loads a page, and wait for that page."""
    with target.page.expect_navigation():
        target.first.click()


def follow(page: Page, href: str) -> None:
    """Follow the first link of the page whose address ends with `href`."""
    press(page.locator(f'main a[href$="{href}"]'))


def enter_code(page: Page, address: str) -> None:
    """Give an address, read the mail, type its code."""
    expect(page).to_have_url(re.compile("/sign-in/"))
    page.locator("main input[name=email]").fill(address)
    press(page.locator(MAIN_BUTTON))
    page.locator("main input[name=code]").fill(code_for(address))
    press(page.locator(MAIN_BUTTON))


def come_in(page: Page, address: str, look: Any) -> None:
    """Do the same, looking at each page."""
    look(page)
    page.locator("main input[name=email]").fill(address)
    press(page.locator(MAIN_BUTTON))
    look(page)
    page.locator("main input[name=code]").fill(code_for(address))
    press(page.locator(MAIN_BUTTON))
