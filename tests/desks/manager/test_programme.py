"""The programme manager's pages: versions, campaigns, openings, tables."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from compagnon.journey.steps import STEP_KINDS
from compagnon.people.models import Role
from compagnon.postings.models import Campaign, Opening
from compagnon.programmes import operations
from compagnon.programmes.models import Programme
from compagnon.programmes.reading import read as read_file
from tests.factories import (
    a_campaign,
    a_person,
    a_place,
    a_programme,
    an_application,
    an_opening,
    declared,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pia(client):
    person = a_person("Pia", Role.PROGRAMME_MANAGER)
    client.force_login(person)
    return person


def read(client, name, *args, status=200, **query):
    response = client.get(reverse(f"manager:{name}", args=args), query)
    assert response.status_code == status
    return response.content.decode()


def upload(content: str | bytes, name="file.csv"):
    data = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, data)


def a_file() -> str:
    """The programme file that the house ships."""
    return (Path(__file__).parents[3] / "programmes" / "act.yaml").read_text("utf-8")


def open_campaign(**more):
    now = timezone.now()
    return a_campaign(
        more.pop("programme", None),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=200),
        **more,
    )


class TestVersions:
    def test_the_list_shows_versions_with_their_campaigns(self, pia, client):
        a_programme(slug="act")
        open_campaign(programme=a_programme(slug="act"))
        page = read(client, "programmes")
        assert page.index("Version 2") < page.index("Version 1")
        assert "1 running" in page

    def test_without_a_programme_it_offers_to_load_one(self, pia, client):
        assert "No programme is loaded" in read(client, "programmes")

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_for_one_version_and_for_three(
        self, pia, client, django_assert_num_queries, count
    ):
        for _each in range(count):
            a_programme(slug="act")
        read(client, "programmes")
        # Session, person, roles, care, versions.
        with django_assert_num_queries(5):
            read(client, "programmes")

    def test_a_version_shows_its_path_and_its_words(self, pia, client):
        programme = a_programme(slug="act")
        open_campaign(programme=programme, name="Winter")
        page = read(client, "programme", programme.pk)
        for words in ("Form", "Review", programme.sha256, "Winter", "word for word"):
            assert words in page

    def test_two_versions_are_compared(self, pia, client):
        old = a_programme(slug="act")
        words = declared(slug="act")["page"] | {"tagline": text("A new promise")}
        new = a_programme(slug="act", page=words)
        page = read(client, "compare", old=old.pk, new=new.pk)
        assert "<del>A first job</del>" in page
        assert "<ins>A new promise</ins>" in page
        assert "say the same" in read(client, "compare", old=old.pk, new=old.pk)
        read(client, "compare", old=old.pk, new=0, status=422)
        assert "differences" not in read(client, "compare")


class TestLoading:
    def check(self, client, content):
        return client.post(
            reverse("manager:programme-file"), {"file": upload(content, "act.yaml")}
        )

    def test_a_file_with_faults_names_their_lines(self, pia, client):
        response = self.check(client, "slug: act\nname: 3\ncolour: blue\n")
        page = response.content.decode()
        assert response.status_code == 422
        assert "Nothing was loaded" in page
        assert '<td class="number" data-label="Line">2</td>' in page
        assert "colour" in page

    @pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"- a\n- b\n"])
    def test_what_is_no_programme_is_refused(self, pia, client, content):
        assert self.check(client, content).status_code == 422
        assert not Programme.objects.exists()

    def test_a_good_file_shows_what_it_changes_and_is_loaded_when_confirmed(
        self, pia, client
    ):
        operations.load(read_file(a_file(), kinds=STEP_KINDS), actor=None)
        first = Programme.objects.get()
        words = str(first.declaration.page.tagline)
        response = self.check(client, a_file().replace(words, "A new promise"))
        assert response.status_code == 200, response.context.get("faults")
        assert Programme.objects.count() == 1
        assert "<ins>A new promise</ins>" in response.content.decode()

        sealed = response.context["sealed"]
        answer = client.post(reverse("manager:programme-loading"), {"sealed": sealed})
        loaded = Programme.objects.get(version=2)
        assert answer.url == reverse("manager:programme", args=[loaded.pk])
        assert loaded.loaded_by == pia
        assert str(loaded.declaration.page.tagline) == "A new promise"
        assert loaded.steps.count() == first.steps.count()

    def test_the_very_same_file_is_not_loaded_twice(self, pia, client):
        operations.load(read_file(a_file(), kinds=STEP_KINDS), actor=None)
        page = self.check(client, a_file()).content.decode()
        assert "loaded already: it is version 1" in page
        assert reverse("manager:programme-loading") not in page

    def test_a_file_that_was_not_checked_is_not_loaded(self, pia, client):
        client.post(reverse("manager:programme-loading"), {"sealed": "slug: act"})
        assert not Programme.objects.exists()

    def test_only_files_of_programmes_in_care_are_loaded(self, client):
        person = a_person("Pia", Role.PROGRAMME_MANAGER, programme="vie")
        client.force_login(person)
        response = self.check(client, a_file())
        assert "not in your care" in response.content.decode()
        assert "sealed" not in response.context


class TestCampaigns:
    def test_a_campaign_is_begun_on_a_version(self, pia, client):
        programme = a_programme(slug="act")
        page = read(client, "campaign-new", programme=programme.pk)
        assert f'<option value="{programme.pk}" selected>' in page
        response = client.post(
            reverse("manager:campaign-new"),
            {
                "programme": programme.pk,
                "name": "Winter",
                "opens_at": "2099-01-04T09:00",
                "closes_at": "2099-02-28T23:59",
            },
        )
        campaign = Campaign.objects.get()
        assert response.url == reverse("manager:openings", args=[campaign.code])
        assert campaign.programme == programme

    def test_an_end_before_the_beginning_is_refused(self, pia, client):
        response = client.post(
            reverse("manager:campaign-new"),
            {
                "programme": a_programme().pk,
                "name": "Winter",
                "opens_at": "2099-03-04T09:00",
                "closes_at": "2099-02-28T23:59",
            },
        )
        assert response.status_code == 422
        assert "closes after it opens" in response.content.decode()

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same_for_one_and_for_three(
        self, pia, client, django_assert_num_queries, count
    ):
        for _each in range(count):
            an_application(opening=an_opening())
        read(client, "campaigns")
        # Session, person, roles, care, campaigns, applications.
        with django_assert_num_queries(6):
            read(client, "campaigns")

    def test_a_campaign_shows_its_funnel(self, pia, client, django_assert_num_queries):
        opening = an_opening()
        an_application(opening=opening)
        an_application(opening=opening, at="review")
        read(client, "campaign", opening.campaign.code)
        # Session, person, roles, care, campaign, four of the funnel, changes.
        with django_assert_num_queries(10):
            page = read(client, "campaign", opening.campaign.code)
        assert 'data-label="Entered">2</td>' in page
        assert 'data-label="Passed">1</td>' in page

    def test_strangers_find_nothing(self, client):
        opening = an_opening()
        names = [
            ("campaign", opening.campaign.code),
            ("openings", opening.campaign.code),
            ("import", opening.campaign.code),
            ("opening-edit", opening.code),
            ("programme", opening.campaign.programme.pk),
        ]
        others = a_person("Pia", Role.PROGRAMME_MANAGER, programme="another")
        for person in (a_person("Stan"), others):
            client.force_login(person)
            for name, key in names:
                read(client, name, key, status=404)


PLACE = {"name": "Boutique Test", "kind": "boutique", "city": "Lyon", "country": "FR"}
FORM = {
    "title_en": "Sales Associate",
    "title_fr": "Conseillère de vente",
    "seats": "2",
    "starts_on": "2099-09-01",
    "closes_on": "",
    "languages": "fr en",
}


def form(**more):
    closes_on = timezone.localdate() + timedelta(days=30)
    return FORM | {"closes_on": closes_on.isoformat()} | more


class TestOpenings:
    def test_the_list_is_searched_by_words_and_state(self, pia, client):
        campaign = open_campaign()
        an_opening(campaign, title_en="Draft one", is_published=False)
        an_opening(campaign, title_en="Other", search_text=" other lyon")
        assert "2 openings" in read(client, "openings", campaign.code)
        assert "Draft one" in read(client, "openings", campaign.code, state="draft")
        page = read(client, "openings", campaign.code, words="LYON", page="x")
        assert "Other" in page
        assert "Draft one" not in page
        page = read(client, "openings", campaign.code, words="zebra")
        assert "No opening here" in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same_for_one_and_for_three(
        self, pia, client, django_assert_num_queries, count
    ):
        campaign = open_campaign()
        for _each in range(count):
            an_opening(campaign)
        # Session, person, roles, care, campaign, count, openings, choices.
        with django_assert_num_queries(8):
            read(client, "openings", campaign.code)

    def test_an_opening_is_added_as_a_draft_or_published(self, pia, client):
        campaign = open_campaign()
        mara = a_person("Mara", Role.HIRING_MANAGER)
        url = reverse("manager:opening-new", args=[campaign.code])
        assert client.get(url).status_code == 200
        client.post(url, PLACE | form(managers=[mara.pk]))
        opening = Opening.objects.get()
        assert not opening.is_published
        assert opening.languages == ["fr", "en"]
        assert opening.place.time_zone == "Europe/Paris"
        assert list(opening.managers.all()) == [mara]
        client.post(url, PLACE | form(title_en="Second", publish="1"))
        assert Opening.objects.get(title_en="Second").is_published

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"country": ""}, "required"),
            ({"country": "XX"}, "valid choice"),
            ({"time_zone": "Mars/North"}, "no such time zone"),
            ({"closes_on": "2099-01-01"}, "after the campaign does"),
            ({"starts_on": "2020-01-01"}, "in the past"),
            ({"seats": "0"}, "greater than or equal to 1"),
            ({"languages": "French"}, "not the code of a language"),
            ({"allowance_eur": "900"}, "Say from when"),
        ],
    )
    def test_wrong_words_stand_beside_their_field(self, pia, client, wrong, words):
        campaign = open_campaign()
        url = reverse("manager:opening-new", args=[campaign.code])
        response = client.post(url, PLACE | form() | wrong)
        assert response.status_code == 422
        assert words in response.content.decode()
        assert not Opening.objects.exists()

    def test_an_opening_is_changed_withdrawn_and_published(self, pia, client):
        opening = an_opening(
            open_campaign(),
            closes_at=timezone.now() + timedelta(days=20),
            closes_on=timezone.localdate() + timedelta(days=20),
            starts_on="2099-09-01",
            reference="A1",
        )
        url = reverse("manager:opening-edit", args=[opening.code])
        assert "Sales associate" in client.get(url).content.decode()
        assert client.post(url, form(seats="7")).url == url
        page = client.get(url).content.decode()
        assert "Opening changed" in page
        opening.refresh_from_db()
        assert (opening.seats, opening.reference) == (7, "A1")

        act = reverse("manager:opening-publication", args=[opening.code])
        for name, expected in (("withdraw", False), ("publish", True), ("x", True)):
            client.post(act, {"act": name})
            opening.refresh_from_db()
            assert opening.is_published is expected
        assert client.get(act).status_code == 405


class TestImport:
    HEADER = (
        "reference,title_en,title_fr,place,city,country,seats,starts_on,closes_on\n"
    )

    def send(self, client, campaign, content, **more):
        url = reverse("manager:import", args=[campaign.code])
        return client.post(url, {"file": upload(content), **more})

    def test_a_table_is_imported_and_reported(self, pia, client):
        campaign = open_campaign()
        table = self.HEADER + "A1,T,T,Boutique,Lyon,FR,1,+7m:1,+30d\n"
        response = self.send(client, campaign, table)
        assert "1 new, 0 changed, 0 as before, 0 refused" in response.content.decode()
        assert Opening.objects.get().changes.count() == 0
        assert campaign.changes.get().actor == pia

    def test_refused_rows_are_told_and_nothing_is_written_unless_asked(
        self, pia, client
    ):
        campaign = open_campaign()
        table = (
            self.HEADER
            + "A1,T,T,Boutique,Lyon,FR,1,+7m:1,+30d\n"
            + "A2,T,T,Boutique,Lyon,Atlantis,1,+7m:1,+30d\n"
        )
        page = self.send(client, campaign, table).content.decode()
        assert "Nothing was written" in page
        assert "“Atlantis” is no country that we know." in page
        assert '<td class="number" data-label="Line">3</td>' in page
        assert not Opening.objects.exists()
        self.send(client, campaign, table, skip_bad="on")
        assert Opening.objects.get().reference == "A1"

    @pytest.mark.parametrize("content", ["", "a;b\n", b"\xff\xfe", "x" * 100])
    def test_a_file_that_is_no_table_is_refused_with_a_reason(
        self, pia, client, content
    ):
        response = self.send(client, open_campaign(), content)
        assert response.status_code == 422

    def test_a_list_of_offers_is_recognised(self, pia, client):
        campaign = open_campaign(programme=a_programme(slug="vie"))
        table = (
            "offer_id,organization,title,mission_type,country_fr,activity_sector_fr,"
            "specializations_fr,start_date,duration_months,views,candidates,source_url\n"
            "1,HOUSE,ANALYST,VIE,BELGIQUE,MODE,Audit,2024-05-01,12,1,1,\n"
        )
        page = self.send(client, campaign, table, shifts="on").content.decode()
        assert "1 new" in page
        assert Opening.objects.get().place == a_place_of("HOUSE")


def a_place_of(name):
    return Opening.objects.get(place__name=name).place


def test_long_names_are_shown_whole(pia, client):
    name = "Boutique " + "x" * 150
    campaign = open_campaign(name="y" * 80)
    an_opening(campaign, place=a_place(name=name))
    assert name in read(client, "openings", campaign.code)
