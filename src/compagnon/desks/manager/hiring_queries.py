"""What a hiring manager sees: people by code, evidence, starts by first name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from compagnon.applications.models import Application, Decision
from compagnon.applications.rules import Status, Verdict
from compagnon.finals import queries as finals
from compagnon.finals.models import Booking
from compagnon.people.models import Person
from compagnon.placements.models import Placement
from compagnon.placements.rules import PlacementStatus
from compagnon.postings.models import Opening
from compagnon.programmes.declaration import Declaration
from compagnon.programmes.models import Programme
from compagnon.ratings import queries as ratings
from compagnon.ratings.models import RatingTask

from .hiring_access import SHORTLISTED, openings_of, shortlisted_for

PAGE = 50
EXPECTED = (PlacementStatus.EXPECTED, PlacementStatus.STARTED)


@dataclass(frozen=True)
class OpeningLine:
    """One opening with how many are in play."""

    code: str
    title: str
    where: str
    starts_on: date
    seats: int
    shortlisted: int
    hired: int


@dataclass(frozen=True)
class StartLine:
    """Somebody who starts with the manager: hired, so known by first name."""

    code: str
    given_name: str
    opening_title: str
    starts_on: date
    status: str
    is_under_way: bool


@dataclass(frozen=True)
class HomePage:
    """The manager's first page."""

    openings: list[OpeningLine]
    starts: list[StartLine]
    to_rate: list[ratings.QueueLine]
    panels: list[finals.SlotLine]


@dataclass(frozen=True)
class Row:
    """One shortlisted application."""

    code: str
    step_title: str
    entered_step_at: datetime
    meets_at: datetime | None
    zone: str
    tasks: int
    locked: int
    is_for_the_manager: bool
    held: str
    status: str

    @property
    def status_label(self) -> str:
        return str(Status(self.status).label)

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN


def home_page(person: Person, *, now: datetime) -> HomePage:
    """Openings, starts, ratings to do, panels. Eight queries."""
    return HomePage(
        openings=_opening_lines(person),
        starts=starts_of(person),
        to_rate=ratings.queue_of(person, now=now),
        panels=finals.panel_of(person, now=now),
    )


def _opening_lines(person: Person) -> list[OpeningLine]:
    first = Q(choices__rank=1, choices__application__step__kind__in=SHORTLISTED)
    openings = openings_of(person).annotate(
        shortlisted=Count(
            "choices",
            distinct=True,
            filter=first
            & Q(choices__application__status__in=[Status.OPEN, Status.OFFERED]),
        ),
        hired=Count("placements", distinct=True),
    )
    return [
        OpeningLine(
            code=opening.code,
            title=opening.title,
            where=str(opening.place),
            starts_on=opening.starts_on,
            seats=opening.seats,
            shortlisted=opening.shortlisted,
            hired=opening.hired,
        )
        for opening in openings.order_by("starts_on", "pk")
    ]


def starts_of(person: Person) -> list[StartLine]:
    """Those who start, or have started, with the person. One query."""
    placements = (
        Placement.objects.filter(
            Q(opening__managers=person) | Q(manager=person), status__in=EXPECTED
        )
        .select_related("opening")
        .annotate(given_name=F("person__identity__given_name"))
        .distinct()
        .order_by("starts_on", "pk")
    )
    return [
        StartLine(
            code=placement.code if placement.manager_id == person.pk else "",
            given_name=placement.given_name or "",
            opening_title=placement.opening.title,
            starts_on=placement.starts_on,
            status=str(PlacementStatus(placement.status).label),
            is_under_way=placement.status == PlacementStatus.STARTED,
        )
        for placement in placements
    ]


def rows_of(opening: Opening, *, number: int) -> tuple[list[Row], Page[Application]]:
    """A page of those shortlisted for an opening. Six queries."""
    applications = (
        shortlisted_for(Opening.objects.filter(pk=opening.pk))
        .select_related("step")
        .order_by("step__position", "entered_step_at", "pk")
    )
    page = Paginator(applications, PAGE).get_page(number)
    found = list(page.object_list)
    keys = [application.pk for application in found]
    declaration = declaration_of(opening)
    tasks, locked = _rating_counts(keys)
    meets, held = _bookings(keys), held_by(keys)
    rows = [
        Row(
            code=application.code,
            step_title=str(declaration.step(application.step.key).title),
            entered_step_at=application.entered_step_at,
            meets_at=meets[at].slot.starts_at if at in meets else None,
            zone=meets[at].slot.day.time_zone if at in meets else "",
            tasks=tasks[at],
            locked=locked[at],
            is_for_the_manager=decides(declaration, application.step.key),
            held=held.get(application.pk, ""),
            status=application.status,
        )
        for application in found
        for at in [(application.pk, application.step.key)]
    ]
    return rows, page


def declaration_of(opening: Opening) -> Declaration:
    """The programme of an opening. One query."""
    programme = Programme.objects.only("sha256").get(campaigns=opening.campaign_id)
    return programme.declaration


def decides(declaration: Declaration, step_key: str) -> bool:
    """Whether the file gives the decision at a step to the hiring manager."""
    return declaration.step(step_key).settings.get("decides") == "hiring_manager"


Counts = Counter[tuple[int, str]]


def _rating_counts(keys: list[int]) -> tuple[Counts, Counts]:
    tasks: Counts = Counter()
    locked: Counts = Counter()
    found = RatingTask.objects.filter(application__in=keys)
    for key, step, locked_at in found.values_list(
        "application_id", "step_key", "locked_at"
    ):
        tasks[key, step] += 1
        locked[key, step] += locked_at is not None
    return tasks, locked


def _bookings(keys: list[int]) -> dict[tuple[int, str], Booking]:
    found = (
        Booking.objects.standing()
        .filter(application__in=keys)
        .select_related("slot__day")
    )
    return {(one.application_id, one.step_key): one for one in found}


def held_by(keys: list[int]) -> dict[int, str]:
    found = Decision.objects.filter(
        application__in=keys, released_at=None, retracted_at=None
    )
    return {one.application_id: str(Verdict(one.verdict).label) for one in found}
