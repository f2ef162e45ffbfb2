"""What happened to an application: events, decisions, flags."""

from __future__ import annotations

from typing import Any

from django.db import models

from compagnon.applications.rules import FlagReason, Kind, Verdict
from compagnon.kit.facts import Fact, FactText
from compagnon.people.models import Person
from compagnon.programmes.models import Step

from .path import Application


class Event(Fact):
    """One fact about an application."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    at_step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")
    to_step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")
    # None: the system itself, following a rule of the programme.
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="one_event_per_number"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="event_kind_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(handled_at__isnull=True),
                name="event_unhandled",
            ),
            models.Index(fields=["application", "kind"], name="event_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    def content(self) -> dict[str, Any]:
        """Name everything by code or key, so that the hash survives a move of rows."""
        return super().content() | {
            "application": self.application.code,
            "kind": self.kind,
            "at_step": self.at_step.key if self.at_step else None,
            "to_step": self.to_step.key if self.to_step else None,
            "actor": self.actor.code if self.actor else None,
        }


class EventText(FactText):
    """What somebody wrote with an event: a reason, a note."""

    event = models.OneToOneField(
        Event, models.CASCADE, primary_key=True, related_name="words"
    )

    def __str__(self) -> str:
        return f"words of event {self.event_id}"


class Decision(models.Model):
    """A person's verdict at a step. Held until it is released, together with others."""

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="decisions"
    )
    step = models.ForeignKey(Step, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    # A key of the programme's `decline_reasons`; blank for a pass.
    reason_code = models.CharField(max_length=40, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    event = models.OneToOneField(Event, models.PROTECT, related_name="decision")
    released_at = models.DateTimeField(null=True, blank=True)
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(released_at=None, retracted_at=None),
                name="one_held_decision_per_application",
            )
        ]

    def __str__(self) -> str:
        return self.verdict

    @property
    def is_held(self) -> bool:
        return self.released_at is None and self.retracted_at is None


class Flag(models.Model):
    """A reason why an application needs a person."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=20, choices=FlagReason)
    raised_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reason"],
                condition=models.Q(cleared_at=None),
                name="one_open_flag_per_reason",
            )
        ]

    def __str__(self) -> str:
        return self.reason
