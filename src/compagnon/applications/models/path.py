"""A candidate's way through one campaign, and the openings they chose."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from compagnon.applications.rules import ACTIVE, Status
from compagnon.kit.codes import new_code
from compagnon.people.models import Person
from compagnon.postings.models import Campaign, Opening
from compagnon.programmes.models import Step


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
    # The indexes below begin with the campaign; more of them would mislead planners.
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="applications", db_index=False
    )
    step = models.ForeignKey(
        Step, models.PROTECT, related_name="applications", db_index=False
    )
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
        # The lists of a cohort read a page of 50 out of 100,000 in the order of one of
        # these, whatever they are filtered by; each begins with the campaign.
        indexes = [
            models.Index(
                fields=["campaign", "status", "step", "entered_step_at", "id"],
                name="application_board",
            ),
            models.Index(
                fields=["campaign", "status", "entered_step_at", "id"],
                name="application_status",
            ),
            models.Index(
                fields=["campaign", "step", "entered_step_at", "id"],
                name="application_step",
            ),
            models.Index(
                fields=["campaign", "entered_step_at", "id"], name="application_ageing"
            ),
            models.Index(
                fields=["campaign", "status", "due_at", "id"],
                name="application_overdue",
            ),
            models.Index(
                fields=["campaign", "status", "entered_step_at", "id"],
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
    opening = models.ForeignKey(
        Opening, models.PROTECT, related_name="choices", db_index=False
    )
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
        # Who ranked an opening, and how many: both are read from the index alone.
        indexes = [
            models.Index(
                fields=["opening", "rank", "application"], name="choice_demand"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.opening_id}"
