"""What the public pages show of programmes and openings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from compagnon.postings.models import Campaign
from compagnon.postings.queries import OpeningLine, open_lines
from compagnon.programmes.declaration import Declaration
from compagnon.programmes.models import Programme

SHOWN_ON_PROGRAMME_PAGE = 9


@dataclass(frozen=True)
class ProgrammeCard:
    """A programme as a reader may find it now: the version in force, and its dates.

    `campaign` is the one that is open, or else the next that opens; None where neither
    is known.
    """

    declared: Declaration
    campaign: Campaign | None
    is_open: bool

    @property
    def slug(self) -> str:
        return self.declared.slug

    @property
    def minutes(self) -> int:
        """The candidate's own time in all steps."""
        return sum(step.minutes or 0 for step in self.declared.steps)

    @property
    def asks_eligibility(self) -> bool:
        """Whether the statutory rules of a public scheme are asked."""
        return asks_eligibility(self.declared)

    @property
    def opens_at(self) -> datetime | None:
        """When it opens, where that is still to come."""
        return self.campaign.opens_at if self.campaign and not self.is_open else None


@dataclass(frozen=True)
class ProgrammePage:
    """One programme with the openings that close first."""

    card: ProgrammeCard
    openings: list[OpeningLine]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.openings)


def programme_cards(now: datetime) -> list[ProgrammeCard]:
    """Return each programme in force, those that are open first.

    Two queries, and one a version that this process has not parsed yet.
    """
    campaigns: dict[str, Campaign] = {}
    for campaign in _running_or_coming(now):
        slug = campaign.programme.slug
        campaigns[slug] = _preferred(campaigns.get(slug), campaign, now)
    newest = {programme.slug: programme for programme in _light().order_by("version")}
    cards = [
        _card(campaigns.get(slug), programme, now)
        for slug, programme in sorted(newest.items())
    ]
    return sorted(cards, key=lambda card: not card.is_open)


def programme_page(slug: str, now: datetime) -> ProgrammePage | None:
    """Return the page of one programme, or None. Four queries, as `programme_cards`."""
    campaign: Campaign | None = None
    for each in _running_or_coming(now).filter(programme__slug=slug):
        campaign = _preferred(campaign, each, now)
    newest = _light().filter(slug=slug).order_by("-version").first()
    if newest is None:
        return None
    card = _card(campaign, newest, now)
    if not card.is_open:
        return ProgrammePage(card, [], 0)
    lines, count = open_lines(
        now=now, limit=SHOWN_ON_PROGRAMME_PAGE, campaign__programme__slug=slug
    )
    return ProgrammePage(card, lines, count)


def programme_names() -> dict[str, str]:
    """Return the name of each programme in the reader's language. One query."""
    return {
        programme.slug: str(programme.declaration.name)
        for programme in _light().order_by("version")
    }


def asks_eligibility(declared: Declaration) -> bool:
    return any(step.kind == "eligibility" for step in declared.steps)


def asks_work_right(declared: Declaration) -> bool:
    """Whether candidates declare that they may work there without sponsorship."""
    return any(
        step.settings.get("asks_work_right", True)
        for step in declared.steps
        if step.kind == "form"
    )


def _running_or_coming(now: datetime) -> QuerySet[Campaign]:
    return (
        Campaign.objects.select_related("programme")
        .defer("programme__source", "programme__declared")
        .filter(closes_at__gt=now)
    )


def _light() -> QuerySet[Programme]:
    # Most processes have parsed the declaration already: see `Programme.declaration`.
    return Programme.objects.defer("source", "declared")


def _preferred(one: Campaign | None, other: Campaign, now: datetime) -> Campaign:
    """Prefer the campaign that opened last, else the one that opens next."""
    if one is None or (other.is_open(now) and not one.is_open(now)):
        return other
    if one.is_open(now) and not other.is_open(now):
        return one
    earlier, later = sorted((one, other), key=lambda each: each.opens_at)
    return later if one.is_open(now) else earlier


def _card(campaign: Campaign | None, newest: Programme, now: datetime) -> ProgrammeCard:
    """A running campaign shows its own version; otherwise the newest is shown."""
    is_open = campaign is not None and campaign.is_open(now)
    version = campaign.programme if campaign is not None and is_open else newest
    return ProgrammeCard(version.declaration, campaign, is_open)
