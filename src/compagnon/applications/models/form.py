"""What a candidate gives: words, needs, files."""

from __future__ import annotations

from django.db import models

from compagnon.kit.codes import new_code

from .path import Application


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
