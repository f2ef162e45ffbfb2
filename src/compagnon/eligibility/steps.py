"""Step kinds of eligibility and of the application form."""

from typing import Literal

from django.utils.translation import gettext_lazy as _

from compagnon.programmes.declaration import Declared, Key, Text
from compagnon.programmes.steps import StepKind


class EligibilitySettings(Declared):
    """Which set of rules is asked. ``vie``: the French public scheme."""

    rules: Literal["vie"] = "vie"


class EligibilityStep(StepKind):
    """The candidate learns whether they may apply, with each rule and its source."""

    key = "eligibility"
    title = _("Eligibility")
    candidate_page = "eligibility:check"
    may_begin = True
    Settings = EligibilitySettings


class FormQuestion(Declared):
    """A question that the candidate answers in their own words."""

    key: Key
    label: Text
    help: Text | None = None
    max_length: int = 1500
    is_required: bool = True


class FormSettings(Declared):
    """What the application form asks: as little as the step needs."""

    # How many openings may be ranked; 1: the opening is chosen, not ranked.
    choices: int = 3
    asks_work_right: bool = True
    asks_resume: bool = False
    questions: list[FormQuestion] = []


class FormStep(StepKind):
    """The application form."""

    key = "form"
    title = _("Application form")
    candidate_page = "candidate:form"
    may_begin = True
    mails = ("received_{key}",)
    Settings = FormSettings
