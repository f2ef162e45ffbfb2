"""Fill an empty database with both programmes and people at every step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count, cycle, product
from pathlib import Path
from random import Random

from django.db import transaction

from compagnon.finals import operations as finals
from compagnon.journey.steps import STEP_KINDS
from compagnon.people.models import Person, Role
from compagnon.people.operations import grant_role, name_staff
from compagnon.postings.importing import (
    default_closing,
    read_offers,
    read_openings,
    shape_of,
)
from compagnon.postings.models import Campaign, Opening
from compagnon.postings.operations import create_campaign, import_openings
from compagnon.postings.rows import ImportReport
from compagnon.programmes.operations import load
from compagnon.programmes.reading import read

from . import cast
from .scenes import SCENES, Scene
from .walking import Walk

DOMAIN = "demo.example"
Tell = Callable[[str], None]


@dataclass
class World:
    """What the demo consists of."""

    staff: dict[Role, Person]
    campaigns: dict[str, Campaign]
    report: ImportReport | None = None


def files() -> Path:
    """Return the directory of the programme files: in the package or beside it."""
    here = Path(__file__).resolve()
    shipped = here.parents[2] / "programmes" / "files"
    return shipped if shipped.exists() else here.parents[4] / "programmes"


def is_seeded() -> bool:
    return Campaign.objects.exists()


@transaction.atomic
def seed(*, offers: Path | None, now: datetime, tell: Tell) -> World:
    """Make everything, or nothing when something fails."""
    rng = Random(20270111)  # noqa: S311 - a cohort that is the same each time
    staff = hire(tell)
    world = World(staff, {})
    for slug in ("act", "vie"):
        tell(f"loading {slug}.yaml and its openings")
        campaign = campaign_of(slug, now)
        world.campaigns[slug] = campaign
        path = files() / f"{slug}-openings.csv"
        if slug == "vie" and offers is not None:
            world.report = add_openings(campaign, offers, now, skip_bad=True)
        add_openings(campaign, path, now)
    for slug, campaign in world.campaigns.items():
        host(campaign, staff[Role.HIRING_MANAGER])
        add_days(campaign, now)
        names = new_names(rng, slug)
        for place, scene in enumerate(SCENES[slug], start=1):
            tell(f"{slug}: candidate {place} of {len(SCENES[slug])}")
            play(scene, campaign, names=names, world=world, rng=rng, now=now)
    return world


def hire(tell: Tell) -> dict[Role, Person]:
    """Make the staff; return the first of each role."""
    tell("hiring staff")
    first: dict[Role, Person] = {}
    for name, address, roles in cast.STAFF:
        person = name_staff(email=f"{address}@{DOMAIN}", name=name)
        for role in roles:
            grant_role(person, role, actor=None)
            first.setdefault(role, person)
    return first


def campaign_of(slug: str, now: datetime) -> Campaign:
    reading = read(files() / f"{slug}.yaml", kinds=STEP_KINDS)
    programme = load(reading, actor=None, now=now)
    return create_campaign(
        programme,
        name=f"{now:%Y}",
        opens_at=now - timedelta(days=60),
        closes_at=(now + timedelta(days=120)).replace(hour=22, minute=59, second=59),
        actor=None,
        now=now - timedelta(days=60),
    )


def add_openings(
    campaign: Campaign, path: Path, now: datetime, *, skip_bad: bool = False
) -> ImportReport:
    """Import a file of either shape; offers of years past are moved to come."""
    with path.open(encoding="utf-8") as file:
        is_offers = shape_of(file.readline()) == "offers"
        file.seek(0)
        if is_offers:
            closes = default_closing(campaign, now)
            rows = read_offers(file, now=now, closes_on=closes, shift_years="auto")
        else:
            rows = read_openings(file, now=now)
    report = import_openings(campaign, rows, actor=None, skip_bad=skip_bad, now=now)
    if not report.is_written:
        first = report.refused[0]
        raise ValueError(f"{path}:{first.line}: {first.field}: {first.reason}")
    return report


def own_openings(campaign: Campaign) -> list[Opening]:
    """Return the openings that the demo ships, not those of an imported file."""
    slug = campaign.programme.slug.upper()
    found = campaign.openings.filter(reference__startswith=f"{slug}-")
    return list(found.select_related("place", "campaign__programme").order_by("pk"))


def host(campaign: Campaign, manager: Person) -> None:
    """Let the demo's hiring manager host a third of the openings."""
    for opening in own_openings(campaign)[::3]:
        opening.managers.add(manager)


def add_days(campaign: Campaign, now: datetime) -> None:
    """Add days with slots, before today for those who have been, and after."""
    step = next(
        step
        for step in campaign.programme.declaration.steps
        if step.kind == "final_interview"
    )
    place = own_openings(campaign)[0].place
    panel = iter(panels())
    for distance in (-12, -6, 4, 8, 15):
        day = (now + timedelta(days=distance)).date()
        while day.weekday() > 4:
            day += timedelta(days=1)
        finals.add_day(
            campaign=campaign,
            step_key=step.key,
            day=day,
            begins=time(9, 0),
            ends=time(17, 0),
            minutes=60,
            capacity=1,
            time_zone=place.time_zone,
            place=None,
            link="https://meet.example/aurelle",
            directions="Ring at the door marked “Academy”; you are expected.",
            actor=None,
            panel=next(panel) if campaign.programme.slug == "act" else (),
            now=now - timedelta(days=40),
        )


def panels() -> Iterator[tuple[Person, ...]]:
    """Return pairs of assessors in turn, the first one always among them."""
    from compagnon.people.models import Grant  # noqa: PLC0415 - the demo's own look-up

    assessors = [
        grant.person
        for grant in Grant.objects.filter(role=Role.ASSESSOR).select_related("person")
    ]
    return ((assessors[0], other) for other in cycle(assessors[1:]))


def new_names(rng: Random, slug: str) -> Iterator[tuple[str, str, str]]:
    """Yield given name, family name and address, none twice."""
    pairs = list(product(cast.GIVEN, cast.FAMILY))
    rng.shuffle(pairs)
    for number, (given, family) in zip(count(1), pairs, strict=False):
        yield given, family, f"{slug}.candidate{number}@{DOMAIN}"


def play(
    scene: Scene,
    campaign: Campaign,
    *,
    names: Iterator[tuple[str, str, str]],
    world: World,
    rng: Random,
    now: datetime,
) -> None:
    given, family, email = next(names)
    person = name_staff(email=email)
    openings = own_openings(campaign)
    first = rng.randrange(len(openings))
    walk = Walk(
        person=person,
        campaign=campaign,
        openings=[openings[(first + step) % len(openings)] for step in (0, 3, 7)],
        recruiter=world.staff[Role.RECRUITER],
        rng=rng,
        now=now - timedelta(days=scene.days_ago, hours=rng.randrange(20)),
        language=rng.choice(["en", "en", "fr"]),
        ability=min(max(rng.gauss(0.68, 0.17), 0.25), 0.98),
    )
    walk.begin(given, family)
    walk.to(scene.step)
    if scene.act is not None:
        scene.act(walk)
