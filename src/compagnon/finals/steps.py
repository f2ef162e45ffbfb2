"""Step kinds of the final interview and of a technical task."""

from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from compagnon.programmes.declaration import Criterion, Declared, Key, Text
from compagnon.programmes.steps import StepKind


class ArcBeat(Declared):
    """A moment of a role-play: what the player does, and what changes it."""

    time: str
    behaviour: Text
    contingency: Text | None = None


class RolePlay(Declared):
    """One scene: briefs, arc, what to look for, how it is judged."""

    key: Key
    title: Text
    minutes: int
    candidate_brief: Text
    player_brief: Text
    arc: list[ArcBeat] = []
    observations: list[Text] = Field(min_length=1)
    criteria: list[Criterion] = Field(min_length=1)


class Conversation(Declared):
    """A structured interview part: questions to ask, and how answers are judged."""

    key: Key
    title: Text
    minutes: int
    questions: list[Text] = Field(min_length=1)
    criteria: list[Criterion] = Field(min_length=1)


class FinalSettings(Declared):
    """The parts of the day. `assessors` rate each part on their own."""

    role_plays: list[RolePlay] = []
    conversations: list[Conversation] = []
    assessors: int = 2
    minutes: int = 60
    what_to_bring: Text | None = None
    decides: Literal["recruiter", "hiring_manager"] = "recruiter"


class FinalStep(StepKind):
    """The candidate books a slot; a panel rates; somebody decides."""

    key = "final_interview"
    title = _("Final interview")
    completed_by = "staff"
    candidate_page = "finals:home"
    mails = ("slot_booked",)
    Settings = FinalSettings


class TaskBrief(Declared):
    """A technical task that an opening may name."""

    key: Key
    title: Text
    brief: Text
    criteria: list[Criterion] = Field(min_length=1)


class TaskSettings(Declared):
    """The tasks that openings can name; an opening that names none skips the step."""

    tasks: list[TaskBrief] = Field(min_length=1)
    decides: Literal["recruiter", "hiring_manager"] = "hiring_manager"


class TaskStep(StepKind):
    """A technical task, where the first opening of the application asks for one."""

    key = "technical_task"
    title = _("Technical task")
    completed_by = "staff"
    candidate_page = "finals:task"
    Settings = TaskSettings
