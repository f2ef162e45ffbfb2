"""Campaigns at a glance: what waits for a person, and which seats are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from compagnon.applications.models import Application, Choice
from compagnon.applications.rules import Status
from compagnon.journey.models import Letter
from compagnon.kit.paging import page_of
from compagnon.postings.models import Campaign, Opening

from .counting import CountUpTo, up_to
from .filters import held_decisions

WAITING = [Letter.State.HELD, Letter.State.READY]
DUE_SOON = timedelta(days=1)
SIZE = 50
COUNTED = 10_000
COUNTED_CHOICES = 500


@dataclass(frozen=True)
class CampaignCard:
    """One campaign on the first page of the desk."""

    code: str
    name: str
    programme: str
    closes_at: datetime
    is_open: bool
    open: str
    needs_a_person: str
    due_soon: str
    held: str
    letters: str


@dataclass(frozen=True)
class OpeningLine:
    """One opening: how many want it, how many seats it has."""

    title: str
    place: str
    url: str
    seats: int
    first: str
    every: str
    first_a_seat: str


@dataclass(frozen=True)
class Openings:
    """One page of openings."""

    rows: list[OpeningLine]
    previous: str | None
    next: str | None


def cards(campaigns: QuerySet[Campaign], *, now: datetime) -> list[CampaignCard]:
    """One query, whatever the number of campaigns."""
    applications = Application.objects.filter(campaign=OuterRef("pk"))
    is_open = applications.filter(status=Status.OPEN)
    waiting = {
        "open": is_open,
        "needs_a_person": is_open.filter(open_flags__gt=0),
        "due_soon": is_open.filter(due_at__gte=now, due_at__lt=now + DUE_SOON),
        "held": held_decisions().filter(application__campaign=OuterRef("pk")),
        "letters": Letter.objects.filter(
            state__in=WAITING, application__campaign=OuterRef("pk")
        ),
    }
    found = campaigns.annotate(
        **{f"n_{name}": CountUpTo(rows, COUNTED) for name, rows in waiting.items()}
    ).order_by("-opens_at", "-pk")
    return [_card(one, list(waiting), now) for one in found]


def _card(campaign: Any, names: list[str], now: datetime) -> CampaignCard:
    return CampaignCard(
        code=campaign.code,
        name=campaign.name,
        programme=str(campaign.programme.declaration.full_name),
        closes_at=campaign.closes_at,
        is_open=campaign.is_open(now),
        **{name: up_to(getattr(campaign, f"n_{name}"), COUNTED) for name in names},
    )


def openings(campaign: Campaign, *, cursor: str) -> Openings:
    """Return a page of openings with how many ranked them. One query."""
    choices = Choice.objects.filter(opening=OuterRef("pk"))
    found = (
        Opening.objects.filter(campaign=campaign)
        .select_related("place")
        .defer("description_en", "description_fr", "search_text")
        .annotate(
            first=CountUpTo(choices.filter(rank=1), COUNTED_CHOICES),
            every=CountUpTo(choices, COUNTED_CHOICES),
        )
    )
    page = page_of(found, by="closes_at", size=SIZE, cursor=cursor)
    base = reverse("recruiter:applications", args=[campaign.code])
    return Openings(
        rows=[_opening_line(one, base) for one in page.items],
        previous=page.previous,
        next=page.next,
    )


def _opening_line(opening: Any, base: str) -> OpeningLine:
    query = urlencode({"opening": opening.code, "status": "all"})
    return OpeningLine(
        title=opening.title,
        place=str(opening.place),
        url=f"{base}?{query}",
        seats=opening.seats,
        first=up_to(opening.first, COUNTED_CHOICES),
        every=up_to(opening.every, COUNTED_CHOICES),
        first_a_seat=f"{opening.first / opening.seats:.1f}",
    )
