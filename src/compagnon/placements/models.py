"""A hired person's time in a place. Knows nothing of how they were chosen."""

from __future__ import annotations

from typing import Any

from django.db import models

from compagnon.kit.codes import new_code
from compagnon.kit.facts import Fact, FactText
from compagnon.people.models import Person
from compagnon.postings.models import Opening

from .rules import PlacementKind, PlacementStatus


class Placement(models.Model):
    """One hired person in one opening. The events are the truth.

    `status` and `starts_on` are a summary that only `operations.record` writes.
    """

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="placements")
    opening = models.ForeignKey(Opening, models.PROTECT, related_name="placements")
    status = models.CharField(
        max_length=12, choices=PlacementStatus, default=PlacementStatus.EXPECTED
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    manager = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="placements_managed"
    )
    buddy = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="placements_accompanied"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "opening"], name="one_placement_per_opening"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(ends_on__gt=models.F("starts_on")),
                name="placement_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PlacementEvent(Fact):
    """One fact about a placement."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=PlacementKind)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["placement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "number"], name="one_placement_event_per_number"
            )
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(handled_at__isnull=True),
                name="placement_event_unhandled",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "placement": self.placement.code,
            "kind": self.kind,
            "actor": self.actor.code if self.actor else None,
        }


class PlacementEventText(FactText):
    """What somebody wrote with a placement event."""

    event = models.OneToOneField(
        PlacementEvent, models.CASCADE, primary_key=True, related_name="words"
    )

    def __str__(self) -> str:
        return f"words of placement event {self.event_id}"
