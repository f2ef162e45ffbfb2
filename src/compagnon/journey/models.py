"""Mails that wait, and mails that went."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from compagnon.applications.models import Application
from compagnon.people.models import Person


class Letter(models.Model):
    """One mail to one person: read and edited before it goes, kept after it went.

    `key` makes writing it idempotent: the same news is put in the outbox once.
    """

    class State(models.TextChoices):
        # Waits for a person to approve it.
        HELD = "held", _("Waits for approval")
        # Goes out when `send_after` has come.
        READY = "ready", _("Waits to go")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not delivered")
        CANCELLED = "cancelled", _("Cancelled")

    key = models.CharField(max_length=120, unique=True)
    template = models.CharField(max_length=40)
    to = models.ForeignKey(Person, models.CASCADE, related_name="letters")
    application = models.ForeignKey(
        Application, models.CASCADE, null=True, related_name="letters"
    )
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    send_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    edited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["send_after"],
                condition=models.Q(state="ready"),
                name="letter_due",
            ),
            models.Index(fields=["application", "created_at"], name="letter_of"),
            models.Index(fields=["state", "created_at", "id"], name="letter_outbox"),
        ]

    def __str__(self) -> str:
        return self.key


class MailboxItem(models.Model):
    """A mail as the demo's mailbox received it. The demo sends nothing outside."""

    # Where an erasure finds the person: there is no key to them.
    ADDRESS = "address"

    address = models.CharField(max_length=254, db_index=True)
    message_id = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.subject
