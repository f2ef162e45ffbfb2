"""The hand that follows events up: reactions, due dates, letters.

Nothing lives in this process. What is to be done is read from the tables (events
without `handled_at`, rows whose time has come), so a worker may be killed anywhere and
another goes on; several may run at once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import close_old_connections, connection, models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from compagnon.applications.models import Event
from compagnon.interviews.operations import sweep as sweep_uploads
from compagnon.kit.limits import sweep as sweep_limits
from compagnon.people.signing_in import sweep_tickets
from compagnon.placements.models import PlacementEvent
from compagnon.ratings.operations import assign_waiting

from . import deadlines, sending
from .reactions import reactions_to

log = logging.getLogger(__name__)

BATCH = 100
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(hours=6)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after the nth failure: 5 s, doubled, at most 6 h."""
    doubled: int = 2 ** min(attempts - 1, 20)
    return min(FIRST_RETRY * doubled, LONGEST_RETRY)


def waiting_events(now: datetime) -> models.QuerySet[Event]:
    """Return the first unhandled event of each application that may be tried now.

    An event that keeps failing holds up its own application and no other.
    """
    earlier = Event.objects.filter(
        application=OuterRef("application"),
        number__lt=OuterRef("number"),
        handled_at=None,
    )
    return (
        Event.objects.filter(handled_at=None)
        .filter(Q(retry_at=None) | Q(retry_at__lte=now))
        .filter(~Exists(earlier))
        .order_by("id")
    )


def follow(event_id: int, now: datetime) -> bool:
    """Run the reactions to one event and mark it handled, in one transaction.

    Returns whether it was handled here; False when another worker has it or had it.
    """
    with transaction.atomic():
        event = (
            Event.objects.select_related(
                "application__campaign__programme",
                "application__step__programme",
                "application__candidate",
                "at_step__programme",
                "to_step__programme",
            )
            .select_for_update(
                of=("self",),
                skip_locked=connection.features.has_select_for_update_skip_locked,
            )
            .filter(pk=event_id, handled_at=None)
            .first()
        )
        if event is None:
            return False
        for react in reactions_to(event):
            react(event, now)
        Event.objects.filter(pk=event_id).update(handled_at=now)
    return True


def put_off(event_id: int, now: datetime) -> None:
    """Write down that an event failed, and when to try again."""
    Event.objects.filter(pk=event_id).update(attempts=F("attempts") + 1)
    attempts = Event.objects.values_list("attempts", flat=True).get(pk=event_id)
    Event.objects.filter(pk=event_id).update(retry_at=now + wait_after(attempts))


def follow_events(now: datetime) -> int:
    """Follow up a batch of events. Returns how many were handled."""
    handled = 0
    for event_id in list(waiting_events(now).values_list("pk", flat=True)[:BATCH]):
        try:
            handled += follow(event_id, now)
        except Exception:
            # One bad event must not stop the others.
            log.exception("event %s could not be followed up", event_id)
            put_off(event_id, now)
    return handled


def follow_placement_events(now: datetime) -> int:
    """Nothing follows from a placement's events yet but that they were seen."""
    return PlacementEvent.objects.filter(handled_at=None).update(handled_at=now)


ROUNDS: tuple[Callable[[datetime], int], ...] = (
    follow_events,
    follow_placement_events,
    deadlines.remind,
    deadlines.announce_bookings,
    deadlines.lapse_applications,
    deadlines.lapse_offers,
    sending.send_due,
)

# What may wait an hour: each is cheap when there is nothing to do.
HOURLY: tuple[Callable[[datetime], int], ...] = (
    lambda now: assign_waiting(now=now),
    sweep_uploads,
    sweep_tickets,
    lambda now: sweep_limits(now - timedelta(days=1)),
)


def run_once(now: datetime | None = None) -> int:
    """Do everything that is due, one batch each. Returns how much was done."""
    now = now or timezone.now()
    return sum(do(now) for do in ROUNDS)


def run_until_idle(now: datetime | None = None, limit: int = 10_000) -> int:
    """Work until nothing is due. Returns how much was done."""
    done = 0
    for _round in range(limit):
        count = run_once(now)
        if not count:
            break
        done += count
    return done


def tidy_up(now: datetime) -> int:
    """Do what may wait an hour. Returns how much was done."""
    return sum(do(now) for do in HOURLY)


def run_forever(
    stop: threading.Event,
    *,
    also: Sequence[Callable[[datetime], int]] = (),
    pause: float = 0.3,
) -> None:
    """Work until `stop` is set, resting when nothing is due.

    `also` is done every hour after our own tidying. A failure of the database is logged
    and waited out, not died of.
    """
    rest, tidied = pause, timezone.now() - timedelta(hours=1)
    while not stop.is_set():
        try:
            close_old_connections()
            done, now = run_once(), timezone.now()
            if now - tidied >= timedelta(hours=1):
                tidied = now
                tidy_up(now)
                for do in also:
                    do(now)
            rest = pause if not done else 0.0
        except Exception:
            log.exception("the worker could not work; it tries again")
            rest = 5.0
        stop.wait(rest)
