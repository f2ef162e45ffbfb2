"""People begin at the desk they work at, and see where they are."""

import pytest
from django.urls import reverse

from compagnon.desks.navigation import desk_links
from compagnon.people.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


def current(rf, person, path):
    request = rf.get(path)
    request.user = person
    return [link.url for link in desk_links(request)["desk_links"] if link.is_current]


def test_somebody_with_two_roles_begins_at_the_first_desk(client):
    client.force_login(factories.a_person("Rui", Role.STEWARD, Role.RECRUITER))

    assert client.get(reverse("welcome")).url == reverse("recruiter:home")


def test_a_candidate_begins_at_their_applications(client):
    client.force_login(factories.a_person())

    assert client.get(reverse("welcome")).url == reverse("candidate:home")


def test_one_desk_is_marked_where_two_addresses_begin_alike(rf):
    person = factories.a_person("Hana", Role.HIRING_MANAGER, Role.PROGRAMME_MANAGER)
    programmes, home = reverse("manager:programmes"), reverse("manager:home")

    assert current(rf, person, programmes) == [programmes]
    assert current(rf, person, home) == [home]
    assert current(rf, person, "/managing/campaigns/X/") == [programmes]
    assert current(rf, person, "/") == []
