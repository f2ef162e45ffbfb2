"""Days and slots as staff see them: who comes is a code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from compagnon.finals.models import Booking, FinalDay, Slot
from compagnon.people.models import Person

from .slots import where


@dataclass(frozen=True)
class SlotLine:
    """One slot with who has booked it, by application code."""

    code: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    # Applications by code, for those who manage them.
    booked: list[str]
    # What visitors say on arrival, for those who must not know the application.
    visits: list[str] = field(default_factory=list)
    zone: str = ""
    where: str = ""
    link: str = ""
    step_key: str = ""

    @property
    def free(self) -> int:
        return self.capacity - len(self.booked)


@dataclass(frozen=True)
class DayLine:
    """One day with its slots."""

    code: str
    date: date
    zone: str
    where: str
    link: str
    step_key: str
    opening_title: str
    panel_size: int
    slots: list[SlotLine] = field(default_factory=list)

    @property
    def seats(self) -> int:
        return sum(slot.capacity for slot in self.slots)

    @property
    def booked(self) -> int:
        return sum(len(slot.booked) for slot in self.slots)


def _standing() -> Prefetch[Any]:
    return Prefetch(
        "bookings",
        Booking.objects.standing().select_related("application"),
        to_attr="standing_bookings",
    )


def days_of(
    *, campaign_id: int, now: datetime, opening_id: int | None = None
) -> list[DayLine]:
    """The days to come of a campaign, or of one opening in it. Four queries."""
    days = FinalDay.objects.filter(campaign=campaign_id, slots__ends_at__gte=now)
    if opening_id is not None:
        days = days.filter(opening=opening_id)
    days = (
        days.distinct()
        .select_related("place", "opening")
        .prefetch_related(
            Prefetch("slots", Slot.objects.prefetch_related(_standing(), "panel"))
        )
        .order_by("date", "pk")
    )
    return [_day_line(day) for day in days]


def _day_line(day: FinalDay) -> DayLine:
    slots = list(day.slots.all())
    return DayLine(
        code=day.code,
        date=day.date,
        zone=day.time_zone,
        where=where(day),
        link=day.link,
        step_key=day.step_key,
        opening_title=day.opening.title if day.opening else "",
        panel_size=len(slots[0].panel.all()) if slots else 0,
        slots=[_slot_line(slot, day) for slot in slots],
    )


def _slot_line(slot: Slot, day: FinalDay) -> SlotLine:
    standing: list[Booking] = slot.standing_bookings  # type: ignore[attr-defined]
    return SlotLine(
        code=slot.code,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        capacity=slot.capacity,
        booked=[booking.application.code for booking in standing],
        visits=[booking.code for booking in standing],
        zone=day.time_zone,
        where=where(day),
        link=day.link,
        step_key=day.step_key,
    )


def panel_of(person: Person, *, now: datetime) -> list[SlotLine]:
    """The slots to come in which the person sits, the next first. Two queries."""
    slots = (
        Slot.objects.filter(panel__assessor=person, ends_at__gte=now)
        .select_related("day__place")
        .prefetch_related(_standing())
        .order_by("starts_at")
    )
    return [_slot_line(slot, slot.day) for slot in slots]
