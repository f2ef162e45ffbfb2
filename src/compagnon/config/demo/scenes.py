"""What the demo's cohort is doing: how far each comes, and what happens there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from compagnon.applications import operations as applications
from compagnon.applications.rules import FlagReason, Verdict

from .rating import rate
from .walking import (
    Walk,
    accept,
    answer_interview,
    book,
    fill_form,
    offer,
    take_assessments,
)


@dataclass(frozen=True)
class Scene:
    """One candidate: how far they come, and what happens there."""

    step: str
    act: Callable[[Walk], None] | None = None
    days_ago: int = 20


def half_a_form(walk: Walk) -> None:
    fill_form(walk, is_sent=False)


def one_task_done(walk: Walk) -> None:
    take_assessments(walk, sittings=1)


def half_an_interview(walk: Walk) -> None:
    answer_interview(walk, is_submitted=False)


def half_rated(walk: Walk) -> None:
    walk.wait(10)
    rate(walk, share=0.5)


def all_rated(walk: Walk) -> None:
    walk.wait(10)
    rate(walk)


def held_pass(walk: Walk) -> None:
    all_rated(walk)
    walk.decide(Verdict.PASS, is_released=False)


def held_decline(walk: Walk) -> None:
    all_rated(walk)
    walk.decide(Verdict.DECLINE, is_released=False)


def declined(walk: Walk) -> None:
    all_rated(walk)
    walk.decide(Verdict.DECLINE)


def withdrawn(walk: Walk) -> None:
    walk.wait(8)
    applications.withdraw(walk.application, actor=walk.person, now=walk.now)
    walk.settle()


def asks_for_help(walk: Walk) -> None:
    walk.wait(3)
    applications.flag(
        walk.application,
        reason=FlagReason.ADJUSTMENT,
        actor=walk.person,
        note="I stammer when I am recorded. May I write my answers?",
        now=walk.now,
    )


def hired(walk: Walk) -> None:
    offer(walk)
    accept(walk)


SCENES: dict[str, tuple[Scene, ...]] = {
    "act": (
        *[Scene("form", None, 3)] * 3,
        *[Scene("form", half_a_form, 5)] * 4,
        Scene("form", withdrawn, 12),
        *[Scene("assessments", None, 4)] * 4,
        *[Scene("assessments", one_task_done, 5)] * 3,
        Scene("assessments", asks_for_help, 4),
        *[Scene("interview", None, 6)] * 4,
        *[Scene("interview", half_an_interview, 8)] * 2,
        *[Scene("review", None, 9)] * 4,
        *[Scene("review", half_rated, 12)] * 4,
        *[Scene("review", all_rated, 14)] * 3,
        Scene("review", held_pass, 15),
        *[Scene("review", held_decline, 15)] * 2,
        *[Scene("review", declined, 18)] * 4,
        *[Scene("final", None, 14)] * 2,
        *[Scene("final", book, 14)] * 3,
        *[Scene("offer", None, 28)] * 2,
        *[Scene("offer", offer, 28)] * 2,
        *[Scene("offer", hired, 30)] * 3,
    ),
    "vie": (
        *[Scene("eligibility", None, 2)] * 2,
        *[Scene("form", half_a_form, 4)] * 3,
        *[Scene("shortlist", None, 6)] * 5,
        Scene("shortlist", declined, 14),
        *[Scene("interview", None, 8)] * 2,
        *[Scene("interview_review", half_rated, 12)] * 2,
        Scene("interview_review", all_rated, 13),
        *[Scene("panel", None, 14)] * 2,
        *[Scene("panel", book, 14)] * 2,
        *[Scene("offer", None, 30)] * 1,
        *[Scene("offer", offer, 30)] * 1,
        *[Scene("offer", hired, 32)] * 2,
    ),
}
