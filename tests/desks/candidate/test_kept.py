"""What is kept about me is mine to see, to take and to end."""

import io
import zipfile

import pytest
from django.urls import reverse

from compagnon.people.access import reveal_identity
from compagnon.people.vault import give_consent
from compagnon.privacy.models import ErasureWish
from tests import factories

from . import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client):
    ada = factories.a_person()
    client.force_login(ada)
    return ada


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_shows_everything_at_a_glance(
    client, ada, count, django_assert_max_num_queries
):
    for _ in range(count):
        worlds.an_application(candidate=ada)
    rui = factories.a_recruiter()
    reveal_identity(ada, reader=rui, reason="To telephone about the slot")

    with django_assert_max_num_queries(10):
        text = client.get(reverse("candidate:data")).text

    assert ada.identity.email in text
    assert "To telephone about the slot" in text
    assert rui.identity.name not in text


def test_the_download_has_my_words_and_nobody_elses(client, ada):
    mine, other = worlds.an_application(candidate=ada), worlds.an_application()

    response = client.get(reverse("candidate:export"))

    content = io.BytesIO(b"".join(response.streaming_content))
    with zipfile.ZipFile(content) as archive:
        told = archive.read("data.json").decode()
    assert mine.code in told
    assert other.code not in told


def test_the_download_is_not_made_all_day_long(client, ada):
    url = reverse("candidate:export")

    answers = []
    for _ in range(11):
        response = client.get(url)
        b"".join(response)  # the test client closes what was read to its end
        answers.append(response.status_code)

    assert answers == [200] * 10 + [302]


def test_an_optional_consent_ends_and_a_needed_one_has_no_button(client, ada):
    for purpose in ("selection", "keep_in_touch"):
        give_consent(ada, purpose=purpose, version="1", actor=ada)
    url = reverse("candidate:consent", args=["keep_in_touch"])
    page = client.get(reverse("candidate:data")).text
    assert page.count("End this consent") == 1

    client.post(url)

    assert ada.consents.get(purpose="keep_in_touch").withdrawn_at
    assert ada.consents.get(purpose="selection").withdrawn_at is None


def test_the_wish_to_be_forgotten_reaches_a_steward_once(client, ada):
    url = reverse("candidate:erasure")

    client.post(url)
    text = client.post(url, follow=True).text

    assert ErasureWish.objects.get().person == ada
    assert "You asked that everything be deleted" in text
    assert "Ask to delete everything" not in text
