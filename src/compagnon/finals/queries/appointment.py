"""The booked slot as an appointment, for a calendar file or a mail."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404

from compagnon.applications.models import Application
from compagnon.finals.steps import FinalStep
from compagnon.kit.calendar import Appointment

from .slots import booking_of


def appointment_of(
    application: Application, *, now: datetime, url: str = ""
) -> Appointment:
    """The standing booking as an appointment; 404 where there is none. Two queries.

    After a move it replaces, in any calendar, the one that was there before.
    """
    booking = booking_of(application, now=now)
    if booking is None:
        raise Http404
    declaration = application.campaign.programme.declaration
    step = declaration.step(booking.step_key)
    to_bring = FinalStep.settings_of(step.settings).what_to_bring
    moves = application.bookings.filter(
        step_key=booking.step_key, cancelled_at__isnull=False
    )
    words = [str(to_bring or ""), booking.directions, booking.link]
    return Appointment(
        uid=f"{application.code}-{booking.step_key}@compagnon",
        title=f"{declaration.name}: {step.title}",
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        zone=booking.zone,
        place=booking.where or booking.link,
        description="\n\n".join(part for part in words if part),
        url=booking.link or url,
        sequence=moves.count(),
    )
