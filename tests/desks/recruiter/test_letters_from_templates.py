"""A letter can begin with the programme's own words."""

import pytest
from django.urls import reverse

from compagnon.journey.models import Letter
from tests import factories

pytestmark = pytest.mark.django_db
MAILS = {
    "declined": {
        "subject": {"en": "Your application", "fr": "Votre candidature"},
        "body": {"en": "Dear {name}, {reason}", "fr": "Bonjour {name}, {reason}"},
    }
}


@pytest.fixture
def application():
    programme = factories.a_programme(mails=MAILS)
    opening = factories.an_opening(factories.a_campaign(programme))
    return factories.an_application(opening=opening, at="review")


def test_the_words_stand_in_the_form_and_go_to_the_outbox(client, application):
    client.force_login(factories.a_recruiter())
    page = reverse("recruiter:application", args=[application.code])

    shown = client.get(page, {"letter": "declined"}).content.decode()
    client.post(
        reverse("recruiter:letters", args=[application.code]),
        {"letter-subject": "Your application", "letter-body": "Dear {name}, soon."},
    )

    assert "Dear {name}, {reason}" in shown
    assert Letter.objects.get().body == "Dear {name}, soon."


def test_an_unknown_letter_leaves_the_form_empty(client, application):
    client.force_login(factories.a_recruiter())
    page = reverse("recruiter:application", args=[application.code])

    assert client.get(page, {"letter": "nothing"}).status_code == 200
