"""A steward adds a colleague, exports a person and erases them."""

import zipfile

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from compagnon.people.models import Role
from compagnon.privacy import rounds
from compagnon.privacy.models import Erasure
from compagnon.privacy.operations import ask_erasure
from tests import factories
from tests.privacy import lives

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page_at, sign_in):
    """Give the steward's desk at a width."""

    def at(width):
        page = page_at(width, accept_downloads=True)
        sign_in(page, factories.a_person("Sofia", Role.STEWARD))
        page.goto(reverse("steward:home"))
        return page

    return at


@pytest.mark.parametrize("width", [360, 1280])
def test_one_person_is_found_exported_and_erased(desk, axe, width, tmp_path):
    life = lives.a_life()
    ask_erasure(life.person)
    page = desk(width)
    axe(page)
    page.get_by_role("link", name="One person").click()
    page.get_by_label("E-mail address or code").fill(lives.EMAIL)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name=life.person.code)).to_be_visible()
    axe(page)

    page.get_by_label("Reason").last.fill("Letter of 3 January")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    download.value.save_as(tmp_path / "export.zip")
    assert "data.json" in zipfile.ZipFile(tmp_path / "export.zip").namelist()

    page.get_by_role("link", name="Erase this person").click()
    axe(page)
    page.get_by_label("Type the person's code").fill(life.person.code)
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("verified just now")).to_be_visible()
    axe(page)
    assert Erasure.objects.get().person == life.person


@pytest.mark.parametrize("width", [360, 1280])
def test_the_other_pages_can_be_read_by_everybody(desk, axe, width):
    life = lives.a_life()
    rounds.nightly(factories.NOW)
    page = desk(width)
    page.get_by_role("link", name="Staff").click()
    page.get_by_label("E-mail").fill("nora@example.org")
    page.get_by_label("Given and family name").fill("Nora Lind")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Nora Lind")).to_be_visible()
    axe(page)
    for name in ("staff", "disclosures", "retention", "preview"):
        page.goto(reverse(f"steward:{name}"))
        axe(page)
    page.goto(reverse("steward:proof") + f"?code={life.application.code}")
    expect(page.get_by_text("All hashes are right")).to_be_visible()
    axe(page)
