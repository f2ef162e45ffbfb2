"""A hired person's first page, and what those who accompany them may see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.people.models import Role
from compagnon.placements import operations
from compagnon.placements.models import Placement
from compagnon.placements.rules import PlacementKind
from tests import factories

pytestmark = pytest.mark.django_db

PLAN = {
    "phases": [
        {
            "key": "before",
            "title": factories.text("Before you start"),
            "from_day": -30,
            "to_day": -1,
            "tasks": [
                {
                    "key": "sign",
                    "title": factories.text("Sign the contract"),
                    "owner": "placement",
                    "day": -10,
                    "done_when": factories.text("Both have signed"),
                }
            ],
        }
    ]
}


def a_placement(person=None, manager=None, days=30, **more):
    programme = factories.a_programme(plan=PLAN)
    opening = factories.an_opening(factories.a_campaign(programme))
    placement = operations.open_placement(
        person=person or factories.a_person(),
        opening=opening,
        starts_on=timezone.now().date() + timedelta(days=days),
        ends_on=None,
        manager=manager,
    )
    Placement.objects.filter(pk=placement.pk).update(**more)
    placement.refresh_from_db()
    return placement


def page_of(placement, name="placement"):
    return reverse(f"companion:{name}", args=[placement.code])


def test_the_first_page_welcomes_and_tells_when_where_and_who(client):
    manager = factories.a_person("Mona", Role.HIRING_MANAGER)
    placement = a_placement(manager=manager)
    client.force_login(placement.person)

    page = client.get(page_of(placement)).content.decode()

    assert "Welcome, Ada" in page
    assert str(placement.opening.place) in page
    assert "Paris time" in page
    assert manager.identity.name in page
    assert "Will be named before you start" in page
    assert "Sign the contract" in page


def test_nothing_of_the_selection_stands_on_the_page(client):
    person = factories.a_person()
    placement = a_placement(person=person)
    application = factories.an_application(candidate=person)
    client.force_login(person)

    page = client.get(page_of(placement)).content.decode()

    assert application.code not in page
    assert "applications/" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("days", "kinds", "words"),
    [
        (1, [], "In 1 day you begin"),
        (0, [PlacementKind.STARTED], "You are here as"),
        (-40, [PlacementKind.STARTED, PlacementKind.COMPLETED], "This time is over."),
        (30, [PlacementKind.CANCELLED], "This start was cancelled."),
    ],
)
def test_each_state_of_a_placement_is_said(client, days, kinds, words):
    placement = a_placement(days=days)
    for kind in kinds:
        operations.record(placement, kind, actor=None)
    client.force_login(placement.person)

    assert words in client.get(page_of(placement)).content.decode()


def test_the_list_is_empty_before_anybody_is_hired(client):
    client.force_login(factories.a_person())

    page = client.get(reverse("companion:home")).content.decode()

    assert "Nothing here yet" in page


def test_a_buddy_sees_first_name_and_start_only(client):
    buddy = factories.a_person("Bo")
    placement = a_placement(buddy=buddy)
    client.force_login(buddy)

    page = client.get(page_of(placement, "accompanied")).content.decode()

    assert "Ada" in page
    assert placement.person.identity.family_name not in page
    assert placement.person.identity.email not in page


def test_the_own_page_is_nobody_elses(client):
    manager = factories.a_person("Mona", Role.HIRING_MANAGER)
    placement = a_placement(manager=manager)

    for person in (manager, factories.a_stranger()):
        client.force_login(person)
        assert client.get(page_of(placement)).status_code == 404


def test_only_manager_and_buddy_accompany(client):
    placement = a_placement()

    for person in (placement.person, factories.a_stranger()):
        client.force_login(person)
        assert client.get(page_of(placement, "accompanied")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    client, django_assert_num_queries, count
):
    manager = factories.a_person("Mona")
    for _number in range(count):
        a_placement(manager=manager)
        a_placement(person=manager)
    client.force_login(manager)

    with django_assert_num_queries(6):
        page = client.get(reverse("companion:home")).content.decode()

    assert page.count("card__link") == 2 * count
