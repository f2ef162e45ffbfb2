"""Rows of facts: append-only, chained by hash, with personal text beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from . import chain


class Fact(models.Model):
    """One fact in the chain of its subject. Nothing updates or deletes one.

    `codes` holds identifiers and codes only. What a person wrote lies in a row of its
    own; `text_commitment` binds the fact to it (empty: there was no text).
    """

    number = models.PositiveIntegerField()
    codes = models.JSONField(default=dict)
    text_commitment = models.CharField(max_length=64, blank=True)
    happened_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    # What `journey` still has to do about it: the outbox lives in the fact itself.
    handled_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def content(self) -> dict[str, Any]:
        """What the hash covers. Subclasses add their own fields."""
        return {
            "number": self.number,
            "codes": self.codes,
            "text": self.text_commitment,
            "happened_at": chain.moment(self.happened_at),
        }

    def link(self) -> str:
        return chain.link(self.previous_hash, self.content())


class FactText(models.Model):
    """The words that belong to a fact. May be deleted; the chain still verifies."""

    text = models.TextField()
    salt = models.CharField(max_length=32)

    class Meta:
        abstract = True


def first_fault(facts: list[Fact]) -> tuple[Fact, str] | None:
    """Return the first fact of one chain that does not follow, with the reason."""
    previous = chain.FIRST
    for expected, fact in enumerate(facts, start=1):
        if fact.number != expected:
            return fact, f"number {fact.number} stands where {expected} should"
        if fact.previous_hash != previous:
            return fact, "it does not carry the hash of the fact before it"
        if fact.link() != fact.hash:
            return fact, "its content does not have its hash"
        previous = fact.hash
    return None


def is_due(fact: Fact, now: datetime) -> bool:
    """Whether the fact waits to be handled and may be tried now."""
    return fact.handled_at is None and (fact.retry_at is None or fact.retry_at <= now)
