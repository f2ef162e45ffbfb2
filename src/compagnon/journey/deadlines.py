"""What happens when a time has come: reminders, and applications that lapse."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import translation

from compagnon.applications.errors import ApplicationError
from compagnon.applications.models import Application
from compagnon.applications.operations import lapse
from compagnon.applications.rules import Status
from compagnon.finals.models import Booking
from compagnon.offers import operations as offers
from compagnon.offers.errors import OfferError
from compagnon.offers.models import Offer

from .letters import moment_in_words, write_letter
from .models import Letter
from .steps import STEP_KINDS

REMIND_BEFORE = timedelta(days=2)
# A task begun before the deadline may be finished a little after it.
GRACE = timedelta(minutes=30)
BATCH = 200

# The kinds of step that wait for the candidate, and so can lapse.
CANDIDATES = [
    key
    for key, kind in STEP_KINDS.items()
    if kind.completed_by == "candidate" and key != "offer"
]


def remind(now: datetime) -> int:
    """Write one reminder for each deadline that is two days away or less."""
    written = Letter.objects.filter(
        key=Concat(
            Value("reminder:"),
            OuterRef("code"),
            Value(":"),
            Cast(OuterRef("step_id"), CharField()),
        )
    )
    waiting = (
        Application.objects.filter(
            status=Status.OPEN,
            step__kind__in=CANDIDATES,
            due_at__gt=now,
            due_at__lte=now + REMIND_BEFORE,
            # Who has just entered the step has just been told.
            entered_step_at__lte=now - timedelta(days=1),
        )
        .filter(~Exists(written))
        .select_related("campaign__programme", "step__programme", "candidate")
    )[:BATCH]
    return sum(
        write_letter(
            key=f"reminder:{application.code}:{application.step_id}",
            template="reminder",
            application=application,
            now=now,
        )
        is not None
        for application in waiting
    )


def announce_bookings(now: datetime) -> int:
    """Confirm each slot that was booked, once; a moved one is another booking."""
    written = Letter.objects.filter(key=Concat(Value("slot_booked:"), OuterRef("code")))
    booked = (
        Booking.objects.standing()
        .filter(slot__starts_at__gt=now)
        .filter(~Exists(written))
        .select_related(
            "slot__day__place",
            "application__campaign__programme",
            "application__step__programme",
            "application__candidate",
        )
    )[:BATCH]
    count = 0
    for booking in booked:
        person, day = booking.application.candidate, booking.slot.day
        zone = person.time_zone or day.time_zone
        with translation.override(person.language):
            extra = {
                "due": moment_in_words(booking.slot.starts_at, zone),
                "place": str(day.place or day.link),
            }
        letter = write_letter(
            key=f"slot_booked:{booking.code}",
            template="slot_booked",
            application=booking.application,
            extra=extra,
            now=now,
        )
        count += letter is not None
    return count


def lapse_applications(now: datetime) -> int:
    """Close what waited for a candidate past its deadline and the grace after it."""
    overdue = Application.objects.filter(
        status=Status.OPEN, step__kind__in=CANDIDATES, due_at__lt=now - GRACE
    ).select_related("step", "campaign")[:BATCH]
    count = 0
    for application in overdue:
        try:
            lapse(application, now=now)
        except ApplicationError:
            continue  # it moved while we looked
        count += 1
    return count


def lapse_offers(now: datetime) -> int:
    """Close offers that nobody answered in time."""
    count = 0
    for offer in Offer.objects.filter(answered_at=None, answer_by__lt=now - GRACE)[
        :BATCH
    ]:
        try:
            offers.lapse(offer, now=now)
        except (ApplicationError, OfferError):
            continue
        count += 1
    return count
