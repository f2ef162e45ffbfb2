"""Prove that the placements are what their events say, and that no event changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from compagnon.kit.verifying import Fault, chain_fault

from .errors import PlacementMoveRefusedError
from .models import Placement, PlacementEvent
from .rules import PlacementKind, PlacementStatus, status_after


def faults() -> Iterator[Fault]:
    """Yield the first fault of each placement that has one. One streamed query."""
    events = (
        PlacementEvent.objects.select_related("placement", "actor", "words")
        .order_by("placement_id", "number")
        .iterator(chunk_size=2000)
    )
    for _pk, group in groupby(events, key=lambda event: event.placement_id):
        own = list(group)
        if fault := fault_of(own[0].placement, own):
            yield fault


def fault_of(placement: Placement, events: list[PlacementEvent]) -> Fault | None:
    """Return what is wrong with one placement, chain first, then summary."""
    subject = f"placement {placement.code}"
    words = [(event, event.words) for event in events if hasattr(event, "words")]
    if fault := chain_fault(subject, list(events), words):
        return fault
    status = PlacementStatus.EXPECTED
    try:
        for event in events:
            status = status_after(status, PlacementKind(event.kind))
    except PlacementMoveRefusedError as refusal:
        return Fault(subject, 0, f"its events do not follow the moves: {refusal}")
    if placement.status != status:
        return Fault(
            subject, 0, f"status is {placement.status}, its events say {status.value}"
        )
    return None
