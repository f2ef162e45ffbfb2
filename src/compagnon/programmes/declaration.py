"""What a programme file says, as typed values.

The file is YAML; `programmes.reading` turns it into a `Declaration` and names the line
of whatever is wrong. A loaded declaration never changes: a change is a new version.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,38}$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,38}$")]
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,9}$")]


class Declared(BaseModel):
    """The base of all that a file declares: no unknown keys, no change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _french_spaces(words: str) -> str:
    """Keep French punctuation on the line of the word that it belongs to."""
    return re.sub(r" (?=[;:?»])|(?<=«) ", "\N{NO-BREAK SPACE}", words)


class Text(Declared):
    """Words in each language. As a string: the words in the reader's language."""

    en: str = Field(min_length=1)
    fr: Annotated[str, AfterValidator(_french_spaces)] = Field(min_length=1)

    def __str__(self) -> str:
        return self.fr if (get_language() or "en").startswith("fr") else self.en

    def in_language(self, language: str) -> str:
        return self.fr if language.startswith("fr") else self.en


class FilledText(Text):
    """Words with fields in braces, such as ``{name}``. A field must be one of ours."""

    fields: ClassVar[frozenset[str]] = frozenset()

    @field_validator("en", "fr")
    @classmethod
    def fields_exist(cls, words: str) -> str:
        known = ", ".join(f"{{{field}}}" for field in sorted(cls.fields))
        unknown = sorted(set(re.findall(r"\{(\w+)\}", words)) - cls.fields)
        if unknown:
            message = _("There is no field {%(field)s}. Use one of these: %(known)s.")
            raise ValueError(message % {"field": unknown[0], "known": known})
        if re.search(r"[{}]", re.sub(r"\{\w+\}", "", words)):
            message = _("A brace stands alone. Braces only enclose a field: %(known)s.")
            raise ValueError(message % {"known": known})
        return words


class Competency(Declared):
    """Something that is looked for, with the behaviour that shows it."""

    code: Code
    name: Text
    definition: Text
    indicators: list[Text] = Field(min_length=1)


class Criterion(Declared):
    """One competency in a rubric: five described levels, lowest first."""

    competency: Code
    weight: float = Field(default=1, gt=0)
    anchors: list[Text] = Field(min_length=5, max_length=5)


class Faq(Declared):
    question: Text
    answer: Text


class Page(Declared):
    """The programme's public page."""

    tagline: Text
    introduction: Text
    who_it_is_for: list[Text] = Field(min_length=1)
    what_you_learn: list[Text] = Field(min_length=1)
    not_asked: list[Text] = Field(min_length=1)
    faq: list[Faq] = Field(default_factory=list)
    # Which drawing stands at the head of the page.
    drawing: Literal["ring", "horizon", "compass"] = "compass"


class MailText(FilledText):
    """Words of a mail. Every field can be used in each; some are empty at times."""

    fields = frozenset(
        {
            "name",
            "programme",
            "step",
            "link",
            "due",
            "opening",
            "place",
            "reason",
            "contact",
            "organisation",
        }
    )


class Mail(Declared):
    """A mail's words. ``{name}`` and the other fields are filled when it is written."""

    subject: MailText
    body: MailText


class StepDeclaration(Declared):
    """One stage of the path."""

    key: Key
    kind: Key
    title: Text
    # What it looks at and why, for the programme page and the candidate.
    summary: Text
    minutes: int | None = Field(default=None, ge=1)
    # Days to complete it from the day it opens; none: no deadline of its own.
    days: int | None = Field(default=None, ge=1, le=365)
    settings: dict[str, Any] = Field(default_factory=dict)


def _not_zero(day: int) -> int:
    if day == 0:
        raise ValueError(_("There is no day 0: 1 is the first day, -1 the day before."))
    return day


Day = Annotated[int, AfterValidator(_not_zero)]


class Task(Declared):
    """One task of the onboarding plan, due relative to the start."""

    key: Key
    title: Text
    owner: Literal["placement", "buddy", "manager", "hr"]
    # 1 is the first day, -1 the day before it.
    day: Day
    done_when: Text


class Phase(Declared):
    """A part of the onboarding plan."""

    key: Key
    title: Text
    from_day: Day
    to_day: Day
    tasks: list[Task] = Field(default_factory=list)

    @model_validator(mode="after")
    def days_follow(self) -> Phase:
        if self.to_day < self.from_day:
            raise ValueError(_("This phase ends before it begins."))
        for task in self.tasks:
            if not self.from_day <= task.day <= self.to_day:
                message = _("The task “%(key)s” is due outside its phase.")
                raise ValueError(message % {"key": task.key})
        return self


class Plan(Declared):
    """What follows an accepted offer."""

    phases: list[Phase] = Field(default_factory=list)
    check_in_days: list[int] = Field(default_factory=lambda: [7, 30, 60, 90])


class Declaration(Declared):
    """A whole programme."""

    slug: Slug
    name: Text
    full_name: Text
    languages: list[Literal["en", "fr"]] = ["en", "fr"]
    page: Page
    competencies: list[Competency] = Field(min_length=1)
    steps: list[StepDeclaration] = Field(min_length=1)
    decline_reasons: dict[Key, Text] = Field(min_length=1)
    mails: dict[Key, Mail]
    plan: Plan = Plan()

    @model_validator(mode="after")
    def names_are_unique(self) -> Declaration:
        for what, names in (
            ("step", [step.key for step in self.steps]),
            ("competency", [competency.code for competency in self.competencies]),
        ):
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                raise ValueError(f"{what} declared twice: {', '.join(sorted(twice))}")
        return self

    def step(self, key: str) -> StepDeclaration:
        return next(step for step in self.steps if step.key == key)

    def competency(self, code: str) -> Competency:
        return next(one for one in self.competencies if one.code == code)
