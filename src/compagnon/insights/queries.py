"""How applications go through a campaign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q

from compagnon.applications.models import Application, Event
from compagnon.applications.rules import ACTIVE, Kind, Status
from compagnon.postings.models import Campaign
from compagnon.programmes.models import Step

from .rules import SCATTER, WHOLE, part, weighted_median

# How many applications now at one step are read for the times in step. Up to so many,
# the medians are exact; above, they rest on a sample, weighted by step.
SAMPLE = 250
SECONDS_A_DAY = 86_400

ENTERED = (Kind.STARTED, Kind.REINSTATED)
LEFT = (
    Kind.PASSED,
    Kind.DECLINED,
    Kind.WITHDRAWN,
    Kind.LAPSED,
    Kind.OFFER_ACCEPTED,
    Kind.OFFER_TURNED_DOWN,
)


@dataclass(frozen=True)
class FunnelStep:
    """One step of a campaign: how many came, and what became of them.

    Every application that entered has passed, was declined, left of its own
    (`withdrawn`: also offers turned down and deadlines that passed), or is `here`.
    `median_days` is the time from entering to leaving; None where nobody has left.
    """

    key: str
    title: str
    entered: int
    passed: int
    declined: int
    withdrawn: int
    here: int
    median_days: float | None

    @property
    def passed_share(self) -> float | None:
        """Of those who have left the step, the part that went on."""
        left = self.entered - self.here
        return self.passed / left if left else None


def funnel(campaign: Campaign) -> list[FunnelStep]:
    """Return each step of a campaign, in order. Four queries for any size.

    Needs `campaign.programme` to be loaded.

    The path is a line: who stands at a step has passed all before it. So the counts
    come from the summary that each application carries of its events, one grouped read
    of an index; the times come from the events themselves.
    """
    steps = list(
        Step.objects.filter(programme=campaign.programme_id).order_by("position")
    )
    counts = _counts(campaign)
    medians = _median_days(campaign, counts)
    declaration = campaign.programme.declaration
    found = []
    beyond = 0
    for step in reversed(steps):
        here = counts[step.pk]
        total = sum(here.values())
        hired = here[Status.HIRED]
        declined = here[Status.DECLINED]
        waiting = sum(here[status] for status in ACTIVE)
        found.append(
            FunnelStep(
                key=step.key,
                title=str(declaration.step(step.key).title),
                entered=total + beyond,
                passed=beyond + hired,
                declined=declined,
                withdrawn=total - hired - declined - waiting,
                here=waiting,
                median_days=medians.get(step.pk),
            )
        )
        beyond += total
    return found[::-1]


def _counts(campaign: Campaign) -> dict[int, dict[str, int]]:
    """Return, for each step, how many stand there in each status. One query."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = Application.objects.filter(campaign=campaign).values_list("step", "status")
    for step, status, count in rows.annotate(count=Count("pk")).order_by():
        counts[step][status] = count
    return counts


def _median_days(
    campaign: Campaign, counts: dict[int, dict[str, int]]
) -> dict[int, float]:
    """Return the median time in each step that somebody has left. Two queries."""
    parts = {step: part(sum(here.values()), SAMPLE) for step, here in counts.items()}
    stands_at = _sample(campaign, parts)
    if not stands_at:
        return {}
    events = (
        Event.objects.filter(application__in=stands_at, kind__in=[*ENTERED, *LEFT])
        .order_by("application_id", "number")
        .values_list("application_id", "kind", "at_step", "to_step", "happened_at")
    )
    weights = {key: WHOLE / parts[step] for key, step in stands_at.items()}
    return {
        step: round(days, 1)
        for step, values in _times(events, weights).items()
        if (days := weighted_median(values)) is not None
    }


def _sample(campaign: Campaign, parts: dict[int, int]) -> dict[int, int]:
    """Return some applications of each step, and where each stands. One query.

    A sample spaced by plain number would meet any rhythm in how the rows came.
    """
    if not parts:
        return {}
    chosen = (Q(step=step, spread__lt=share) for step, share in parts.items())
    return dict(
        Application.objects.alias(spread=F("pk") * SCATTER % WHOLE)
        .filter(reduce(or_, chosen), campaign=campaign)
        .values_list("pk", "step")
    )


def _times(
    events: Iterable[tuple[int, str, int | None, int | None, datetime]],
    weights: dict[int, float],
) -> dict[int, list[tuple[float, float]]]:
    """Return, for each step, the days that each application spent, and its weight."""
    times: dict[int, list[tuple[float, float]]] = defaultdict(list)
    entered: dict[int, datetime] = {}
    for application, kind, at_step, to_step, happened_at in events:
        if kind in LEFT and at_step is not None and application in entered:
            seconds = (happened_at - entered[application]).total_seconds()
            times[at_step].append((seconds / SECONDS_A_DAY, weights[application]))
        if to_step is not None:
            entered[application] = happened_at
    return times
