"""What a rule found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from compagnon.programmes.declaration import Text

from .book import Source


class Outcome(models.TextChoices):
    """How a rule came out."""

    PASS = "pass", _("Met")
    WARN = "warn", _("A person looks")
    ASK = "ask", _("Not known yet")
    FAIL = "fail", _("Not met")


@dataclass(frozen=True)
class Finding:
    """One rule, how it came out for one person, and where it stands written."""

    rule: str
    outcome: Outcome
    title: Text
    text: Text
    reason: Text
    sources: tuple[Source, ...]
    is_hint: bool = False

    @property
    def source(self) -> Source:
        """The first of the sources: the one that rules where they differ."""
        return self.sources[0]

    @property
    def as_of(self) -> date | None:
        return self.source.as_of

    @property
    def badge(self) -> str:
        return {"pass": "ok", "warn": "warn", "fail": "error"}.get(self.outcome, "info")

    @property
    def sign(self) -> str:
        return {"pass": "check", "warn": "eye", "fail": "close"}.get(
            self.outcome, "info"
        )

    @property
    def word(self) -> str:
        return str(_("Good to know") if self.is_hint else self.outcome.label)


def outcome_of(findings: Sequence[Finding]) -> Outcome:
    """Return the gravest outcome: a fail before an open question before a warning."""
    found = {finding.outcome for finding in findings if not finding.is_hint}
    order = (Outcome.FAIL, Outcome.ASK, Outcome.WARN)
    return next((one for one in order if one in found), Outcome.PASS)


def unmet(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.outcome is Outcome.FAIL]
