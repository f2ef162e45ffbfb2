"""The only writers of placements. Each act is one transaction and one event."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from compagnon.kit import chain
from compagnon.people.models import Person
from compagnon.postings.models import Opening

from .models import Placement, PlacementEvent, PlacementEventText
from .rules import PlacementKind, PlacementStatus, status_after


@transaction.atomic
def open_placement(
    *,
    person: Person,
    opening: Opening,
    starts_on: date,
    ends_on: date | None,
    manager: Person | None,
    now: datetime | None = None,
) -> Placement:
    """Begin a placement. Asked twice for the same person and opening, it is one."""
    now = now or timezone.now()
    placement, is_new = Placement.objects.get_or_create(
        person=person,
        opening=opening,
        defaults={
            "starts_on": starts_on,
            "ends_on": ends_on,
            "manager": manager,
            "created_at": now,
        },
    )
    if is_new:
        record(
            placement,
            PlacementKind.OPENED,
            actor=None,
            codes={
                "opening": opening.code,
                "starts_on": starts_on.isoformat(),
                "ends_on": ends_on.isoformat() if ends_on else None,
                "manager": manager.code if manager else None,
            },
            now=now,
        )
    return placement


@transaction.atomic
def record(
    placement: Placement,
    kind: PlacementKind,
    *,
    actor: Person | None,
    reason: str = "",
    codes: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> PlacementEvent:
    """Append one fact and bring the summary up to date.

    Raises `PlacementMoveRefusedError` and then has changed nothing.
    """
    now = now or timezone.now()
    locked = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    locked.status = status_after(PlacementStatus(locked.status), kind)
    locked.save(update_fields=["status"])
    last = locked.events.order_by("-number").first()
    salt = chain.new_salt()
    event = PlacementEvent(
        placement=locked,
        number=last.number + 1 if last else 1,
        kind=kind,
        actor=actor,
        codes=codes or {},
        text_commitment=chain.commitment(reason, salt) if reason else "",
        happened_at=now,
        previous_hash=last.hash if last else chain.FIRST,
    )
    event.hash = event.link()
    event.save(force_insert=True)
    if reason:
        PlacementEventText.objects.create(event=event, text=reason, salt=salt)
    placement.status = locked.status
    return event
