"""A candidate's way through one campaign. The events are the truth."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from compagnon.kit.codes import new_code
from compagnon.kit.facts import Fact, FactText
from compagnon.people.models import Person
from compagnon.postings.models import Campaign, Opening
from compagnon.programmes.models import Step

from .rules import ACTIVE, FlagReason, Kind, Status, Verdict


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications by where they stand."""

    def active(self) -> ApplicationQuerySet:
        return self.filter(status__in=list(ACTIVE))

    def of(self, person: Person) -> ApplicationQuerySet:
        return self.filter(candidate=person)


class Application(models.Model):
    """One candidate in one campaign.

    `status`, `step`, `entered_step_at` and `due_at` are a summary of the events that
    only `operations.record` writes, in the transaction that appends the event.
    """

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    candidate = models.ForeignKey(Person, models.PROTECT, related_name="applications")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="applications")
    step = models.ForeignKey(Step, models.PROTECT, related_name="applications")
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField()
    entered_step_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    # Open flags, counted, so that a list of thousands can be filtered by index.
    open_flags = models.PositiveSmallIntegerField(default=0)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "campaign"],
                name="one_application_per_candidate_and_campaign",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values),
                name="application_status_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "status", "step", "entered_step_at", "id"],
                name="application_board",
            ),
            models.Index(
                fields=["campaign", "entered_step_at", "id"], name="application_ageing"
            ),
            models.Index(
                fields=["campaign", "entered_step_at", "id"],
                condition=models.Q(open_flags__gt=0),
                name="application_flagged",
            ),
            models.Index(
                fields=["due_at"],
                condition=models.Q(status__in=["open", "offered"]),
                name="application_due",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    def is_overdue(self, now: datetime) -> bool:
        return self.is_active and self.due_at is not None and self.due_at < now


class Choice(models.Model):
    """One ranked opening within an application, with what was declared for it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="choices")
    opening = models.ForeignKey(Opening, models.PROTECT, related_name="choices")
    rank = models.PositiveSmallIntegerField()
    # "Authorised now and for the whole programme, without sponsorship."
    may_work = models.BooleanField(default=False)
    declared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "opening"], name="one_choice_per_opening"
            ),
            models.UniqueConstraint(
                fields=["application", "rank"], name="one_choice_per_rank"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.opening_id}"


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


class Statement(models.Model):
    """What a candidate says in the application form, in their own words."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="statements"
    )
    question = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "question"], name="one_statement_per_question"
            )
        ]

    def __str__(self) -> str:
        return self.question


class Adjustment(models.Model):
    """What the candidate asked for to show what they can do. Seen by no rater.

    One row an application. `needs` is a list of keys (`eligibility` of nothing: no
    proof is asked); `note` is free text for the adjustments contact.
    """

    application = models.OneToOneField(
        Application, models.CASCADE, primary_key=True, related_name="adjustment"
    )
    time_factor = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    # No clock at all: `time_factor` is then without meaning.
    is_untimed = models.BooleanField(default=False)
    text_version = models.BooleanField(default=False)
    large_text = models.BooleanField(default=False)
    readable_font = models.BooleanField(default=False)
    high_contrast = models.BooleanField(default=False)
    reduced_motion = models.BooleanField(default=False)
    written_interview = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"adjustment of {self.application_id}"


class Document(models.Model):
    """A file that belongs to an application: a résumé. Stored under a new name."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="documents"
    )
    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    purpose = models.CharField(max_length=20)
    file = models.FileField(upload_to="documents/")
    # As found in the content, never as claimed by the browser.
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "purpose"], name="one_document_per_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.code}"
