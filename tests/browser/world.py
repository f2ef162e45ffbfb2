"""The world of the journeys: the real programme files, their openings, staff, the mail.

world = a_world("act")
page.goto("/programmes/act/")
work()                      # what the worker would do by now
code_for("ada@example.org") # from the last mail to that address
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core import mail
from django.utils import timezone

from compagnon.applications.verifying import faults as faults_of_applications
from compagnon.journey.steps import STEP_KINDS
from compagnon.journey.worker import run_until_idle
from compagnon.people.models import Person, Role
from compagnon.people.operations import grant_role, name_staff
from compagnon.placements.verifying import faults as faults_of_placements
from compagnon.postings.importing import (
    default_closing,
    read_offers,
    read_openings,
    shape_of,
)
from compagnon.postings.models import Campaign
from compagnon.postings.operations import create_campaign, import_openings
from compagnon.programmes.operations import load
from compagnon.programmes.reading import read

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAMMES = REPOSITORY / "programmes"
# The public offers of March 2024, where they lie beside the repository.
OFFERS = REPOSITORY.parent / "shared" / "data" / "vie_offers_2024-03.csv"
# Letters about decisions can be read for a quarter of an hour before they go.
READ_BY_THEN = 20


@dataclass(frozen=True)
class World:
    """One campaign of a real programme, and those who work for it."""

    campaign: Campaign
    recruiter: Person
    manager: Person
    assessors: tuple[Person, ...]


def staff(given_name: str, role: Role, programme: str = "") -> Person:
    person = name_staff(
        email=f"{given_name.lower()}@staff.example", name=f"{given_name} Specimen"
    )
    grant_role(person, role, programme_slug=programme, actor=None)
    return person


def a_world(slug: str) -> World:
    now = timezone.now()
    programme = load(
        read(PROGRAMMES / f"{slug}.yaml", kinds=STEP_KINDS), actor=None, now=now
    )
    campaign = create_campaign(
        programme,
        name=f"{now:%B %Y}",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=120),
        actor=None,
        now=now,
    )
    bring_openings(campaign, PROGRAMMES / f"{slug}-openings.csv")
    return World(
        campaign=campaign,
        recruiter=staff("Rui", Role.RECRUITER),
        manager=staff("Hana", Role.HIRING_MANAGER),
        assessors=(staff("Ines", Role.ASSESSOR), staff("Omar", Role.ASSESSOR)),
    )


def bring_openings(campaign: Campaign, path: Path) -> int:
    """Import a table of either shape; return how many openings are new."""
    now = timezone.now()
    with path.open(encoding="utf-8") as file:
        is_offers = shape_of(file.readline()) == "offers"
        file.seek(0)
        if is_offers:
            closes = default_closing(campaign, now)
            rows = read_offers(file, now=now, closes_on=closes, shift_years="auto")
        else:
            rows = read_openings(file, now=now)
    report = import_openings(campaign, rows, actor=None, skip_bad=is_offers, now=now)
    assert report.is_written, report.refused[:3]
    return report.created


def work(minutes: int = 0) -> None:
    """Let the worker do all that is due `minutes` from now."""
    run_until_idle(timezone.now() + timedelta(minutes=minutes))


def letters_to(address: str) -> list[str]:
    """Return the subjects of all mails to an address, oldest first."""
    return [str(one.subject) for one in mail.outbox if address in one.to]


def code_for(address: str) -> str:
    """Return the sign-in code in the last mail to an address."""
    bodies = [str(one.body) for one in mail.outbox if address in one.to]
    return re.findall(r"^\s*(\d{3} \d{3})\s*$", bodies[-1], re.MULTILINE)[-1]


def faults() -> list[str]:
    """Return what `compagnon verify` would name."""
    return [str(one) for one in (*faults_of_applications(), *faults_of_placements())]
