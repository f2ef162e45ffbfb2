"""What privacy does at night."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import chain

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from compagnon.applications import verifying as applications
from compagnon.applications.models import Application
from compagnon.kit import limits
from compagnon.people.signing_in import sweep_tickets
from compagnon.placements import verifying as placements
from compagnon.placements.models import Placement

from .models import Erasure, Night
from .operations import apply_retention, shred
from .sqlite import write_anew


def nightly(now: datetime) -> int:
    """Let go of what is old and verify every chain, once a day; return how much went.

    May be called as often as a worker likes and by several at once: the row of the
    night decides who makes the round.
    """
    night = _begin(now)
    if night is None:
        return 0
    sweep_tickets(now)
    limits.sweep(now - timedelta(days=2))
    Session.objects.filter(expire_date__lt=now).delete()
    report = apply_retention(now, dry_run=False)
    shred()
    if (
        report.total
        or Erasure.objects.filter(erased_at__gte=now - timedelta(2)).exists()
    ):
        write_anew()
    night.counts = {line.kind.value: line.count for line in report.lines if line.count}
    verify(night)
    return report.total


def _begin(now: datetime) -> Night | None:
    if Night.objects.filter(date=now.date()).exists():
        return None
    try:
        with transaction.atomic():
            return Night.objects.create(date=now.date(), started_at=now)
    except IntegrityError:
        return None  # another worker was first


def verify(night: Night) -> None:
    """Fold all events, check all chains, and keep what was found."""
    found = list(map(str, chain(applications.faults(), placements.faults())))
    night.applications = Application.objects.count()
    night.placements = Placement.objects.count()
    night.faults, night.first_fault = len(found), found[0][:300] if found else ""
    night.ended_at = timezone.now()
    night.save()
