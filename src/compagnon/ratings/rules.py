"""Who rates what, and when a rating is whole. Pure: no query, no clock, no request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

HALF_POINTS = tuple(Decimal(number) / 2 for number in range(2, 11))
# Two assessors whose ratings lie this far apart call a third.
FAR_APART = Decimal(2)
# The ends of the scale are claims that a reader must be able to follow.
QUOTED_AT_MOST = Decimal(2)
QUOTED_AT_LEAST = Decimal(5)


class SubjectKind(models.TextChoices):
    """What is rated."""

    ANSWER = "answer", _("Interview answer")
    ROLE_PLAY = "role_play", _("Role-play")
    CONVERSATION = "conversation", _("Conversation")
    TASK = "task", _("Technical task")


@dataclass(frozen=True)
class Subject:
    """One thing to rate: `code` is opaque, `key` is the file's name for it."""

    kind: str
    key: str
    code: str
    title: str
    criteria: list[dict[str, Any]]


@dataclass(frozen=True)
class Draft:
    """What an assessor has written about one competency so far.

    `is_observed` is None until they judge; False means "not observed" and has no value.
    """

    competency: str
    evidence: str = ""
    value: Decimal | None = None
    is_observed: bool | None = None

    @property
    def is_judged(self) -> bool:
        return self.is_observed is not None

    @property
    def lacks_evidence(self) -> bool:
        return needs_evidence(self.value) and not self.evidence.strip()


@dataclass(frozen=True)
class Rater:
    """Somebody who could take a task."""

    pk: int
    open_tasks: int = 0
    shares_language: bool = True


def is_on_scale(value: Decimal) -> bool:
    return value in HALF_POINTS


def needs_evidence(value: Decimal | None) -> bool:
    """Whether the value must be borne out by the candidate's own words or acts."""
    return value is not None and (value <= QUOTED_AT_MOST or value >= QUOTED_AT_LEAST)


def unjudged(competencies: Iterable[str], drafts: Iterable[Draft]) -> tuple[str, ...]:
    """Return the competencies that are neither rated nor marked as not observed."""
    judged = {draft.competency for draft in drafts if draft.is_judged}
    return tuple(code for code in competencies if code not in judged)


def unquoted(drafts: Iterable[Draft]) -> tuple[str, ...]:
    """Return the competencies whose value asks for evidence that is not there."""
    return tuple(draft.competency for draft in drafts if draft.lacks_evidence)


def far_apart(
    one: Mapping[str, Decimal | None], other: Mapping[str, Decimal | None]
) -> tuple[str, ...]:
    """Return the competencies on which two assessors differ by two points or more.

    "Not observed" differs from nothing.
    """
    return tuple(
        code
        for code, value in one.items()
        if value is not None
        and (opposite := other.get(code)) is not None
        and abs(value - opposite) >= FAR_APART
    )


def choose(raters: Sequence[Rater], count: int) -> list[Rater]:
    """Return up to `count` raters: those of the language first, then the least busy."""
    order = sorted(
        raters, key=lambda one: (not one.shares_language, one.open_tasks, one.pk)
    )
    return order[:count]


class Bench:
    """Those who could rate one application, in the order in which they are asked.

    A panel comes before the pool. Who is asked has one task more, so that several
    subjects of one application spread over several people.
    """

    def __init__(self, pool: Iterable[Rater], panel: Sequence[int] = ()) -> None:
        self._panel = list(panel)
        self._pool = {rater.pk: rater for rater in pool if rater.pk not in self._panel}

    def next_for(self, taken: set[int]) -> int | None:
        """Return who rates next among those not in `taken`, or None."""
        seated = [pk for pk in self._panel if pk not in taken]
        if seated:
            return seated[0]
        free = [rater for rater in self._pool.values() if rater.pk not in taken]
        if not free:
            return None
        asked = choose(free, 1)[0]
        self._pool[asked.pk] = replace(asked, open_tasks=asked.open_tasks + 1)
        return asked.pk
