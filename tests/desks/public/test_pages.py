"""Home, programmes, one opening, notices: what anybody reads."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.factories import (
    a_campaign,
    a_place,
    a_programme,
    an_opening,
    declared,
    text,
)

from .test_openings import open_campaign, shown

pytestmark = pytest.mark.django_db

ELIGIBILITY = {
    "key": "check",
    "kind": "eligibility",
    "title": text("Check"),
    "summary": text("The rules"),
}


def read(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def data_of(page):
    [block] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
    )
    return json.loads(block)


class TestHome:
    def test_it_shows_each_programme_with_when_it_is_open(self, client):
        now = timezone.now()
        open_campaign(programme=a_programme(slug="act"))
        later = a_programme(slug="vie")
        a_campaign(later, opens_at=now + timedelta(5), closes_at=now + timedelta(9))
        a_programme(slug="third")
        page = read(client, "/")
        assert page.index("Programme act") < page.index("Programme third")
        assert page.count("Open now") == 1
        assert page.count("Closed at the moment") == 1
        assert '<time datetime="' in page

    def test_without_a_programme_it_is_calm(self, client):
        assert "No programme is announced yet" in read(client, "/")

    def test_it_costs_the_same_for_one_programme_and_for_three(
        self, client, django_assert_num_queries
    ):
        open_campaign(programme=a_programme(slug="one"))
        read(client, "/")
        with django_assert_num_queries(2):
            read(client, "/")
        for slug in ("two", "three"):
            open_campaign(programme=a_programme(slug=slug))
        read(client, "/")
        with django_assert_num_queries(2):
            read(client, "/")


class TestProgramme:
    def test_it_tells_the_path_and_what_is_not_asked(self, client):
        step = {
            "key": "form",
            "kind": "form",
            "title": text("About you"),
            "summary": text("We look at what you did, because it helps"),
            "minutes": 15,
            "days": 10,
        }
        programme = a_programme(step, slug="act")
        shown(open_campaign(programme=programme), title="Somewhere nice")
        page = read(client, "/programmes/act/")
        for words in (
            "Programme act",
            "We look at what you did, because it helps",
            "about 15 min",
            "You have 10 days",
            "No photo",
            "The trade",
            "Somewhere nice",
            f"/my/apply/{programme.campaigns.get().code}/",
        ):
            assert words in page

    def test_a_running_campaign_shows_the_version_it_began_with(self, client):
        old = a_programme(slug="act")
        open_campaign(programme=old)
        words = declared(slug="act")["page"] | {"tagline": text("A new promise")}
        a_programme(slug="act", page=words)
        page = read(client, "/programmes/act/")
        assert "A first job" in page
        assert "A new promise" not in page

    def test_between_campaigns_it_shows_the_newest_version_and_the_date(self, client):
        now = timezone.now()
        a_programme(slug="act")
        words = declared(slug="act")["page"] | {"tagline": text("A new promise")}
        newest = a_programme(slug="act", page=words)
        a_campaign(newest, opens_at=now + timedelta(5), closes_at=now + timedelta(9))
        page = read(client, "/programmes/act/")
        assert "A new promise" in page
        assert "Not open yet" in page
        assert "/my/apply/" not in page

    def test_without_any_campaign_it_says_closed(self, client):
        a_programme(slug="act")
        assert "Applications are closed" in read(client, "/programmes/act/")

    def test_an_unknown_programme_is_not_found(self, client):
        read(client, "/programmes/none/", 404)

    def test_it_speaks_the_language_that_is_asked(self, client):
        a_programme(slug="act")
        page = read(client, "/programmes/act/?lang=fr")
        assert "Programme act (fr)" in page
        assert '<html lang="fr"' in page
        assert (
            'hreflang="fr" href="http://127.0.0.1:8000/programmes/act/?lang=fr"' in page
        )

    def test_queries(self, client, django_assert_num_queries):
        campaign = open_campaign(programme=a_programme(slug="act"))
        for _each in range(3):
            shown(campaign)
        read(client, "/programmes/act/")
        with django_assert_num_queries(4):
            read(client, "/programmes/act/")


class TestOpening:
    def test_it_shows_all_facts_and_both_clocks(self, client):
        now = timezone.now()
        place = a_place(
            name="Maison Test",
            city="New York",
            country="US",
            time_zone="America/New_York",
            kind="office",
        )
        opening = shown(
            open_campaign(programme=a_programme(ELIGIBILITY, slug="vie")),
            place=place,
            seats=2,
            level="Master",
            languages=["en", "fr"],
            duration_months=18,
            reference="VIE-1",
            allowance_eur=Decimal("5092.20"),
            allowance_as_of=date(2024, 1, 1),
            allowance_source="The scale of January",
            closes_at=datetime(now.year + 1, 1, 11, 4, 59, 59, tzinfo=UTC),
        )
        client.cookies["tz"] = "Asia/Tokyo"
        page = read(client, f"/openings/{opening.code}/")
        for words in (
            "Maison Test",
            "23:59 (New York time)",
            "13:59 (Tokyo time)",
            "18 months",
            "Master",
            "English, French",
            "€5,092.20 a month",
            "The scale of January",
            "Business France’s scale on the day you start decides",
            "J-1",
            f"/my/apply/{opening.campaign.code}/?opening={opening.code}",
        ):
            assert words in page, words

    def test_machines_read_a_job_posting(self, client):
        opening = shown(
            title="Analyst </script><script>alert(1)</script> & co",
            seats=3,
            allowance_eur=Decimal("2746.98"),
            place=a_place(city="Dubai", country="AE", name="Office"),
        )
        page = read(client, f"/openings/{opening.code}/")
        assert "<script>alert" not in page
        data = data_of(page)
        assert data["@type"] == "JobPosting"
        assert data["title"] == opening.title_en
        assert data["validThrough"] == opening.closes_at.isoformat()
        assert data["totalJobOpenings"] == 3
        assert data["directApply"] is True
        assert data["employmentType"] == ["FULL_TIME"]
        assert data["jobLocation"]["address"] == {
            "@type": "PostalAddress",
            "addressLocality": "Dubai",
            "addressCountry": "AE",
        }
        assert data["baseSalary"]["value"] == {
            "@type": "QuantitativeValue",
            "value": 2746.98,
            "unitText": "MONTH",
        }
        assert "applicantLocationRequirements" not in data
        assert "without sponsorship" in data["eligibilityToWorkRequirement"]

    def test_what_is_not_known_is_not_said(self, client):
        opening = shown(
            open_campaign(programme=a_programme(ELIGIBILITY, slug="vie")),
            place=a_place(city="", country="BE"),
            duration_months=12,
        )
        page = read(client, f"/openings/{opening.code}/")
        data = data_of(page)
        assert "baseSalary" not in data
        assert "eligibilityToWorkRequirement" not in data
        assert data["employmentType"] == ["FULL_TIME", "TEMPORARY"]
        assert data["jobLocation"]["address"]["addressRegion"] == "Belgium"
        assert "has not named the city yet" in page

    @pytest.mark.parametrize(
        "state",
        [
            {"closes_at": datetime(2026, 1, 1, tzinfo=UTC)},
            {"is_published": False, "withdrawn_at": datetime(2026, 1, 1, tzinfo=UTC)},
        ],
    )
    def test_one_that_has_closed_is_gone_and_offers_others(self, client, state):
        campaign = open_campaign()
        gone = shown(campaign, title="Gone", **state)
        shown(campaign, title="Like it", place=gone.place)
        shown(title="Of another programme")
        page = read(client, f"/openings/{gone.code}/", 410)
        assert "This opening has closed" in page
        assert "Like it" in page
        assert "/my/apply/" not in page
        assert "application/ld+json" not in page

    def test_one_that_is_not_public_yet_is_not_found(self, client):
        now = timezone.now()
        draft = shown(is_published=False)
        early = shown(
            a_campaign(opens_at=now + timedelta(1), closes_at=now + timedelta(9))
        )
        for code in (draft.code, early.code, "0000000000", "x"):
            read(client, f"/openings/{code}/", 404)

    def test_it_closes_with_its_campaign(self, client):
        now = timezone.now()
        campaign = a_campaign(
            opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1)
        )
        read(client, f"/openings/{shown(campaign).code}/", 410)

    def test_it_costs_one_query(self, client, django_assert_num_queries):
        opening = shown()
        with django_assert_num_queries(1):
            read(client, f"/openings/{opening.code}/")


class TestNotices:
    @pytest.mark.parametrize("url", ["/privacy/", "/accessibility/"])
    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_each_names_the_house_and_whom_to_ask(
        self, client, settings, url, language
    ):
        settings.ORGANISATION = "Maison Test"
        page = read(client, f"{url}?lang={language}")
        assert "mailto:" in page
        assert settings.CONTACT_NAME in page
        assert "{" not in re.sub(r"content='\{.*\}'", "", page)

    def test_machines_learn_what_they_may_read(self, client):
        opening = shown(open_campaign(programme=a_programme(slug="act")))
        an_opening(is_published=False)
        robots = read(client, "/robots.txt")
        assert "Disallow: /my/" in robots
        assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots
        sitemap = read(client, "/sitemap.xml")
        assert sitemap.startswith("<?xml")
        assert sitemap.count("/openings/" + opening.code) == 4
        assert sitemap.count("<loc>") == 7
        assert "/programmes/act/" in sitemap

    @pytest.mark.parametrize("url", ["/", "/openings/", "/privacy/", "/robots.txt"])
    def test_pages_are_read_and_never_written_to(self, client, url):
        assert client.post(url).status_code == 405
