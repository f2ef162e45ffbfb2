"""Whether the record can be believed: nights, and one chain with its hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from compagnon.applications.models import Application, Event
from compagnon.applications.rules import Kind, Status
from compagnon.applications.verifying import fault_of
from compagnon.privacy.models import Night


@dataclass(frozen=True, slots=True)
class Link:
    """One event of a chain, with the hash that it has and that it should have."""

    number: int
    kind: str
    at: datetime
    actor: str
    hash: str
    holds: bool
    words: str


@dataclass(frozen=True)
class Chain:
    """All events of one application, and what is wrong with them."""

    code: str
    status: str
    links: list[Link]
    fault: str


def chain_of(code: str) -> Chain | None:
    """Return the chain of the application with this code, or None. Two queries."""
    application = (
        Application.objects.select_related("step").filter(code=code.strip().upper())
    ).first()
    if application is None:
        return None
    events = list(
        application.events.select_related(
            "application", "at_step", "to_step", "actor", "words"
        ).order_by("number")
    )
    fault = fault_of(application, events)
    return Chain(
        code=application.code,
        status=str(Status(application.status).label),
        links=[_link(event) for event in events],
        fault=str(fault) if fault else "",
    )


def _link(event: Event) -> Link:
    words = "kept" if hasattr(event, "words") else "gone"
    return Link(
        number=event.number,
        kind=str(Kind(event.kind).label),
        at=event.happened_at,
        actor=event.actor.code if event.actor else "",
        hash=event.hash,
        holds=event.link() == event.hash,
        words=words if event.text_commitment else "",
    )


def last_nights() -> list[Night]:
    """Return the latest rounds that have ended. One query."""
    return list(Night.objects.exclude(ended_at=None).order_by("-date")[:7])
