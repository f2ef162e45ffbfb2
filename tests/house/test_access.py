"""Every URL has an entry in tests/access, and keeps out whoever it says."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from compagnon.applications.models import Application
from compagnon.people.models import Role
from compagnon.placements.models import Placement
from compagnon.placements.operations import open_placement
from compagnon.postings.models import Opening
from tests import factories

ROLES = {role.value: role for role in Role}
KINDS = {"public", "signed-in", "candidate", "placement", "token", "demo", *ROLES}
SIGN_IN = "/sign-in/"


@dataclass
class World:
    """What stands behind the codes in the URLs."""

    application: Application
    opening: Opening
    placement: Placement


def parts() -> list[Any]:
    return [
        importlib.import_module(f"tests.access.{module.name}")
        for module in pkgutil.iter_modules(tests.access.__path__)
    ]


def declared() -> dict[str, str]:
    table: dict[str, str] = {}
    for part in parts():
        assert not table.keys() & part.ACCESS.keys(), part
        table |= part.ACCESS
    return table


def routes(resolver=None, namespace="", before="") -> dict[str, str]:
    """Return every named URL with its route."""
    found: dict[str, str] = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (
                f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
            found |= routes(pattern, inner, route)
        elif isinstance(pattern, URLPattern):
            found[f"{namespace}{pattern.name}"] = route
    return found


@pytest.fixture
def world(db) -> World:
    application = factories.an_application()
    opening = application.choices.get().opening
    placement = open_placement(
        person=factories.a_person("Paula"),
        opening=opening,
        starts_on=opening.starts_on,
        ends_on=None,
        manager=None,
        now=factories.NOW,
    )
    return World(application, opening, placement)


def urls(world: World) -> dict[str, str]:
    """Return a real address for each name."""
    given: dict[str, dict[str, Any]] = {}
    for part in parts():
        given |= part.kwargs(world) if hasattr(part, "kwargs") else {}
    return {
        name: reverse(name, kwargs=given.get(name, usual(route, world)))
        for name, route in routes().items()
    }


def usual(route: str, world: World) -> dict[str, str]:
    if "<str:code>" not in route:
        return {}
    if route.startswith("placements/"):
        return {"code": world.placement.code}
    if "campaigns/<str:code>" in route:
        return {"code": world.opening.campaign.code}
    return {"code": world.application.code}


def is_kept_out(client: Client, url: str) -> bool:
    """Whether neither reading nor writing gets in."""
    answers = [client.get(url), client.post(url, {})]
    return all(
        answer.status_code in {403, 404, 405, 410}
        or (answer.status_code == 302 and answer.url.startswith(SIGN_IN))
        for answer in answers
    )


def signed_in(*roles: Role, programme: str = "") -> Client:
    client = Client()
    client.force_login(factories.a_person("Stan", *roles, programme=programme))
    return client


@pytest.mark.house
def test_each_url_says_who_may_open_it():
    assert sorted(routes()) == sorted(declared())
    assert set(declared().values()) <= KINDS


def test_nobody_gets_in_without_signing_in(world):
    client = Client()
    open_to = [
        name
        for name, url in urls(world).items()
        if declared()[name] != "public" and not is_kept_out(client, url)
    ]

    assert open_to == []


def test_a_stranger_reaches_nothing_of_others(world):
    client = signed_in()
    open_to = [
        name
        for name, url in urls(world).items()
        if declared()[name] not in {"public", "signed-in"}
        and not is_kept_out(client, url)
    ]

    assert open_to == []


@pytest.mark.parametrize("role", sorted(ROLES))
def test_staff_of_other_roles_do_not_get_in(world, role):
    client = signed_in(*[one for name, one in ROLES.items() if name != role])
    open_to = [
        name
        for name, url in urls(world).items()
        if declared()[name] == role and not is_kept_out(client, url)
    ]

    assert open_to == []


def test_a_recruiter_of_another_programme_does_not_get_in(world):
    client = signed_in(Role.RECRUITER, programme="another")
    found = urls(world)
    open_to = [
        name
        for name, kind in declared().items()
        if kind == "recruiter"
        and "<str:code>" in routes()[name]
        and not is_kept_out(client, found[name])
    ]

    assert open_to == []


def test_pages_open_for_those_they_are_for(world):
    """A table that keeps everybody out would prove nothing."""
    recruiter = signed_in(Role.RECRUITER)
    candidate = Client()
    candidate.force_login(world.application.candidate)

    found = urls(world)
    assert recruiter.get(found["recruiter:applications"]).status_code == 200
    assert recruiter.get(found["recruiter:application"]).status_code == 200
    assert candidate.get(found["candidate:application"]).status_code == 200
