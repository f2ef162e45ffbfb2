"""Small real worlds for tests: rows as the operations would write them.

Cast: Ada candidate, Rui recruiter, Ines interviewer, Stan stranger.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from compagnon.applications import operations as applications
from compagnon.applications.models import Application, Choice
from compagnon.people.models import Grant, Identity, Person, Role
from compagnon.postings.models import Campaign, Opening, Place
from compagnon.programmes.models import Programme, Step

NOW = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
_count = itertools.count(1)


def text(words: str) -> dict[str, str]:
    return {"en": words, "fr": f"{words} (fr)"}


def a_person(
    given_name: str = "Ada", *roles: Role, email: str = "", programme: str = ""
) -> Person:
    """A person with an identity in the vault, and roles if named."""
    number = next(_count)
    person = Person.objects.create()
    Identity.objects.create(
        person=person,
        email=email or f"{given_name.lower()}{number}@example.org",
        given_name=given_name,
        family_name=f"Specimen{number}",
    )
    for role in roles:
        Grant.objects.create(person=person, role=role, programme_slug=programme)
    return person


def a_recruiter() -> Person:
    return a_person("Rui", Role.RECRUITER)


def an_assessor() -> Person:
    return a_person("Ines", Role.ASSESSOR)


def a_stranger() -> Person:
    return a_person("Stan")


def declared(*steps: dict[str, Any], slug: str = "test", **more: Any) -> dict[str, Any]:
    """A whole declaration around `steps`; a form and a review where none is given."""
    steps = steps or (
        {"key": "form", "kind": "form", "title": text("Form"), "summary": text("You")},
        {
            "key": "review",
            "kind": "review",
            "title": text("Review"),
            "summary": text("We read"),
        },
        {
            "key": "offer",
            "kind": "offer",
            "title": text("Offer"),
            "summary": text("Terms"),
            "settings": {"letter": [text("Dear {name}")]},
        },
    )
    return {
        "slug": slug,
        "name": text(slug.upper()),
        "full_name": text(f"Programme {slug}"),
        "page": {
            "tagline": text("A first job"),
            "introduction": text("Learn by doing"),
            "who_it_is_for": [text("Anyone")],
            "what_you_learn": [text("The trade")],
            "not_asked": [text("No photo")],
        },
        "competencies": [
            {
                "code": "LIS",
                "name": text("Listening"),
                "definition": text("Hears"),
                "indicators": [text("Asks")],
            },
        ],
        "steps": list(steps),
        "decline_reasons": {"examples": text("We heard fewer examples of listening.")},
        "mails": {},
        **more,
    }


def a_programme(*steps: dict[str, Any], slug: str = "test", **more: Any) -> Programme:
    """A loaded programme version whose steps stand in the table."""
    content = declared(*steps, slug=slug, **more)
    source = json.dumps(content)
    programme = Programme.objects.create(
        slug=slug,
        version=Programme.objects.filter(slug=slug).count() + 1,
        source=source,
        sha256=hashlib.sha256(f"{source}{next(_count)}".encode()).hexdigest(),
        declared=source,
        loaded_at=NOW,
    )
    for position, step in enumerate(content["steps"]):
        Step.objects.create(
            programme=programme, position=position, key=step["key"], kind=step["kind"]
        )
    return programme


def a_campaign(programme: Programme | None = None, **more: Any) -> Campaign:
    return Campaign.objects.create(
        **{
            "programme": programme or a_programme(),
            "name": f"January 2027 {next(_count)}",
            "opens_at": NOW - timedelta(days=7),
            "closes_at": NOW + timedelta(days=40),
            **more,
        }
    )


def a_place(**more: Any) -> Place:
    return Place.objects.create(
        **{
            "name": f"Boutique {next(_count)}",
            "kind": Place.Kind.BOUTIQUE,
            "city": "Lyon",
            "country": "FR",
            "time_zone": "Europe/Paris",
            **more,
        }
    )


def an_opening(campaign: Campaign | None = None, **more: Any) -> Opening:
    return Opening.objects.create(
        **{
            "campaign": campaign or a_campaign(),
            "place": more.pop("place", None) or a_place(),
            "title_en": "Sales associate",
            "title_fr": "Conseiller de vente",
            "function": "Sales",
            "seats": 2,
            "starts_on": date(2027, 9, 1),
            "closes_on": date(2027, 2, 14),
            "closes_at": datetime(2027, 2, 14, 22, 59, 59, tzinfo=UTC),
            **more,
        }
    )


def an_application(
    *,
    candidate: Person | None = None,
    opening: Opening | None = None,
    at: str | None = None,
    now: datetime = NOW,
) -> Application:
    """An application to one opening, moved by the operations to the step `at`."""
    opening = opening or an_opening()
    application = applications.start(
        candidate=candidate or a_person(), campaign=opening.campaign, now=now
    )
    Choice.objects.create(application=application, opening=opening, rank=1)
    while at is not None and application.step.key != at:
        applications.pass_step(application, actor=None, now=now)
    return application
