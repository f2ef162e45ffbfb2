"""What can be chosen when a day is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from compagnon.finals.steps import FinalStep
from compagnon.people.access import colleague_names
from compagnon.people.models import Grant, Role
from compagnon.postings.models import Campaign, Opening, Place

# Fields of the form that go to the operation under their own names.
PLAIN = (
    "day",
    "begins",
    "ends",
    "minutes",
    "pause",
    "capacity",
    "place",
    "link",
    "directions",
)


@dataclass(frozen=True)
class DaySettings:
    """Choices and first values of the form."""

    steps: list[tuple[str, str]]
    places: QuerySet[Place]
    colleagues: list[tuple[int, str]]
    initial: dict[str, Any]


def day_settings(campaign: Campaign, opening: Opening | None) -> DaySettings:
    """Choices for a day of a campaign, or of one opening in it. Five queries."""
    steps = [
        step
        for step in campaign.programme.declaration.steps
        if step.kind == FinalStep.key
    ]
    initial: dict[str, Any] = {"pause": 0, "capacity": 1}
    if steps:
        initial["minutes"] = FinalStep.settings_of(steps[0].settings).minutes
    if opening is not None:
        initial["time_zone"] = opening.place.time_zone
    return DaySettings(
        steps=[(step.key, str(step.title)) for step in steps],
        places=_places(campaign, opening),
        colleagues=_colleagues(campaign, opening),
        initial=initial,
    )


def _places(campaign: Campaign, opening: Opening | None) -> QuerySet[Place]:
    if opening is not None:
        return Place.objects.filter(pk=opening.place_id)
    return (
        Place.objects.filter(openings__campaign=campaign)
        .distinct()
        .order_by("country", "city", "name")
    )


def _colleagues(campaign: Campaign, opening: Opening | None) -> list[tuple[int, str]]:
    people = set(
        Grant.objects.filter(
            role=Role.ASSESSOR, programme_slug__in=["", campaign.programme.slug]
        ).values_list("person", flat=True)
    )
    if opening is not None:
        people |= set(opening.managers.values_list("pk", flat=True))
    names = colleague_names(people)
    return sorted(
        ((key, name) for key, name in names.items() if key is not None),
        key=lambda one: one[1],
    )
