"""What the programme manager's pages show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from compagnon.applications.models import Application, Choice
from compagnon.people.access import colleague_names
from compagnon.people.models import Grant, Person, Role
from compagnon.postings.access import managed_campaigns
from compagnon.postings.models import Campaign, Opening
from compagnon.postings.rules import search_terms
from compagnon.programmes.declaration import Declaration
from compagnon.programmes.models import Programme

from .programme_access import managed_programmes

PAGE_SIZE = 50


@dataclass(frozen=True)
class Version:
    """One loaded version, and what stands on it."""

    pk: int
    version: int
    declared: Declaration
    loaded_at: datetime
    loaded_by: str
    campaigns: int
    running: int
    previous: int | None


@dataclass(frozen=True)
class VersionGroup:
    """A programme with its versions, the newest first."""

    slug: str
    name: str
    versions: list[Version]


@dataclass(frozen=True)
class CampaignLine:
    """One campaign in a list."""

    code: str
    name: str
    programme: str
    version: int
    opens_at: datetime
    closes_at: datetime
    state: str
    state_label: str
    openings: int
    applications: int


@dataclass(frozen=True)
class ManagedOpening:
    """One opening in the list of its campaign."""

    code: str
    title: str
    place: str
    city: str
    country: str
    seats: int
    starts_on: date
    closes_at: datetime
    time_zone: str
    state: str
    state_label: str
    applications: int


@dataclass(frozen=True)
class OpeningPage:
    """One page of a campaign's openings."""

    lines: list[ManagedOpening]
    total: int
    page: int
    pages: int
    words: str
    state: str

    @property
    def previous_page(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def next_page(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None


def version_groups(person: Person, now: datetime) -> list[VersionGroup]:
    """Return all versions that the person manages, by programme.

    Four queries, and one a version that this process has not parsed yet.
    """
    running = Q(campaigns__opens_at__lte=now, campaigns__closes_at__gt=now)
    versions = list(
        managed_programmes(person)
        .defer("source", "declared")
        .annotate(total=Count("campaigns"), running=Count("campaigns", filter=running))
    )
    names = colleague_names({one.loaded_by_id for one in versions})
    return [
        _group(list(group), names)
        for _slug, group in groupby(versions, lambda v: v.slug)
    ]


def _group(versions: list[Any], names: dict[int | None, str]) -> VersionGroup:
    older = [*(version.pk for version in versions[1:]), None]
    lines = [
        Version(
            pk=one.pk,
            version=one.version,
            declared=one.declaration,
            loaded_at=one.loaded_at,
            loaded_by=names.get(one.loaded_by_id, ""),
            campaigns=one.total,
            running=one.running,
            previous=previous,
        )
        for one, previous in zip(versions, older, strict=True)
    ]
    return VersionGroup(versions[0].slug, str(lines[0].declared.full_name), lines)


def campaign_lines(
    person: Person, now: datetime, programme: Programme | None = None
) -> list[CampaignLine]:
    """Return the campaigns that the person manages, the last to open first.

    Three queries, and one a version that this process has not parsed yet.
    """
    campaigns = managed_campaigns(person).defer(
        "programme__source", "programme__declared"
    )
    if programme is not None:
        campaigns = campaigns.filter(programme=programme)
    found = list(
        campaigns.annotate(count=Count("openings")).order_by("-opens_at", "pk")
    )
    rows = (
        Application.objects.filter(campaign__in=[one.pk for one in found])
        .values_list("campaign")
        .annotate(Count("pk"))
        .order_by()
    )
    applications = dict(rows)
    return [
        CampaignLine(
            code=one.code,
            name=one.name,
            programme=str(one.programme.declaration.name),
            version=one.programme.version,
            opens_at=one.opens_at,
            closes_at=one.closes_at,
            state=state_of(one, now),
            state_label=str(CAMPAIGN_STATES[state_of(one, now)]),
            openings=one.count,
            applications=applications.get(one.pk, 0),
        )
        for one in found
    ]


CAMPAIGN_STATES = {
    "open": _("Open"),
    "coming": _("Not open yet"),
    "over": _("Closed"),
}


def state_of(campaign: Campaign, now: datetime) -> str:
    if campaign.is_open(now):
        return "open"
    return "coming" if campaign.opens_at > now else "over"


OPENING_STATES = {
    "public": _("Published"),
    "closed": _("Closed"),
    "withdrawn": _("Withdrawn"),
    "draft": _("Draft"),
}


def opening_state(opening: Opening, now: datetime) -> str:
    if not opening.is_published:
        return "withdrawn" if opening.withdrawn_at else "draft"
    return "public" if opening.closes_at > now else "closed"


def opening_page(
    campaign: Campaign, *, words: str, state: str, page: int, now: datetime
) -> OpeningPage:
    """Return one page of a campaign's openings. Three queries."""
    openings: QuerySet[Opening] = Opening.objects.filter(campaign=campaign)
    for term in search_terms(words):
        openings = openings.filter(search_text__contains=term)
    openings = _in_state(openings, state, now)
    total = openings.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    start = (page - 1) * PAGE_SIZE
    ordered = openings.select_related("place").order_by("closes_at", "pk")
    return OpeningPage(
        lines=_managed(list(ordered[start : start + PAGE_SIZE]), now),
        total=total,
        page=page,
        pages=pages,
        words=words,
        state=state,
    )


def _in_state(
    openings: QuerySet[Opening], state: str, now: datetime
) -> QuerySet[Opening]:
    conditions = {
        "public": Q(is_published=True, closes_at__gt=now),
        "closed": Q(is_published=True, closes_at__lte=now),
        "withdrawn": Q(is_published=False, withdrawn_at__isnull=False),
        "draft": Q(is_published=False, withdrawn_at__isnull=True),
    }
    return openings.filter(conditions[state]) if state in conditions else openings


def _managed(openings: list[Opening], now: datetime) -> list[ManagedOpening]:
    chosen = Counter(
        dict(
            Choice.objects.filter(opening__in=[one.pk for one in openings])
            .values_list("opening")
            .annotate(Count("pk"))
            .order_by()
        )
    )
    return [
        ManagedOpening(
            code=one.code,
            title=one.title,
            place=one.place.name,
            city=one.place.city,
            country=one.place.country,
            seats=one.seats,
            starts_on=one.starts_on,
            closes_at=one.closes_at,
            time_zone=one.place.time_zone,
            state=opening_state(one, now),
            state_label=str(OPENING_STATES[opening_state(one, now)]),
            applications=chosen[one.pk],
        )
        for one in openings
    ]


def hiring_managers(slug: str) -> list[tuple[int, str]]:
    """Return who may be named for an opening of a programme. Two queries."""
    keys = Grant.objects.filter(
        role=Role.HIRING_MANAGER, programme_slug__in=["", slug], person__is_active=True
    ).values_list("person", flat=True)
    names = colleague_names(set(keys))
    return sorted(
        ((key, name) for key, name in names.items() if key is not None),
        key=lambda one: one[1].casefold(),
    )
