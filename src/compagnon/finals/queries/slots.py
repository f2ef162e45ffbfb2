"""The slots a candidate may choose from, and the one they chose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from compagnon.applications.models import Application
from compagnon.finals.models import FinalDay, Slot
from compagnon.finals.rules import CHANGE_BEFORE, briefs_are_open, may_change


@dataclass(frozen=True)
class SlotView:
    """One time to choose."""

    code: str
    starts_at: datetime
    ends_at: datetime
    is_last_seat: bool


@dataclass(frozen=True)
class DayView:
    """A day with its times, in the zone of its place."""

    date: date
    zone: str
    where: str
    city: str
    slots: list[SlotView] = field(default_factory=list)


@dataclass(frozen=True)
class BookingView:
    """The slot that was chosen, with all that is needed to come."""

    code: str
    slot_code: str
    step_key: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    where: str
    country: str
    link: str
    directions: str
    booked_at: datetime
    change_until: datetime
    may_change: bool
    briefs_are_open: bool
    is_over: bool


def where(day: FinalDay) -> str:
    """Name the place of a day, or nothing where it is online only."""
    if day.place is None:
        return ""
    return ", ".join(part for part in (day.place.name, day.place.city) if part)


def days_offered(
    application: Application, *, now: datetime, other_than: str = ""
) -> list[DayView]:
    """The days with free seats to come, in order of time. One query."""
    slots = (
        Slot.objects.offered_to(application)
        .to_come(now)
        .with_a_seat()
        .exclude(code=other_than)
        .select_related("day__place")
        .order_by("starts_at", "pk")
    )
    days: dict[int, DayView] = {}
    for slot in slots:
        day = slot.day
        if day.pk not in days:
            days[day.pk] = DayView(
                date=day.date,
                zone=day.time_zone,
                where=where(day),
                city=day.place.city if day.place else "",
            )
        days[day.pk].slots.append(
            SlotView(
                code=slot.code,
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                is_last_seat=_is_last(slot),
            )
        )
    return list(days.values())


def _is_last(slot: Slot) -> bool:
    """Whether one seat of several is left. Needs `taken`."""
    taken: int = slot.taken  # type: ignore[attr-defined]
    return slot.capacity > 1 and slot.capacity - taken == 1


def booking_of(
    application: Application, *, now: datetime, step_key: str = ""
) -> BookingView | None:
    """The standing booking of an application, the latest one. One query."""
    bookings = application.bookings.standing().select_related("slot__day__place")
    if step_key:
        bookings = bookings.filter(step_key=step_key)
    booking = bookings.order_by("-booked_at").first()
    if booking is None:
        return None
    slot, day = booking.slot, booking.slot.day
    return BookingView(
        code=booking.code,
        slot_code=slot.code,
        step_key=booking.step_key,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        zone=day.time_zone,
        where=where(day),
        country=day.place.country if day.place else "",
        link=day.link,
        directions=day.directions,
        booked_at=booking.booked_at,
        change_until=slot.starts_at - CHANGE_BEFORE,
        may_change=may_change(slot.starts_at, now),
        briefs_are_open=briefs_are_open(slot.starts_at, now),
        is_over=slot.ends_at <= now,
    )
