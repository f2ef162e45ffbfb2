"""What the events say an application is. Pure: the oracle for the stored summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from .models import Event
from .rules import Kind, Status, status_after


@dataclass(frozen=True)
class Summary:
    """What `Application` keeps of its events."""

    status: Status = Status.OPEN
    step: str = ""
    entered_step_at: datetime | None = None
    due_at: datetime | None = None
    open_flags: frozenset[str] = frozenset()


def fold(events: Iterable[Event]) -> Summary:
    """Return the summary that follows from events in order.

    Raises `MoveRefusedError` where the table of moves does not allow one of them.
    """
    summary = Summary()
    for event in events:
        summary = after(summary, event)
    return summary


def after(summary: Summary, event: Event) -> Summary:
    """Return what one more event makes of a summary."""
    kind = Kind(event.kind)
    if kind is not Kind.STARTED:
        summary = replace(summary, status=status_after(summary.status, kind))
    if event.to_step is not None:
        summary = replace(
            summary, step=event.to_step.key, entered_step_at=event.happened_at
        )
    if "due_at" in event.codes:
        due = event.codes["due_at"]
        summary = replace(summary, due_at=datetime.fromisoformat(due) if due else None)
    if kind is Kind.FLAGGED:
        summary = replace(
            summary, open_flags=summary.open_flags | {event.codes["flag"]}
        )
    if kind is Kind.CLEARED:
        summary = replace(
            summary, open_flags=summary.open_flags - {event.codes["flag"]}
        )
    return summary
