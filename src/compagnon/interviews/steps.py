"""The step kind of the on-demand interview."""

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from compagnon.programmes.declaration import Criterion, Declared, Key, Text
from compagnon.programmes.steps import StepKind


class Question(Declared):
    """One question, its time limits, and how an answer is judged."""

    key: Key
    text: Text
    criteria: list[Criterion] = Field(min_length=1)
    prepare_seconds: int = 60
    answer_seconds: int = 120
    takes: int = 3


class OnDemandSettings(Declared):
    """What is asked. `raters` is how many people judge each answer."""

    questions: list[Question] = Field(min_length=1)
    questions_visible: bool = True
    raters: int = 2


class OnDemandStep(StepKind):
    """The candidate records answers when and where they like."""

    key = "on_demand_interview"
    title = _("On-demand interview")
    candidate_page = "interviews:home"
    gives_answers = True
    Settings = OnDemandSettings
