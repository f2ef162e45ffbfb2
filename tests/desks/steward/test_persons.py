"""One person: found by what only they have, told, exported, erased."""

import io
import zipfile

import pytest
from django.urls import reverse

from compagnon.people.models import Disclosure, Role
from compagnon.placements.operations import open_placement
from compagnon.privacy.models import Erasure, ErasureWish
from compagnon.privacy.operations import ask_erasure
from tests import factories
from tests.factories import NOW
from tests.privacy import lives

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofia(client):
    sofia = factories.a_person("Sofia", Role.STEWARD)
    client.force_login(sofia)
    return sofia


def url(name, person):
    return reverse(f"steward:{name}", kwargs={"code": person.code})


def find(client, sought):
    return client.post(reverse("steward:find"), {"sought": sought})


def test_a_person_is_found_by_address_and_that_is_written_down(client, sofia):
    ada = factories.a_person(email="ada@example.org")

    assert find(client, " ADA@example.org ").url == url("person", ada)

    written = Disclosure.objects.get()
    assert (written.reader, written.subject, written.what) == (sofia, ada, "address")


def test_a_person_is_found_by_any_code_of_theirs(client, sofia):
    application = factories.an_application()
    ada = application.candidate
    placement = open_placement(
        person=ada,
        opening=application.choices.get().opening,
        starts_on=NOW.date(),
        ends_on=None,
        manager=None,
        now=NOW,
    )

    found = {
        find(client, code.lower()).url
        for code in (ada.code, application.code, placement.code)
    }

    assert found == {url("person", ada)}
    assert Disclosure.objects.count() == 0


@pytest.mark.parametrize("sought", ["nobody@example.org", "0000000000", "Ada"])
def test_nobody_is_found_by_a_name_or_a_part(client, sofia, sought):
    factories.a_person("Ada", email="ada@example.org")

    answer = find(client, sought)

    assert answer.status_code == 422
    assert "Nobody has this address or code." in answer.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_person_tells_no_identity(
    client, sofia, count, django_assert_max_num_queries
):
    ada = factories.a_person()
    for _each in range(count):
        factories.an_application(candidate=ada)

    with django_assert_max_num_queries(10):
        page = client.get(url("person", ada)).text

    assert page.count("Chain<") == count
    assert ada.identity.email not in page
    assert ada.identity.family_name not in page


def test_who_it_is_is_shown_once_for_a_reason(client, sofia):
    ada = factories.a_person()

    refused = client.post(url("reveal", ada), {"reveal-reason": " "})
    shown = client.post(url("reveal", ada), {"reveal-reason": "Letter of 3 January"})

    assert refused.status_code == 422
    assert ada.identity.email not in refused.text
    assert ada.identity.email in shown.text
    assert Disclosure.objects.get().reason == "Letter of 3 January"
    assert ada.identity.email not in client.get(url("person", ada)).text


def test_the_export_is_an_archive_and_written_down(client, sofia, files):
    life = lives.a_life()
    before = Disclosure.objects.count()

    answer = client.post(url("export", life.person), {"export-reason": "By post"})

    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        assert lives.FAMILY in made.read("data.html").decode()
    assert Disclosure.objects.count() == before + 1


def test_an_export_needs_a_reason(client, sofia):
    ada = factories.a_person()

    assert client.post(url("export", ada), {}).status_code == 422
    assert Disclosure.objects.count() == 0


def test_a_person_is_erased_once_their_code_is_typed(client, sofia, files):
    life = lives.a_life()
    ask_erasure(life.person, now=NOW)
    assert life.person.code in client.get(reverse("steward:home")).text

    wrong = client.post(url("erasure", life.person), {"reason": "asked", "code": "X"})
    right = client.post(
        url("erasure", life.person),
        {"reason": "asked", "code": life.person.code.lower()},
    )

    assert wrong.status_code == 422
    assert "not the code of this person" in wrong.text
    assert right.url == url("erasure", life.person)
    proof = client.get(right.url).text
    assert "verified just now" in proof
    assert "interviews.Take" in proof
    assert Erasure.objects.get().erased_by == sofia
    assert ErasureWish.objects.count() == 0


def test_what_stands_in_the_way_is_said_and_nothing_can_be_typed(client, sofia):
    application = factories.an_application()
    open_placement(
        person=application.candidate,
        opening=application.choices.get().opening,
        starts_on=NOW.date(),
        ends_on=None,
        manager=None,
        now=NOW,
    )
    address = url("erasure", application.candidate)

    page = client.get(address).text
    client.post(address, {"reason": "asked", "code": application.candidate.code})

    assert "A placement is expected or under way" in page
    assert "Erase for good" not in page
    assert Erasure.objects.count() == 0


def test_an_erased_person_can_be_revealed_to_nobody(client, sofia, files):
    life = lives.a_life()
    client.post(
        url("erasure", life.person), {"reason": "asked", "code": life.person.code}
    )

    answer = client.post(url("reveal", life.person), {"reveal-reason": "Curious"})

    assert answer.status_code == 422
    assert "This person was erased" in client.get(url("person", life.person)).text


def test_a_wish_that_was_answered_otherwise_leaves_the_list(client, sofia):
    ada = factories.a_person()
    ask_erasure(ada, now=NOW)

    client.post(url("wish", ada))

    assert ErasureWish.objects.count() == 0


def test_a_recruiter_reaches_nobody_here(client):
    ada = factories.a_person()
    client.force_login(factories.a_recruiter())

    for name in ("person", "erasure"):
        assert client.get(url(name, ada)).status_code == 404
    assert client.post(url("reveal", ada), {"reveal-reason": "x"}).status_code == 404
