"""A steward gives and takes roles, and closes the door behind those who leave."""

import pytest
from django.urls import reverse

from compagnon.people.models import Authenticator, Grant, Person, Role, RoleChange
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofia(client):
    sofia = factories.a_person("Sofia", Role.STEWARD)
    client.force_login(sofia)
    return sofia


def url(name, person, **more):
    return reverse(f"steward:{name}", kwargs={"code": person.code, **more})


def says(client, address, data):
    answer = client.post(address, data, follow=True)
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_work_here(
    client, sofia, count, django_assert_max_num_queries
):
    for _each in range(count):
        factories.a_recruiter()

    with django_assert_max_num_queries(8):
        page = client.get(reverse("steward:staff")).text

    assert page.count("steward/staff/") == count + 1 + 1  # the tab too


def test_the_list_shows_who_lacks_a_second_factor(client, sofia):
    Authenticator.objects.create(
        person=sofia, kind="totp", secret="x", created_at=NOW, confirmed_at=NOW
    )
    factories.a_recruiter()

    page = client.get(reverse("steward:staff")).text

    assert page.count("Set up") == 1
    assert "1 person has no second factor yet" in page


def test_somebody_new_is_added_with_a_role(client, sofia):
    factories.a_programme(slug="act")

    answer = client.post(
        reverse("steward:staff"),
        {
            "email": "Nora@Example.org",
            "name": "Nora Lind",
            "role": "recruiter",
            "programme": "act",
        },
    )

    nora = Person.objects.get(identity__email="nora@example.org")
    assert answer.url == url("member", nora)
    assert nora.identity.name == "Nora Lind"
    grant = nora.grants.get()
    assert (grant.role, grant.programme_slug, grant.granted_by) == (
        "recruiter",
        "act",
        sofia,
    )
    assert "Nora Lind" in client.get(answer.url).text


def test_a_wrong_address_is_told(client, sofia):
    answer = client.post(
        reverse("steward:staff"),
        {"email": "nora@", "name": "Nora", "role": "recruiter"},
    )

    assert answer.status_code == 422
    assert "Enter a valid email address." in answer.text


def test_a_role_is_given_and_taken_and_both_are_remembered(client, sofia):
    rui = factories.a_recruiter()
    client.post(url("grants", rui), {"role": "assessor", "programme": ""})
    grant = rui.grants.get(role="assessor")

    client.post(url("revocation", rui, grant=grant.pk))

    assert [one.role for one in rui.grants.all()] == ["recruiter"]
    changes = RoleChange.objects.filter(person=rui).order_by("pk")
    assert [(one.role, one.is_given, one.changed_by) for one in changes] == [
        ("assessor", True, sofia),
        ("assessor", False, sofia),
    ]
    assert "Taken away:" in client.get(url("member", rui)).text


def test_the_last_steward_stays(client, sofia):
    words = says(client, url("revocation", sofia, grant=sofia.grants.get().pk), {})

    assert words == ["Somebody must remain steward. Name another steward first."]
    assert sofia.grants.count() == 1


def test_a_steward_may_go_when_another_is_there(client, sofia):
    factories.a_person("Sven", Role.STEWARD)

    answer = client.post(url("revocation", sofia, grant=sofia.grants.get().pk))

    assert answer.url == reverse("welcome")
    assert sofia.grants.count() == 0


def test_a_closed_account_is_out_at_once_and_may_come_back(client, sofia):
    from django.test import Client

    rui = factories.a_recruiter()
    other = Client()
    other.force_login(rui)
    assert other.get(reverse("recruiter:home")).status_code == 200

    client.post(url("acts", rui), {"act": "close"})

    assert other.get(reverse("recruiter:home")).url.startswith(
        reverse("people:sign-in")
    )
    assert Grant.objects.filter(person=rui).count() == 0
    assert "Closed" in client.get(url("member", rui)).text
    client.post(url("acts", rui), {"act": "reopen"})
    rui.refresh_from_db()
    assert (rui.is_active, rui.grants.count()) == (True, 0)


def test_nobody_closes_their_own_account(client, sofia):
    factories.a_person("Sven", Role.STEWARD)

    words = says(client, url("acts", sofia), {"act": "close"})

    assert words == ["Another steward closes your account, not you."]


def test_a_lost_telephone_is_reset_and_signed_out(client, sofia):
    from django.test import Client

    rui = factories.a_recruiter()
    Authenticator.objects.create(
        person=rui, kind="totp", secret="x", created_at=NOW, confirmed_at=NOW
    )
    other = Client()
    other.force_login(rui)

    client.post(url("acts", rui), {"act": "reset"})

    assert rui.authenticators.count() == 0
    assert other.get(reverse("people:account")).status_code == 302


def test_an_unknown_act_and_a_candidate_are_not_found(client, sofia):
    ada = factories.a_person()

    assert client.post(url("acts", sofia), {"act": "promote"}).status_code == 404
    assert client.get(url("member", ada)).status_code == 404
    assert client.post(url("grants", ada), {"role": "steward"}).status_code == 404


def test_a_recruiter_finds_no_steward_desk(client):
    client.force_login(factories.a_recruiter())

    assert client.get(reverse("steward:staff")).status_code == 404
