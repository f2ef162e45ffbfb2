"""How many came to each step and what became of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from compagnon.applications.models import Application
from compagnon.applications.rules import ACTIVE, Status
from compagnon.postings.models import Campaign
from compagnon.programmes.models import Step

from .board import together
from .cohort import steps_of

LARGE = 10_000
KEPT_SECONDS = 60


@dataclass(frozen=True)
class FunnelStep:
    """One step of the path, counted."""

    title: str
    url: str
    entered: int
    here: int
    passed: int
    declined: int
    withdrawn: int
    # The middle of the days that those who are here have been here; None: nobody is.
    days: int | None
    # Of those who entered the first step, in hundredths.
    share: int


def funnel(campaign: Campaign, *, now: datetime) -> list[FunnelStep]:
    """Three queries: the steps, the counts of an index, the middle of each step.

    Whoever stands at a later step, or ended there, has passed the ones before.
    """
    steps = steps_of(campaign)
    counts = _counts(campaign)
    middles = _middles(campaign, counts)
    total = counts.total()
    beyond = total
    base = reverse("recruiter:applications", args=[campaign.code])
    lines = []
    for step in steps:
        entered = beyond
        beyond -= sum(counts[step.pk, status] for status in Status.values)
        entered_at = middles.get(step.pk)
        lines.append(
            FunnelStep(
                title=str(step.declared.title),
                url=f"{base}?{urlencode({'step': step.key})}",
                entered=entered,
                here=sum(counts[step.pk, status] for status in ACTIVE),
                passed=beyond + counts[step.pk, Status.HIRED],
                declined=counts[step.pk, Status.DECLINED],
                withdrawn=_left(step, counts),
                days=(now - entered_at).days if entered_at else None,
                share=round(100 * entered / total) if total else 0,
            )
        )
    return lines


def _counts(campaign: Campaign) -> Counter[tuple[int, str]]:
    """Count by step and status. Of a large campaign they may be a minute old."""
    key = f"recruiter.funnel.{campaign.code}"
    kept: Counter[tuple[int, str]] | None = cache.get(key)
    if kept is not None:
        return kept
    counts: Counter[tuple[int, str]] = Counter()
    found = Application.objects.filter(campaign=campaign).order_by()
    for step, status, count in found.values_list("step_id", "status").annotate(
        n=Count("pk")
    ):
        counts[step, status] = count
    if counts.total() > LARGE:
        cache.set(key, counts, KEPT_SECONDS)
    return counts


def _left(step: Step, counts: Counter[tuple[int, str]]) -> int:
    gone = (Status.WITHDRAWN, Status.LAPSED, Status.TURNED_DOWN)
    return sum(counts[step.pk, status] for status in gone)


def _middles(
    campaign: Campaign, counts: Counter[tuple[int, str]]
) -> dict[int, datetime]:
    """Return when the middle one of those who stand at each step came. One query."""
    middles = [
        Application.objects.filter(campaign=campaign, step=step, status=Status.OPEN)
        .order_by("entered_step_at", "pk")
        .values("pk")[count // 2 : count // 2 + 1]
        for (step, status), count in counts.items()
        if status == Status.OPEN
    ]
    if not middles:
        return {}
    found = Application.objects.filter(pk__in=together(middles))
    return dict(found.values_list("step_id", "entered_step_at"))
