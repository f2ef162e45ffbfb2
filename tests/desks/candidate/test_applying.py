"""From the public page into an application."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.applications.models import Application
from compagnon.people.models import Consent
from tests import factories

from . import worlds

pytestmark = pytest.mark.django_db

ANSWERS = {
    "given_name": "Ada",
    "family_name": "Specimen",
    "selection": "on",
    "fair_use": "on",
}


def apply_url(campaign, opening=None):
    url = reverse("candidate:apply", args=[campaign.code])
    return f"{url}?opening={opening.code}" if opening else url


def test_somebody_who_has_not_signed_in_goes_to_the_door_and_comes_back(client):
    opening = worlds.an_opening()
    url = apply_url(opening.campaign, opening)

    response = client.get(url)

    assert response.status_code == 302
    assert "next=/my/apply/" in response.url
    assert opening.code in response.url


def test_an_application_begins_with_consent_and_the_opening_looked_at(client):
    opening = worlds.an_opening()
    ada = factories.a_person()
    client.force_login(ada)

    page = client.get(apply_url(opening.campaign, opening))
    response = client.post(apply_url(opening.campaign, opening), ANSWERS)

    application = Application.objects.get(candidate=ada)
    assert opening.title in page.text
    assert response.url == reverse("candidate:application", args=[application.code])
    assert [one.opening for one in application.choices.all()] == [opening]
    assert {one.purpose for one in Consent.objects.filter(person=ada)} == {
        "selection",
        "fair_use",
    }
    ada.identity.refresh_from_db()
    assert ada.identity.name == "Ada Specimen"


def test_language_and_time_zone_come_along(client):
    opening = worlds.an_opening()
    ada = factories.a_person()
    client.force_login(ada)
    client.cookies["tz"] = "Asia/Tokyo"
    client.cookies["language"] = "fr"

    client.post(apply_url(opening.campaign), ANSWERS)

    ada.refresh_from_db()
    assert (ada.language, ada.time_zone) == ("fr", "Asia/Tokyo")


@pytest.mark.parametrize("missing", ["given_name", "family_name", "selection"])
def test_what_is_needed_is_asked_for_again(client, missing):
    opening = worlds.an_opening()
    client.force_login(factories.a_person())
    answers = {key: value for key, value in ANSWERS.items() if key != missing}

    response = client.post(apply_url(opening.campaign), answers | {missing: ""})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [missing]
    assert Application.objects.count() == 0


def test_a_second_application_leads_to_the_first(client):
    application = worlds.an_application()
    client.force_login(application.candidate)

    response = client.post(apply_url(application.campaign), ANSWERS, follow=True)

    assert response.request["PATH_INFO"] == reverse(
        "candidate:application", args=[application.code]
    )
    assert "You have begun already" in response.text
    assert Application.objects.count() == 1


def test_a_closed_campaign_says_so_and_what_can_be_done(client):
    now = timezone.now()
    campaign = worlds.a_campaign(closes_at=now - timedelta(days=1))
    client.force_login(factories.a_person())

    response = client.post(apply_url(campaign), ANSWERS)

    assert response.status_code == 410
    assert "Applications have closed" in response.text


def test_a_campaign_that_is_not_open_yet_says_when(client):
    campaign = worlds.a_campaign(opens_at=timezone.now() + timedelta(days=3))
    client.force_login(factories.a_person())

    assert "Not open yet" in client.get(apply_url(campaign)).text


def test_a_closed_opening_leads_to_the_others_of_its_season(client):
    campaign = worlds.a_campaign()
    past = timezone.now() - timedelta(hours=1)
    opening = worlds.an_opening(campaign, closes_at=past)
    client.force_login(factories.a_person())

    response = client.get(apply_url(campaign, opening))

    assert response.status_code == 410
    assert apply_url(campaign) in response.text


def test_an_opening_of_another_campaign_is_left_out(client):
    campaign, stray = worlds.a_campaign(), worlds.an_opening()
    ada = factories.a_person()
    client.force_login(ada)

    client.post(apply_url(campaign, stray), ANSWERS)

    assert Application.objects.get(candidate=ada).choices.count() == 0


def test_an_unknown_campaign_is_not_found(client):
    client.force_login(factories.a_person())

    assert client.get(reverse("candidate:apply", args=["NOSUCH"])).status_code == 404
