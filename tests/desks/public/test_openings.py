"""The list of openings: search, filters, counts, pages, and what it costs."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.postings import importing, operations
from compagnon.postings.queries import Wanted, find_openings
from compagnon.postings.rules import search_text
from tests.factories import a_campaign, a_place, a_programme, an_opening

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[4] / "shared" / "data"
LIST = "/openings/"


def open_campaign(**more):
    now = timezone.now()
    return a_campaign(
        more.pop("programme", None),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=300),
        **more,
    )


def shown(campaign=None, **more):
    """An opening that anybody sees now."""
    now = timezone.now()
    title = more.pop("title", "Sales associate")
    place = more.pop("place", None) or a_place()
    return an_opening(
        campaign or open_campaign(),
        **{
            "place": place,
            "title_en": title,
            "title_fr": title,
            "starts_on": now.date() + timedelta(days=200),
            "closes_on": now.date() + timedelta(days=40),
            "closes_at": now + timedelta(days=40),
            "search_text": search_text(title, place.city, place.name),
            **more,
        },
    )


def titles(client, query=""):
    page = client.get(f"{LIST}{query}").content.decode()
    return re.findall(r'/openings/\w{10}/">([^<]+)<', page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_opening_and_for_three(
    client, django_assert_num_queries, count
):
    campaign = open_campaign()
    for number in range(count):
        shown(campaign, title=f"Opening {number}")
    titles(client)  # The declaration is parsed once in each process.
    with django_assert_num_queries(3):
        assert len(titles(client)) == count


def test_what_cannot_be_applied_for_is_not_listed(client):
    now = timezone.now()
    shown(title="Open")
    shown(title="Draft", is_published=False)
    shown(title="Over", closes_at=now - timedelta(seconds=1))
    shown(a_campaign(opens_at=now + timedelta(days=1), closes_at=now + timedelta(2)))
    shown(a_campaign(opens_at=now - timedelta(days=9), closes_at=now - timedelta(2)))
    assert titles(client) == ["Open"]


def test_the_first_to_close_stands_first(client):
    now = timezone.now()
    shown(title="Later", closes_at=now + timedelta(days=20))
    shown(title="Sooner", closes_at=now + timedelta(days=10))
    assert titles(client) == ["Sooner", "Later"]


def test_a_search_needs_no_accents_and_no_whole_words(client):
    shown(title="Chargé d’affaires", place=a_place(city="Zürich", country="CH"))
    shown(title="Vendeuse")
    assert titles(client, "?words=charge ZUR") == ["Chargé d’affaires"]
    assert titles(client, "?words=chargé+zürich") == ["Chargé d’affaires"]
    assert titles(client, "?words=affaires nowhere") == []


def test_filters_narrow_and_their_counts_tell_what_else_there_is():
    here = a_place(city="Dubai", country="AE")
    there = a_place(city="Milan", country="IT")
    shown(place=here, function="Retail", duration_months=12, title="A")
    shown(place=here, function="Finance", duration_months=18, title="B")
    shown(place=there, function="Retail", duration_months=12, title="C")

    found = find_openings(Wanted(country="AE", function="Retail"), now=timezone.now())
    assert [line.title for line in found.lines] == ["A"]
    assert found.counts["country"] == {"AE": 1, "IT": 1}
    assert found.counts["function"] == {"Retail": 1, "Finance": 1}
    assert found.counts["city"] == {"Dubai": 1}
    assert found.counts["duration"] == {"12": 1}

    nothing = find_openings(
        Wanted(country="IT", function="Finance"), now=timezone.now()
    )
    assert (nothing.total, nothing.lines) == (0, [])
    assert nothing.counts["country"] == {"AE": 1, "IT": 0}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("?programme=act", 1),
        ("?programme=nothing", 0),
        ("?month=2099-09", 1),
        ("?month=2099-13", 2),
        ("?month=x", 2),
        ("?duration=12", 1),
        ("?duration=twelve", 2),
        ("?page=0", 2),
        ("?page=99999999999", 2),
        ("?page=7", 2),
        ("?unknown=1", 2),
        ("?country=" + "x" * 500, 2),
        ("?words=%00", 2),
    ],
)
def test_an_address_shares_a_search_and_wrong_values_ask_nothing(client, query, count):
    act = open_campaign(programme=a_programme(slug="act"))
    shown(act, starts_on=date(2099, 9, 1), duration_months=12)
    shown()
    assert len(titles(client, query)) == count


def test_pages_of_thirty(client):
    campaign, place = open_campaign(), a_place()
    for number in range(31):
        shown(campaign, place=place, title=f"Opening {number}")
    assert len(titles(client)) == 30
    assert len(titles(client, "?page=2")) == 1
    page = client.get(f"{LIST}?words=opening").content.decode()
    assert 'rel="next" href="?words=opening&amp;page=2"' in page


def test_nothing_found_says_which_condition_to_drop(client):
    shown(place=a_place(city="Dubai", country="AE"))
    page = client.get(f"{LIST}?words=zebra&country=AE").content.decode()
    assert "No opening fits this search" in page
    assert 'href="?country=AE">' in page
    assert 'href="?words=zebra">' in page


def test_nothing_open_at_all_says_so(client):
    assert "Nothing is open at the moment" in client.get(LIST).content.decode()


def test_htmx_gets_what_changed_alone_and_a_clean_address(client):
    shown()
    response = client.get(
        f"{LIST}?words=sales&country=", headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert "<html" not in page
    assert 'id="results"' in page
    assert '<p id="count" hx-swap-oob="innerHTML">1 opening</p>' in page
    assert response.headers["HX-Push-Url"] == "/openings/?words=sales"
    assert "HX-Request" in response.headers["Vary"]
    restored = client.get(
        LIST, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert "<html" in restored.content.decode()


def test_two_thousand_real_openings_are_searched_quickly(
    client, django_assert_num_queries
):
    path = SHARED / "vie_offers_2024-03.csv"
    if not path.exists():
        pytest.skip(f"the file of real offers is not here: {path}")
    now = timezone.now()
    campaign = open_campaign()
    with path.open("rb") as stream:
        rows = importing.read_offers(stream, now=now, shift_years="auto")
    operations.import_openings(campaign, rows, actor=None, skip_bad=True, now=now)
    with path.open(encoding="utf-8", newline="") as stream:
        belgian = [
            row
            for row in csv.DictReader(stream)
            if (row["mission_type"], row["country_fr"]) == ("VIE", "BELGIQUE")
        ]
    client.get(LIST)
    with django_assert_num_queries(3):
        page = client.get(f"{LIST}?country=BE").content.decode()
    assert f"{len(belgian)} openings" in page
    assert f"Belgium ({len(belgian)})" in page
    with django_assert_num_queries(3):
        found = titles(client, "?words=ingenieur+chine+meca")
    assert "INGENIEUR BUSINESS DEV CHINE / MECATRONIQUE &amp; OPTRONIQUE (H/F)" in found


def test_long_names_and_markup_are_shown_as_words(client):
    name = "<b>" + "Long" * 40
    shown(title=name)
    page = client.get(LIST).content.decode()
    assert "&lt;b&gt;LongLong" in page
    assert "<b>Long" not in page
    assert reverse("public:openings") == LIST
