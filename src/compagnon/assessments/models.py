"""Instruments as they were installed, and what candidates answered in them."""

from __future__ import annotations

from django.db import models

from compagnon.applications.models import Application

from .instrument import Content


class Instrument(models.Model):
    """One version of one instrument, word for word. Nothing changes a row."""

    key = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    installed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "version"], name="one_instrument_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"

    @property
    def declared(self) -> Content:
        """The content as typed values. Parsed once in each process."""
        found = _parsed.get(self.sha256)
        if found is None:
            found = _parsed[self.sha256] = Content.model_validate(self.content)
        return found


_parsed: dict[str, Content] = {}


class Sitting(models.Model):
    """One candidate's session with one instrument, over as many visits as it takes."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="sittings"
    )
    step_key = models.CharField(max_length=40)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="sittings")
    # 32 random bytes in hex: all orders follow from it. Never leaves the server.
    seed = models.CharField(max_length=64)
    # Chosen before the first item, and kept: words are not the same in two languages.
    language = models.CharField(max_length=5, blank=True)
    adjustments = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # The item that was shown last for the first time, and when.
    served_number = models.PositiveSmallIntegerField(default=0)
    served_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["application", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "step_key", "instrument"],
                name="one_sitting_per_instrument",
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at=None)
                | models.Q(started_at__isnull=False),
                name="sitting_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_key} {self.instrument_id}"

    @property
    def is_started(self) -> bool:
        return self.started_at is not None

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class Response(models.Model):
    """One answer, once. Nothing updates a row."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="responses")
    number = models.PositiveSmallIntegerField()
    item_key = models.CharField(max_length=40)
    # Options by name, not by their place on the page.
    answer = models.JSONField()
    served_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["sitting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "number"], name="one_response_per_number"
            ),
            models.UniqueConstraint(
                fields=["sitting", "item_key"], name="one_response_per_item"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.item_key}"


class Score(models.Model):
    """A measure with its standard error, computed from the responses alone."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="scores")
    name = models.CharField(max_length=20)
    # Blank for a part that stands for no single competency.
    competency = models.CharField(max_length=10, blank=True)
    value = models.FloatField()
    standard_error = models.FloatField()
    details = models.JSONField(default=dict)
    scorer_version = models.PositiveSmallIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["sitting", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "name"], name="one_score_per_name"
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0, value__lte=1)
                & models.Q(standard_error__gte=0),
                name="score_lies_between_0_and_1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.sitting_id}"
