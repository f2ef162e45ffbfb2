"""The parts of a final interview, as the file declares them."""

from __future__ import annotations

from dataclasses import dataclass

from compagnon.finals.steps import Conversation, FinalSettings, FinalStep, RolePlay
from compagnon.programmes.declaration import StepDeclaration
from compagnon.programmes.models import Programme
from compagnon.ratings.rules import SubjectKind


@dataclass(frozen=True)
class PartView:
    """One part of the day as the candidate reads it."""

    kind_label: str
    title: str
    minutes: int
    is_role_play: bool
    # Empty until the brief may be read.
    brief: str


@dataclass(frozen=True)
class Beat:
    """A moment of a role-play, for the player."""

    time: str
    behaviour: str
    contingency: str


@dataclass(frozen=True)
class SheetPart:
    """What the panel needs beside the rubric."""

    title: str
    minutes: int
    candidate_brief: str
    player_brief: str
    arc: list[Beat]
    observations: list[str]
    questions: list[str]


def parts_of(declared: StepDeclaration, *, with_briefs: bool) -> list[PartView]:
    """The parts of the day, in order; briefs only when it is time. No query."""
    settings: FinalSettings = FinalStep.settings_of(declared.settings)
    conversations = [
        PartView(
            kind_label=str(SubjectKind.CONVERSATION.label),
            title=str(part.title),
            minutes=part.minutes,
            is_role_play=False,
            brief="",
        )
        for part in settings.conversations
    ]
    role_plays = [
        PartView(
            kind_label=str(SubjectKind.ROLE_PLAY.label),
            title=str(part.title),
            minutes=part.minutes,
            is_role_play=True,
            brief=str(part.candidate_brief) if with_briefs else "",
        )
        for part in settings.role_plays
    ]
    return conversations + role_plays


def sheet_part(programme_id: int, step_key: str, kind: str, key: str) -> SheetPart:
    """What stands on the sheet of one part. One query."""
    programme = Programme.objects.defer("source").get(pk=programme_id)
    step = programme.declaration.step(step_key)
    settings: FinalSettings = FinalStep.settings_of(step.settings)
    if kind == SubjectKind.ROLE_PLAY:
        return _of_role_play(next(one for one in settings.role_plays if one.key == key))
    return _of_conversation(
        next(one for one in settings.conversations if one.key == key)
    )


def _of_role_play(part: RolePlay) -> SheetPart:
    return SheetPart(
        title=str(part.title),
        minutes=part.minutes,
        candidate_brief=str(part.candidate_brief),
        player_brief=str(part.player_brief),
        arc=[
            Beat(
                time=beat.time,
                behaviour=str(beat.behaviour),
                contingency=str(beat.contingency or ""),
            )
            for beat in part.arc
        ],
        observations=[str(line) for line in part.observations],
        questions=[],
    )


def _of_conversation(part: Conversation) -> SheetPart:
    return SheetPart(
        title=str(part.title),
        minutes=part.minutes,
        candidate_brief="",
        player_brief="",
        arc=[],
        observations=[],
        questions=[str(question) for question in part.questions],
    )
