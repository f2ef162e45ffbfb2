"""Proposed terms, and the proof of how they were answered."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from compagnon.applications.models import Application
from compagnon.kit.codes import new_code
from compagnon.people.models import Person
from compagnon.postings.models import Opening

from .rules import GRACE, Letter, State


class Offer(models.Model):
    """One offer to one candidate. Its letter never changes: another letter is another.

    `letter` holds both languages with every term written in, except the name, which is
    filled where the candidate reads it. `letter_sha256` covers letter and terms; the
    events of offering and of accepting carry it.
    """

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    application = models.ForeignKey(Application, models.PROTECT, related_name="offers")
    opening = models.ForeignKey(Opening, models.PROTECT, related_name="offers")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    allowance_eur = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True
    )
    letter = models.JSONField()
    letter_sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answer_by = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    # When it ceased to be open, in whichever way.
    answered_at = models.DateTimeField(null=True, blank=True)
    # Blank again once the person is erased; the event keeps the hash and the time.
    typed_name = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(state="open"),
                name="one_open_offer_per_application",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="offer_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", answered_at=None)
                | (~models.Q(state="open") & models.Q(answered_at__isnull=False)),
                name="offer_is_open_or_has_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(ends_on__gt=models.F("starts_on")),
                name="offer_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["opening", "state"], name="offer_seats"),
            models.Index(
                fields=["answer_by"],
                condition=models.Q(answered_at__isnull=True),
                name="offer_due",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    def letter_in(self, language: str) -> Letter:
        """Return the letter as it was frozen, in the nearest language there is."""
        letter: Letter = self.letter["fr" if language.startswith("fr") else "en"]
        return letter

    def is_overdue(self, now: datetime) -> bool:
        """Whether the time to answer, and the grace after it, are over."""
        return now > self.answer_by + GRACE
