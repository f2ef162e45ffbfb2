"""What was checked, when, by which rules. What identifies a person is in the vault."""

from __future__ import annotations

from django.db import models

from compagnon.applications.models import Application


class EligibilityCheck(models.Model):
    """One check of one application. A new check is a new row.

    `facts` holds what is not in the vault: the mission, the day, the declarations.
    `findings` holds rules and outcomes; the words with a person's numbers are made
    again from the vault when the person reads them.
    """

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="eligibility_checks"
    )
    facts = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    outcome = models.CharField(max_length=4)
    rules_version = models.CharField(max_length=40)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["application", "-checked_at", "-id"]
        indexes = [
            models.Index(fields=["application", "-checked_at"], name="eligibility_last")
        ]

    def __str__(self) -> str:
        return f"{self.rules_version} {self.outcome}"
