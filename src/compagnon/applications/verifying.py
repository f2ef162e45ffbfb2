"""Prove that the applications are what their events say, and that no event changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from compagnon.kit.verifying import Fault, chain_fault

from .errors import MoveRefusedError
from .folding import Summary, fold
from .models import Application, Event

CHUNK = 2000


def faults(progress: Callable[[int], None] = lambda _done: None) -> Iterator[Fault]:
    """Yield the first fault of each application that has one, in the order of rows.

    Two streamed queries over everything; memory does not grow with the table.
    """
    events = (
        Event.objects.select_related(
            "application__step", "at_step", "to_step", "actor", "words"
        )
        .order_by("application_id", "number")
        .iterator(chunk_size=CHUNK)
    )
    groups = groupby(events, key=lambda event: event.application_id)
    for seen, (_pk, group) in enumerate(groups, start=1):
        own = list(group)
        if fault := fault_of(own[0].application, own):
            yield fault
        progress(seen)
    orphans = Application.objects.filter(events=None).values_list("code", flat=True)
    for code in orphans.iterator(chunk_size=CHUNK):
        yield Fault(f"application {code}", 0, "it has no events")


def fault_of(application: Application, events: list[Event]) -> Fault | None:
    """Return what is wrong with one application, chain first, then summary."""
    subject = f"application {application.code}"
    words = [(event, event.words) for event in events if hasattr(event, "words")]
    if fault := chain_fault(subject, list(events), words):
        return fault
    try:
        summary = fold(events)
    except MoveRefusedError as refusal:
        return Fault(subject, 0, f"its events do not follow the moves: {refusal}")
    return next(_differences(subject, application, summary), None)


def _differences(
    subject: str, application: Application, summary: Summary
) -> Iterator[Fault]:
    stored = {
        "status": (application.status, summary.status.value),
        "step": (application.step.key, summary.step),
        "entered_step_at": (application.entered_step_at, summary.entered_step_at),
        "due_at": (application.due_at, summary.due_at),
        "open_flags": (application.open_flags, len(summary.open_flags)),
    }
    for name, (kept, folded) in stored.items():
        if kept != folded:
            yield Fault(subject, 0, f"{name} is {kept}, its events say {folded}")
