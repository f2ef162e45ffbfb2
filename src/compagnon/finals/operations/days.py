"""Making the days on which people meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.finals.errors import DayRefusedError
from compagnon.finals.models import FinalDay, PanelMember, Slot
from compagnon.finals.rules import Span, overlap, spans
from compagnon.people.models import Person
from compagnon.postings.models import Campaign, Opening, Place


@transaction.atomic
def add_day(
    *,
    campaign: Campaign,
    step_key: str,
    day: date,
    begins: time,
    ends: time,
    minutes: int,
    time_zone: str,
    actor: Person | None,
    pause: int = 0,
    capacity: int = 1,
    place: Place | None = None,
    link: str = "",
    directions: str = "",
    opening: Opening | None = None,
    panel: Sequence[Person] = (),
    now: datetime | None = None,
) -> FinalDay:
    """Add a day and cut it into slots, each with the same panel.

    Raises `DayRefusedError` where no slot fits, where it has begun, or where somebody
    of the panel sits elsewhere at that time.
    """
    now = now or timezone.now()
    times = spans(
        day=day, begins=begins, ends=ends, minutes=minutes, pause=pause, zone=time_zone
    )
    _refuse_impossible(times, place=place, link=link, now=now)
    _refuse_two_places(times, panel)
    final_day = FinalDay.objects.create(
        campaign=campaign,
        step_key=step_key,
        opening=opening,
        date=day,
        time_zone=time_zone,
        place=place,
        link=link,
        directions=directions.strip(),
        created_by=actor,
        created_at=now,
    )
    slots = Slot.objects.bulk_create(
        Slot(
            day=final_day,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            capacity=capacity,
        )
        for span in times
    )
    PanelMember.objects.bulk_create(
        PanelMember(slot=slot, assessor=person) for slot in slots for person in panel
    )
    return final_day


def _refuse_impossible(
    times: Sequence[Span], *, place: Place | None, link: str, now: datetime
) -> None:
    if not times:
        raise DayRefusedError(
            _("No slot fits between these hours. Make the slots shorter.")
        )
    if times[0].starts_at <= now:
        raise DayRefusedError(_("This day has already begun."))
    if place is None and not link:
        raise DayRefusedError(_("Say where to meet: a place, a link, or both."))


def _refuse_two_places(times: Sequence[Span], panel: Iterable[Person]) -> None:
    taken = Slot.objects.filter(
        panel__assessor__in=list(panel),
        starts_at__lt=times[-1].ends_at,
        ends_at__gt=times[0].starts_at,
    )
    for slot in taken:
        if any(overlap(Span(slot.starts_at, slot.ends_at), span) for span in times):
            raise DayRefusedError(
                _("Somebody of this panel already sits in another slot at that time.")
            )


@transaction.atomic
def remove_slot(slot: Slot, *, actor: Person, now: datetime | None = None) -> None:
    """Take a slot out of the day. Refused while somebody has booked it."""
    del actor, now  # a slot that nobody booked leaves no trace
    held = Slot.objects.select_for_update().get(pk=slot.pk)
    if held.bookings.exists():
        raise DayRefusedError(_("Somebody has booked this slot. It stays."))
    held.delete()
