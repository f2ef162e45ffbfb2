"""One person as a steward sees them: codes and counts, no identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from compagnon.applications.models import Application
from compagnon.applications.rules import Status
from compagnon.people.models import Grant, Person
from compagnon.placements.models import Placement
from compagnon.privacy.models import Erasure, ErasureWish
from compagnon.privacy.queries import obstacles_to_erasure
from compagnon.privacy.rules import ErasureReason


@dataclass(frozen=True)
class HeldApplication:
    """One application of the person."""

    code: str
    programme: str
    campaign: str
    status: str
    is_cleared: bool


@dataclass(frozen=True)
class ErasureLine:
    """What the proof of an erasure says."""

    code: str
    at: datetime
    by: str
    reason: str
    counts: list[tuple[str, int]]


@dataclass(frozen=True)
class Held:
    """What is held about one person."""

    person: Person
    applications: list[HeldApplication]
    placements: list[Placement]
    disclosures: int
    is_staff: bool
    wish: ErasureWish | None
    erasure: ErasureLine | None


def held_about(person: Person) -> Held:
    """Return what is held about a person. Six queries."""
    applications = (
        Application.objects.of(person)
        .select_related("campaign__programme", "clearing")
        .order_by("-created_at")
    )
    return Held(
        person=person,
        applications=[
            HeldApplication(
                code=one.code,
                programme=str(one.campaign.programme.declaration.name),
                campaign=one.campaign.name,
                status=str(Status(one.status).label),
                is_cleared=hasattr(one, "clearing"),
            )
            for one in applications
        ],
        placements=list(
            Placement.objects.filter(person=person).select_related("opening__place")
        ),
        disclosures=person.disclosures.count(),
        is_staff=Grant.objects.filter(person=person).exists(),
        wish=ErasureWish.objects.filter(person=person).first(),
        erasure=erasure_of(person),
    )


def erasure_of(person: Person) -> ErasureLine | None:
    """Return the proof that the person was erased, or None. One query."""
    found = (
        Erasure.objects.select_related("erased_by", "person")
        .filter(person=person)
        .first()
    )
    return _line(found) if found else None


def _line(erasure: Erasure) -> ErasureLine:
    return ErasureLine(
        code=erasure.person.code,
        at=erasure.erased_at,
        by=erasure.erased_by.code if erasure.erased_by else "",
        reason=str(ErasureReason(erasure.reason).label),
        counts=sorted(erasure.counts.items()),
    )


def obstacles(person: Person) -> list[str]:
    """Return what must end before the person can be erased. Four queries."""
    return obstacles_to_erasure(person)


@dataclass(frozen=True, slots=True)
class WishLine:
    """Somebody who asked to be erased."""

    code: str
    asked_at: datetime


def wishes() -> list[WishLine]:
    """Return those who wait for an answer, the longest first. One query."""
    found = ErasureWish.objects.select_related("person").order_by("asked_at")[:50]
    return [WishLine(one.person.code, one.asked_at) for one in found]


def latest_erasures() -> list[ErasureLine]:
    """Return the latest erasures. One query."""
    found = Erasure.objects.select_related("erased_by", "person")
    return [_line(one) for one in found.order_by("-erased_at")[:10]]
