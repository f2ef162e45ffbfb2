"""What a candidate may do, and what their form lacks. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from compagnon.applications.rules import ACTIVE, Kind, Status
from compagnon.eligibility.steps import FormSettings

EXTENSION = timedelta(days=3)
# A form is a draft until it is sent; until then its openings' closing times rule.
BEFORE_SENDING = frozenset({"eligibility", "form"})


def extended_until(
    *,
    status: str,
    step_kind: str,
    due_at: datetime | None,
    campaign_closes_at: datetime,
    is_used: bool,
    now: datetime,
) -> datetime | None:
    """Return the deadline that one click would give, or None where it gives none.

    Once a step, three days; never past the end of the campaign for what has to be sent
    before it, and never for an offer, whose term is in its letter.
    """
    if status != Status.OPEN or due_at is None or is_used:
        return None
    until = max(due_at, now) + EXTENSION
    if step_kind in BEFORE_SENDING:
        until = min(until, campaign_closes_at)
    return until if until > max(due_at, now) else None


def states(position: int, count: int, status: str) -> list[str]:
    """Return done, current or next for each of `count` steps.

    In a closed application no step is current; where the offer is accepted all are
    done.
    """
    if status == Status.HIRED:
        return ["done"] * count
    here = "current" if status in ACTIVE else "ended"
    return [
        "done" if index < position else here if index == position else "next"
        for index in range(count)
    ]


@dataclass(frozen=True)
class Part:
    """One part of the form: its page, and whether it is complete."""

    key: str
    is_complete: bool
    missing: str = ""


@dataclass(frozen=True)
class Filled:
    """What stands in a form, as values."""

    choices: int
    closed: Sequence[str]
    undeclared: Sequence[str]
    answered: Collection[str]
    has_resume: bool


def missing_parts(settings: FormSettings, filled: Filled) -> list[str]:
    """Return the keys of the parts that keep the form from being sent."""
    missing = []
    if filled.choices == 0 or filled.closed:
        missing.append("openings")
    if settings.asks_work_right and filled.undeclared:
        missing.append("work-right")
    required = {one.key for one in settings.questions if one.is_required}
    if not required.issubset(filled.answered):
        missing.append("words")
    if settings.asks_resume and not filled.has_resume:
        missing.append("resume")
    return missing


def parts_of(settings: FormSettings) -> list[str]:
    """Return the keys of the parts that a form has, in their order."""
    return [
        key
        for key, is_asked in (
            ("openings", True),
            ("work-right", settings.asks_work_right),
            ("words", bool(settings.questions)),
            ("resume", settings.asks_resume),
        )
        if is_asked
    ]


# What a candidate hears of; the rest is the desk's own work.
TOLD = frozenset(
    {
        Kind.STARTED,
        Kind.PASSED,
        Kind.DECLINED,
        Kind.WITHDRAWN,
        Kind.REINSTATED,
        Kind.LAPSED,
        Kind.OFFERED,
        Kind.OFFER_ACCEPTED,
        Kind.OFFER_TURNED_DOWN,
        Kind.OFFER_TAKEN_BACK,
        Kind.EXTENDED,
        Kind.CHOICES_CHANGED,
    }
)


def level_of(score: float) -> str:
    """Return the band of a rating on the scale of 1 to 5: never the number itself."""
    if score < 2.5:
        return "emerging"
    return "solid" if score < 4 else "strength"


def anchor_index(score: float) -> int:
    """Return which of five described levels a rating stands nearest to, from below.

    Half-way ratings go down: nobody is told of behaviour that was not fully seen.
    """
    return min(max(int(score) - 1, 0), 4)
