"""Campaigns and openings: what may be said, and what is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from compagnon.people.models import Role
from compagnon.postings import operations
from compagnon.postings.errors import CampaignRefusedError, OpeningRefusedError
from compagnon.postings.models import Campaign, Change, Opening, Place
from compagnon.postings.terms import OpeningTerms, PlaceTerms
from tests.factories import NOW, a_campaign, a_person, a_programme, an_opening, text

pytestmark = pytest.mark.django_db

PLACE = PlaceTerms(
    name="Boutique Test", city="Lyon", country="FR", time_zone="Europe/Paris"
)
TERMS = OpeningTerms(
    title_en="Sales Associate",
    title_fr="Conseillère de vente",
    starts_on=date(2027, 9, 1),
    closes_on=date(2027, 2, 14),
    function="Retail",
    seats=2,
)
ELIGIBILITY = {
    "key": "check",
    "kind": "eligibility",
    "title": text("Check"),
    "summary": text("The rules"),
}
TASK = {
    "key": "task",
    "kind": "technical_task",
    "title": text("Task"),
    "summary": text("A piece of work"),
    "settings": {"tasks": [{"key": "case", "title": text("A case")}]},
}


def create(campaign=None, *, place=PLACE, **terms):
    return operations.create_opening(
        campaign or a_campaign(),
        place=place,
        terms=replace(TERMS, **terms),
        actor=a_person("Pia"),
        now=NOW,
    )


def update(opening, **terms):
    return operations.update_opening(
        opening, terms=replace(TERMS, **terms), actor=a_person("Pia"), now=NOW
    )


class TestCampaign:
    def test_it_runs_on_one_version_between_two_instants(self):
        programme, pia = a_programme(), a_person("Pia")
        campaign = operations.create_campaign(
            programme,
            name=" Winter ",
            opens_at=NOW,
            closes_at=NOW + timedelta(days=9),
            actor=pia,
            now=NOW,
        )
        assert (campaign.name, campaign.programme) == ("Winter", programme)
        change = Change.objects.get()
        assert (change.what, change.actor) == ("campaign_created", pia)

    @pytest.mark.parametrize(
        ("name", "opens", "closes", "words"),
        [
            (" ", 0, 9, "a name"),
            ("A", 9, 9, "closes after it opens"),
            ("A", 9, 1, "closes after it opens"),
            ("A", -9, -1, "already be over"),
        ],
    )
    def test_impossible_dates_are_refused(self, name, opens, closes, words):
        with pytest.raises(CampaignRefusedError, match=words):
            operations.create_campaign(
                a_programme(),
                name=name,
                opens_at=NOW + timedelta(days=opens),
                closes_at=NOW + timedelta(days=closes),
                actor=None,
                now=NOW,
            )
        assert Campaign.objects.count() == Change.objects.count() == 0

    def test_a_name_is_used_once_for_a_version(self):
        campaign = a_campaign(name="Winter")
        with pytest.raises(CampaignRefusedError, match="of this name already"):
            operations.create_campaign(
                campaign.programme,
                name="Winter",
                opens_at=NOW,
                closes_at=NOW + timedelta(days=9),
                actor=None,
                now=NOW,
            )


class TestCreate:
    def test_an_opening_closes_at_its_place_and_can_be_found(self):
        opening = create()
        opening.refresh_from_db()
        assert opening.closes_at == datetime(2027, 2, 14, 22, 59, 59, tzinfo=UTC)
        assert opening.place.name == "Boutique Test"
        assert " conseillere" in opening.search_text
        assert " france" in opening.search_text
        assert opening.is_published

    def test_a_place_of_the_same_name_and_city_is_the_same(self):
        campaign = a_campaign()
        create(campaign)
        create(campaign)
        assert Place.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "field", "words"),
        [
            ({"title_fr": " "}, "title_fr", "empty"),
            ({"title_en": "x" * 201}, "title_en", "Too long"),
            ({"seats": 0}, "seats", "between 1 and 999"),
            ({"starts_on": date(2027, 1, 11)}, "starts_on", "in the past"),
            ({"starts_on": date(2027, 2, 14)}, "starts_on", "before applications"),
            ({"closes_on": date(2027, 2, 20)}, "closes_on", "after the campaign does"),
            ({"duration_months": 61}, "duration_months", "between 1 and 60"),
            ({"allowance_eur": Decimal(0)}, "allowance_eur", "not a monthly"),
            ({"allowance_eur": Decimal(900)}, "allowance_source", "from when"),
            ({"source_url": "javascript:1"}, "source_url", "https://"),
            ({"technical_task": "case"}, "technical_task", "no task of this name"),
        ],
    )
    def test_what_cannot_be_is_refused_and_named(self, wrong, field, words):
        with pytest.raises(OpeningRefusedError, match=words) as refusal:
            create(**wrong)
        assert refusal.value.field == field
        assert Opening.objects.count() == Place.objects.count() == 0

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"country": "XX"}, "country"),
            ({"time_zone": "Europe/Atlantis"}, "time_zone"),
            ({"name": ""}, "place"),
        ],
    )
    def test_a_place_that_cannot_be_is_refused(self, wrong, field):
        with pytest.raises(OpeningRefusedError) as refusal:
            create(place=replace(PLACE, **wrong))
        assert refusal.value.field == field

    @pytest.mark.parametrize(
        ("months", "country", "field"),
        [
            (None, "BE", "duration_months"),
            (5, "BE", "duration_months"),
            (25, "BE", "duration_months"),
            (12, "FR", "country"),
            (12, "RE", "country"),
            (6, "BE", None),
            (24, "BE", None),
        ],
    )
    def test_the_public_scheme_has_its_limits(self, months, country, field):
        campaign = a_campaign(a_programme(ELIGIBILITY, slug="vie"))
        place = replace(PLACE, country=country)
        if field is None:
            assert create(campaign, place=place, duration_months=months).pk
            return
        with pytest.raises(OpeningRefusedError) as refusal:
            create(campaign, place=place, duration_months=months)
        assert refusal.value.field == field

    def test_a_declared_task_may_be_named(self):
        campaign = a_campaign(a_programme(TASK, slug="tasks"))
        assert create(campaign, technical_task="case").technical_task == "case"

    def test_a_reference_is_used_once_in_a_campaign(self):
        campaign = a_campaign()
        create(campaign, reference="A1")
        with pytest.raises(OpeningRefusedError, match="with this reference"):
            create(campaign, reference="A1")
        create(reference="A1")


class TestUpdate:
    def test_it_writes_down_what_changed_and_from_what(self):
        opening = create(reference="A1")
        changed = update(opening, seats=3, closes_on=date(2027, 2, 10))
        assert changed == ["closes_on", "seats"]
        opening.refresh_from_db()
        assert opening.closes_at == datetime(2027, 2, 10, 22, 59, 59, tzinfo=UTC)
        assert opening.reference == "A1"
        change = Change.objects.first()
        assert change.details == {
            "closes_on": ["2027-02-14", "2027-02-10"],
            "seats": [2, 3],
        }

    def test_nothing_new_is_no_change(self):
        opening = create()
        before = Change.objects.count()
        assert update(opening) == []
        assert Change.objects.count() == before

    def test_what_is_past_may_stay_but_not_be_said_anew(self):
        opening = an_opening(
            starts_on=date(2026, 9, 1),
            closes_on=date(2026, 2, 14),
            closes_at=datetime(2026, 2, 14, 22, 59, 59, tzinfo=UTC),
        )
        past = {"starts_on": date(2026, 9, 1), "closes_on": date(2026, 2, 14)}
        assert "title_en" in update(opening, **past, title_en="Anew")
        with pytest.raises(OpeningRefusedError, match="in the past"):
            update(opening, **(past | {"closes_on": date(2026, 2, 15)}))

    def test_only_hiring_managers_hire(self):
        opening, mara = create(), a_person("Mara", Role.HIRING_MANAGER)
        operations.name_managers(opening, managers=[mara], actor=None, now=NOW)
        assert list(opening.managers.all()) == [mara]
        with pytest.raises(OpeningRefusedError, match="no hiring manager"):
            operations.name_managers(
                opening, managers=[a_person("Stan")], actor=None, now=NOW
            )
        assert list(opening.managers.all()) == [mara]


class TestPublication:
    def test_an_opening_is_withdrawn_and_published_again(self):
        opening, pia = create(), a_person("Pia")
        operations.withdraw_opening(opening, actor=pia, now=NOW)
        opening.refresh_from_db()
        assert (opening.is_published, opening.withdrawn_at) == (False, NOW)
        assert not Opening.objects.open(NOW).exists()
        operations.publish_opening(opening, actor=pia, now=NOW)
        opening.refresh_from_db()
        assert (opening.is_published, opening.withdrawn_at) == (True, None)

    def test_twice_is_once(self):
        opening = create()
        for _each in range(2):
            operations.withdraw_opening(opening, actor=None, now=NOW)
        assert Change.objects.filter(what="withdrawn").count() == 1

    def test_one_that_has_closed_is_not_published(self):
        opening = create()
        operations.withdraw_opening(opening, actor=None, now=NOW)
        with pytest.raises(OpeningRefusedError, match="have closed"):
            operations.publish_opening(
                opening, actor=None, now=datetime(2027, 2, 15, tzinfo=UTC)
            )
