"""How often something may happen, counted for all processes in one table."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.db.models import F

from .models import RateWindow


def allow(key: str, *, limit: int, seconds: int, now: datetime) -> bool:
    """Count one more try of `key` and say whether it is within `limit`.

    Windows of `seconds` follow each other from the epoch, so a burst over their border
    may reach twice the limit: enough against guessing, and one statement to count.
    """
    start = int(now.timestamp()) // seconds * seconds
    opened = datetime.fromtimestamp(start, UTC)
    with transaction.atomic():
        window, is_new = RateWindow.objects.get_or_create(
            key=key[:120], opened_at=opened, defaults={"count": 1}
        )
        if is_new:
            return limit >= 1
        within = RateWindow.objects.filter(pk=window.pk, count__lt=limit)
        return bool(within.update(count=F("count") + 1))


def sweep(before: datetime) -> int:
    """Forget windows that opened before `before`."""
    return RateWindow.objects.filter(opened_at__lt=before).delete()[0]
