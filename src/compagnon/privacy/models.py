"""What was erased, what is to be, and for how long the rest is kept."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from compagnon.applications.models import Application
from compagnon.people.models import Person

from .rules import LONGEST, SHORTEST, ErasureReason, Kind


class Erasure(models.Model):
    """The proof that a person was erased: a code, counts, and nothing else of them."""

    person = models.OneToOneField(
        Person, models.PROTECT, primary_key=True, related_name="erasure"
    )
    # None: a rule of retention, at night.
    erased_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(db_index=True)
    reason = models.CharField(max_length=12, choices=ErasureReason)
    # How many rows of each model were deleted or emptied, and how many files.
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=ErasureReason.values),
                name="erasure_reason_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"erasure of {self.person_id}"


class ErasureWish(models.Model):
    """Somebody asked to be erased; a steward answers."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="erasure_wish"
    )
    asked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"wish of {self.person_id}"


class Clearing(models.Model):
    """An application whose personal content is gone. Its codes and events remain."""

    application = models.OneToOneField(
        Application, models.CASCADE, primary_key=True, related_name="clearing"
    )
    cleared_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"clearing of {self.application_id}"


class DoomedFile(models.Model):
    """A file whose row is gone and that is still to be removed.

    Written in the transaction that deletes the row and deleted after the file, so that
    no file outlives a crash between the two.
    """

    class Place(models.TextChoices):
        STORED = "stored", "storage"
        # The unfinished upload of a take, on this machine's own disk.
        PART = "part", "parts"

    place = models.CharField(max_length=6, choices=Place)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class RetentionRule(models.Model):
    """For how many months one kind of data is kept, where not by default."""

    kind = models.CharField(max_length=12, choices=Kind, primary_key=True)
    months = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__gte=SHORTEST, months__lte=LONGEST),
                name="retention_is_between_a_month_and_ten_years",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="retention_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.months}"


class Night(models.Model):
    """One nightly round: what went, and whether every chain held."""

    # Unique, so that of several workers one makes the round.
    date = models.DateField(unique=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # How much went, by kind of rule.
    counts = models.JSONField(default=dict)
    applications = models.PositiveIntegerField(default=0)
    placements = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    # Codes and field names only.
    first_fault = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return str(self.date)
