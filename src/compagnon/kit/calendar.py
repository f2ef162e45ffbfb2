"""One event as a calendar file that any calendar can open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress


@dataclass(frozen=True)
class Appointment:
    """What goes into a calendar: a beginning, an end, and the zone of the place."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str = ""
    description: str = ""
    url: str = ""
    organiser_name: str = ""
    organiser_mail: str = ""
    # Rises with each change, so that a calendar replaces what it had.
    sequence: int = 0
    is_cancelled: bool = False


def event_file(appointment: Appointment, *, now: datetime) -> bytes:
    """Return an iCalendar file (RFC 5545) with the one event and its zone's rules."""
    if appointment.ends_at <= appointment.starts_at:
        raise ValueError("an appointment must end after it begins")
    zone = ZoneInfo(appointment.zone)
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", now)
    event.add("dtstart", appointment.starts_at.astimezone(zone))
    event.add("dtend", appointment.ends_at.astimezone(zone))
    event.add("summary", appointment.title)
    event.add("sequence", appointment.sequence)
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    for name in ("place", "description", "url"):
        if value := getattr(appointment, name):
            event.add("location" if name == "place" else name, value)
    if appointment.organiser_mail:
        organiser = vCalAddress(f"mailto:{appointment.organiser_mail}")
        if appointment.organiser_name:
            organiser.params["CN"] = appointment.organiser_name
        event.add("organizer", organiser)
    calendar = Calendar()
    calendar.add("prodid", "-//Compagnon//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if appointment.is_cancelled else "PUBLISH")
    calendar.add_component(event)
    # The zone's rules of that year are enough, and keep the file short.
    day = appointment.starts_at.date()
    calendar.add_missing_timezones(
        first_date=day - timedelta(days=366), last_date=day + timedelta(days=366)
    )
    return bytes(calendar.to_ical())
