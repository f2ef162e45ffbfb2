"""The public check keeps nothing; the candidate's own is the candidate's own."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.eligibility.models import EligibilityCheck
from tests import factories

from .test_operations import an_application

pytestmark = pytest.mark.django_db

PERSON = {
    "birth_date": "2001-05-05",
    "nationality": "FR",
    "earlier": "none",
    "service_in_order": "yes",
    "has_civic_rights": "yes",
    "has_clean_record": "yes",
    "leaves_other_work": "yes",
}
MISSION = {
    "filing_date": "2027-01-11",
    "destination": "US",
    "starts_on": "2027-09-01",
    "months": "18",
}


def test_anybody_checks_and_nothing_is_kept(client, django_assert_num_queries):
    url = reverse("eligibility-public:check")

    with django_assert_num_queries(0):
        response = client.post(url, PERSON | MISSION)

    assert response.status_code == 200
    assert "Yes, you may apply" in response.text
    assert "23 March" not in response.text
    assert EligibilityCheck.objects.count() == 0


def test_the_page_explains_the_rule_the_reason_and_the_source(client):
    answers = PERSON | MISSION | {"nationality": "CH"}

    response = client.post(reverse("eligibility-public:check"), answers)

    assert "Not as things stand" in response.text
    assert "Switzerland: near the European Economic Area" in response.text
    assert "Code du service national, L122-1" in response.text
    assert "Not met" in response.text


def test_an_opening_fills_in_the_mission(client):
    opening = factories.an_opening(duration_months=12)

    response = client.get(
        reverse("eligibility-public:check"), {"opening": opening.code}
    )

    assert response.context["form"].initial["starts_on"] == opening.starts_on
    assert response.context["form"].initial["months"] == 12


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "31/02/2001"),
        ("birth_date", "1801-01-01"),
        ("nationality", "ZZ"),
        ("months", "many"),
    ],
)
def test_bad_input_is_told_beside_its_field(client, field, value):
    answers = PERSON | MISSION | {field: value}

    response = client.post(reverse("eligibility-public:check"), answers)

    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_an_exception_needs_the_months_of_the_first_mission(client):
    answers = PERSON | MISSION | {"earlier": "force_majeure"}

    response = client.post(reverse("eligibility-public:check"), answers)

    assert list(response.context["form"].errors) == ["earlier_months"]


def test_a_birth_in_the_future_is_a_slip(client):
    tomorrow = timezone.now().date() + timedelta(days=2)

    response = client.post(
        reverse("eligibility-public:check"),
        PERSON | MISSION | {"birth_date": tomorrow.isoformat()},
    )

    assert response.status_code == 422


def test_a_candidate_checks_their_own_application(client):
    application = an_application(starts_on=date(2027, 9, 1))
    client.force_login(application.candidate)
    url = reverse("eligibility:check", args=[application.code])

    assert "Code du service national, L122-1" in client.get(url).text
    failed = client.post(url, PERSON | {"nationality": "BR"})
    assert "Brazil: not on the list" in failed.text
    assert client.post(url, PERSON).status_code == 302

    application.refresh_from_db()
    assert application.step.key == "form"
    assert "Go on" in client.get(url).text


def test_a_stranger_finds_nothing(client):
    application = an_application()
    client.force_login(factories.a_stranger())

    url = reverse("eligibility:check", args=[application.code])

    assert client.get(url).status_code == 404
    assert client.post(url, PERSON).status_code == 404


def test_a_second_tab_after_passing_is_told_kindly(client):
    application = an_application()
    client.force_login(application.candidate)
    url = reverse("eligibility:check", args=[application.code])
    client.post(url, PERSON)

    again = client.post(url, PERSON)

    assert again.status_code == 200
    assert EligibilityCheck.objects.count() == 1
