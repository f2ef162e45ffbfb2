"""What the pages of a placement show. Nothing here comes from selection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from compagnon.people.access import WorkName, work_names
from compagnon.people.models import Person
from compagnon.placements.access import RELATED
from compagnon.placements.models import Placement
from compagnon.placements.rules import PlacementStatus
from compagnon.postings.models import Place

from .rules import PlannedPhase, PlannedTask, planned, to_prepare

OWNERS: dict[str, str | Promise] = {
    "placement": _("you"),
    "buddy": _("your buddy"),
    "manager": _("your manager"),
    "hr": _("human resources"),
}


@dataclass(frozen=True)
class Start:
    """When and where a placement begins, and how far away that is."""

    code: str
    programme: str
    role: str
    place: Place
    starts_on: date
    ends_on: date | None
    status: PlacementStatus
    days_left: int

    @property
    def is_ahead(self) -> bool:
        return self.status is PlacementStatus.EXPECTED and self.days_left > 0

    @property
    def is_cancelled(self) -> bool:
        return self.status is PlacementStatus.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.status in {
            PlacementStatus.COMPLETED,
            PlacementStatus.ENDED_EARLY,
        }

    @property
    def runs(self) -> bool:
        return not (self.is_ahead or self.is_cancelled or self.is_over)


@dataclass(frozen=True)
class Companion:
    """One of the people around a placement. No name: not named yet."""

    title: str | Promise
    name: str
    work: str | Promise


@dataclass(frozen=True)
class Row:
    """One line of the list of placements."""

    start: Start
    given_name: str


@dataclass(frozen=True)
class Phase:
    """A part of the plan, with words for who does what."""

    planned: PlannedPhase
    tasks: tuple[tuple[PlannedTask, str | Promise], ...]


@dataclass(frozen=True)
class PlacementPage:
    """The hired person's first page."""

    start: Start
    given_name: str
    drawing: str
    companions: tuple[Companion, ...]
    to_prepare: list[PlannedTask]
    phases: tuple[Phase, ...]


def placement_page(placement: Placement, *, now: datetime) -> PlacementPage:
    """Return the hired person's page. One query beside the placement's own."""
    names = work_names([placement.person_id, placement.manager_id, placement.buddy_id])
    declared = placement.opening.campaign.programme.declaration
    start = start_of(placement, now=now)
    phases = planned(
        declared.plan,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        today=_today(placement, now),
    )
    return PlacementPage(
        start=start,
        given_name=_given(names, placement.person_id),
        drawing=declared.page.drawing,
        companions=_companions(placement, names),
        to_prepare=to_prepare(phases, placement.starts_on) if start.is_ahead else [],
        phases=tuple(
            Phase(phase, tuple((task, OWNERS[task.owner]) for task in phase.tasks))
            for phase in phases
        ),
    )


def start_of(placement: Placement, *, now: datetime) -> Start:
    """Return when and where; no query where the placement is loaded with `RELATED`."""
    return Start(
        code=placement.code,
        programme=str(placement.opening.campaign.programme.declaration.full_name),
        role=placement.opening.title,
        place=placement.opening.place,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        status=PlacementStatus(placement.status),
        days_left=(placement.starts_on - _today(placement, now)).days,
    )


def given_name_of(placement: Placement) -> str:
    """Return what colleagues call the hired person. One query."""
    return _given(work_names([placement.person_id]), placement.person_id)


def own_placements(person: Person, *, now: datetime) -> list[Start]:
    """Return a person's own placements, the latest start first. One query."""
    found = Placement.objects.select_related(*RELATED).filter(person=person)
    return [start_of(one, now=now) for one in found.order_by("-starts_on", "-pk")]


def accompanied_placements(person: Person, *, now: datetime) -> list[Row]:
    """Return the placements a person manages or accompanies. Two queries."""
    found = list(
        Placement.objects.select_related(*RELATED)
        .filter(Q(manager=person) | Q(buddy=person))
        .exclude(status=PlacementStatus.CANCELLED)
        .order_by("starts_on", "pk")
    )
    if not found:
        return []
    names = work_names([one.person_id for one in found])
    return [Row(start_of(one, now=now), _given(names, one.person_id)) for one in found]


def _today(placement: Placement, now: datetime) -> date:
    """Return today's date where the placement is."""
    return now.astimezone(ZoneInfo(placement.opening.place.time_zone)).date()


def _given(names: dict[int | None, WorkName], key: int) -> str:
    return names[key].given if key in names else ""


def _companions(
    placement: Placement, names: dict[int | None, WorkName]
) -> tuple[Companion, ...]:
    return tuple(
        Companion(title, names[key].full if key in names else "", work)
        for title, key, work in (
            (
                _("Manager"),
                placement.manager_id,
                _("Agrees with you what you work on, and talks with you about it."),
            ),
            (
                _("Buddy"),
                placement.buddy_id,
                _("A colleague who accompanies you and to whom you can say anything."),
            ),
        )
    )
