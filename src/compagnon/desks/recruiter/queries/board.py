"""The cohort as columns: who is where, longest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from compagnon.applications.models import Application
from compagnon.applications.rules import Status
from compagnon.postings.models import Campaign
from compagnon.programmes.models import Step

from .counting import CountUpTo, up_to

SHOWN = 50
COUNTED = 1_000
STANDS = (Status.OPEN, Status.OFFERED)


@dataclass(frozen=True, slots=True)
class Card:
    """One application on the board."""

    code: SafeString
    url: SafeString
    days: SafeString
    # Why somebody should look; blank: no reason.
    mark: SafeString


@dataclass(frozen=True)
class Column:
    """Those who stand at one step."""

    key: str
    title: str
    url: str
    count: str
    is_cut: bool
    cards: list[Card]


def board(campaign: Campaign, *, now: datetime) -> list[Column]:
    """Two queries: the steps with their counts, and all cards at once."""
    steps = _counted_steps(campaign)
    counts = {
        (step.pk, status): getattr(step, status.value)
        for step in steps
        for status in STANDS
    }
    # Whoever has an offer in hand waits in a column apart from who is to get one.
    stands = [
        (step, status)
        for step in steps
        for status in STANDS
        if status is Status.OPEN or counts[step.pk, status]
    ]
    cards = _cards(campaign, [stand for stand, count in counts.items() if count], now)
    base = reverse("recruiter:applications", args=[campaign.code])
    return [
        Column(
            key=f"{step.key}-{status}",
            title=str(step.declared.title)
            if status is Status.OPEN
            else str(status.label),
            url=f"{base}?{urlencode({'step': step.key, 'status': status.value})}",
            count=up_to(counts[step.pk, status], COUNTED),
            is_cut=counts[step.pk, status] > SHOWN,
            cards=cards[step.pk, status],
        )
        for step, status in stands
    ]


def _counted_steps(campaign: Campaign) -> list[Any]:
    """Return the steps with how many stand there, counted so far as it says more."""
    there = Application.objects.filter(campaign=campaign, step=OuterRef("pk"))
    steps: list[Any] = list(
        Step.objects.filter(programme=campaign.programme_id).annotate(
            **{
                status.value: CountUpTo(there.filter(status=status), COUNTED)
                for status in STANDS
            }
        )
    )
    for step in steps:
        step.programme = campaign.programme
    return steps


def _cards(
    campaign: Campaign, stands: list[tuple[int, Status]], now: datetime
) -> dict[tuple[int, str], list[Card]]:
    """Read the first of each column in one query."""
    firsts = [
        Application.objects.filter(campaign=campaign, step=step, status=status)
        .order_by("entered_step_at", "pk")
        .values("pk")[:SHOWN]
        for step, status in stands
    ]
    cards: dict[tuple[int, str], list[Card]] = defaultdict(list)
    if not firsts:
        return cards
    found = (
        Application.objects.filter(pk__in=together(firsts))
        .order_by("entered_step_at", "pk")
        .values_list(
            "code", "step_id", "status", "entered_step_at", "due_at", "open_flags"
        )
    )
    base = reverse("recruiter:application", args=["CODE"]).split("CODE")
    overdue, person = escape(_("Overdue")), escape(_("Needs a person"))
    unmarked = SafeString()
    for code, step, status, entered_at, due_at, flags in found:
        mark = person if flags else overdue if due_at and due_at < now else unmarked
        card = Card(
            SafeString(code),
            SafeString(code.join(base)),
            SafeString((now - entered_at).days),
            mark,
        )
        cards[step, status].append(card)
    return cards


def together(parts: Sequence[QuerySet[Any, Any]]) -> RawSQL:
    """Join limited selections; SQLite takes a limit only inside a selection's own."""
    texts: list[str] = []
    values: list[Any] = []
    for number, part in enumerate(parts):
        text, params = part.query.sql_with_params()
        texts.append(f"SELECT * FROM ({text}) AS part{number}")  # noqa: S608 - our own
        values.extend(params)
    return RawSQL(" UNION ALL ".join(texts), values)  # noqa: S611 - values are bound
