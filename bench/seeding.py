"""Fill a database with a cohort whose chains hold: python -m bench.seeding 100000"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import batched
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402

from compagnon.applications.models import Application, Choice, Event  # noqa: E402
from compagnon.applications.operations import due_for  # noqa: E402
from compagnon.applications.rules import Kind, Status  # noqa: E402
from compagnon.journey.steps import STEP_KINDS  # noqa: E402
from compagnon.kit import chain  # noqa: E402
from compagnon.kit.codes import new_code  # noqa: E402
from compagnon.people.models import Grant, Identity, Person, Role  # noqa: E402
from compagnon.postings.models import Campaign, Opening, Place  # noqa: E402
from compagnon.programmes.operations import load  # noqa: E402
from compagnon.programmes.reading import read  # noqa: E402

NOW = datetime.now(UTC).replace(microsecond=0)
BATCH = 2000


def campaign_of(path: str, rng: random.Random) -> tuple[Campaign, list[Opening]]:
    """Load a programme and make a campaign with forty openings."""
    programme = load(read(Path(path), kinds=STEP_KINDS), actor=None)
    campaign = Campaign.objects.create(
        programme=programme,
        name="Bench",
        opens_at=NOW - timedelta(days=60),
        closes_at=NOW + timedelta(days=60),
    )
    openings = []
    for number in range(40):
        place = Place.objects.create(
            name=f"Boutique {number}",
            city=f"City {number % 25}",
            country=rng.choice(["FR", "CH", "GB", "US", "JP", "AE", "SG"]),
            time_zone="Europe/Paris",
        )
        openings.append(
            Opening.objects.create(
                campaign=campaign,
                place=place,
                title_en=f"Sales associate {number}",
                title_fr=f"Conseiller {number}",
                seats=20,
                starts_on=date(2027, 9, 1),
                closes_on=date(2027, 3, 1),
                closes_at=NOW + timedelta(days=40),
            )
        )
    return campaign, openings


def one(
    number: int, campaign: Campaign, steps: list, person: Person, rng: random.Random
):
    """Return one application with its chained events, not yet saved."""
    began = NOW - timedelta(minutes=rng.randrange(60 * 24 * 55) + 60)
    reached = min(int(rng.expovariate(0.7)), len(steps) - 1)
    end = rng.choices([None, Kind.DECLINED, Kind.WITHDRAWN], [70, 22, 8])[0]
    application = Application(
        code=new_code(),
        candidate=person,
        campaign=campaign,
        step=steps[reached],
        status=Status.OPEN,
        created_at=began,
        entered_step_at=began,
    )
    events, previous, at = [], chain.FIRST, None
    moves = [
        (Kind.STARTED, step) if not i else (Kind.PASSED, step)
        for i, step in enumerate(steps[: reached + 1])
    ]
    if end:
        moves.append((end, None))
    when = began
    for place, (kind, to_step) in enumerate(moves, start=1):
        codes: dict = {}
        if to_step is not None:
            due = due_for(to_step, campaign, when)
            codes = {"due_at": chain.moment(due) if due else None}
            application.entered_step_at, application.due_at = when, due
        event = Event(
            application=application,
            number=place,
            kind=kind,
            at_step=at,
            to_step=to_step,
            actor=person if kind is Kind.STARTED else None,
            codes=codes,
            happened_at=when,
            previous_hash=previous,
            handled_at=when,
        )
        event.hash = previous = event.link()
        events.append(event)
        at = to_step or at
        when += timedelta(minutes=rng.randrange(5, 55))
    if end:
        application.status = {
            Kind.DECLINED: Status.DECLINED,
            Kind.WITHDRAWN: Status.WITHDRAWN,
        }[end]
    return application, events


def cohort(count: int, campaign: Campaign, openings: list[Opening], rng) -> None:
    steps = list(
        campaign.programme.steps.select_related("programme").order_by("position")
    )
    numbers: Iterator[int] = iter(range(count))
    for batch in batched(numbers, BATCH, strict=False):
        people = Person.objects.bulk_create([Person(code=new_code()) for _ in batch])
        Identity.objects.bulk_create(
            [
                Identity(
                    person=person,
                    email=f"bench{number}.{person.pk}@example.org",
                    given_name="Bench",
                    family_name=str(number),
                )
                for number, person in zip(batch, people, strict=True)
            ]
        )
        built = [
            one(number, campaign, steps, person, rng)
            for number, person in zip(batch, people, strict=True)
        ]
        Application.objects.bulk_create([application for application, _ in built])
        Event.objects.bulk_create([event for _, events in built for event in events])
        Choice.objects.bulk_create(
            [
                Choice(
                    application=application,
                    opening=opening,
                    rank=rank,
                    may_work=True,
                    declared_at=NOW,
                )
                for application, _ in built
                for rank, opening in enumerate(rng.sample(openings, 2), start=1)
            ]
        )


def main(count: int) -> None:
    rng = random.Random(20270111)
    started = time.perf_counter()
    campaign, openings = campaign_of("programmes/act.yaml", rng)
    recruiter = Person.objects.create()
    Identity.objects.create(person=recruiter, email="bench.recruiter@example.org")
    for role in Role:
        Grant.objects.create(person=recruiter, role=role)
    cohort(count, campaign, openings, rng)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"seeded {count} applications in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
