"""The application form, read for its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.utils.translation import gettext as _

from compagnon.applications.choices import version_of
from compagnon.applications.models import Application, Choice, Document
from compagnon.applications.rules import ACTIVE
from compagnon.applications.statements import version_of as text_version
from compagnon.desks.candidate.rules import Filled, missing_parts, parts_of
from compagnon.eligibility.steps import FormQuestion, FormSettings, FormStep
from compagnon.postings.models import Opening
from compagnon.programmes.models import Step

RESUME = "resume"


@dataclass(frozen=True)
class FormStepRead:
    """The form step of an application and what the file says of it."""

    step: Step
    settings: FormSettings


def form_step_of(application: Application) -> FormStepRead:
    """Return the programme's form step. One query.

    A programme without one raises `Step.DoesNotExist`: its pages are never linked.
    """
    step = (
        Step.objects.select_related("programme")
        .filter(programme=application.step.programme_id, kind=FormStep.key)
        .order_by("position")[:1]
        .get()
    )
    settings = cast("FormSettings", FormStep.settings_of(step.declared.settings))
    return FormStepRead(step, settings)


@dataclass(frozen=True)
class Chosen:
    """One ranked opening as its pages show it."""

    choice: Choice
    opening: Opening
    is_closed: bool


@dataclass(frozen=True)
class Country:
    """A country among the choices, and what is declared for it."""

    code: str
    may_work: bool
    is_declared: bool


@dataclass(frozen=True)
class Answer:
    """One question and what stands as its answer."""

    question: FormQuestion
    text: str

    @property
    def is_missing(self) -> bool:
        return self.question.is_required and not self.text


@dataclass(frozen=True)
class PartLine:
    """One part of the form in the list of its parts."""

    key: str
    title: str
    is_complete: bool


@dataclass(frozen=True)
class FormRead:
    """The whole form."""

    application: Application
    step: FormStepRead
    chosen: list[Chosen]
    countries: list[Country]
    answers: list[Answer]
    resume: Document | None
    parts: list[PartLine]
    is_open: bool
    is_sent: bool

    @property
    def can_send(self) -> bool:
        return self.is_open and all(part.is_complete for part in self.parts)

    @property
    def begins_at(self) -> str:
        """The first part that is not complete."""
        return next((part.key for part in self.parts if not part.is_complete), "")

    @property
    def words_version(self) -> str:
        """What a draft on the reader's device was begun from."""
        return text_version("\n".join(answer.text for answer in self.answers))

    @property
    def choices_version(self) -> str:
        return version_of([one.choice for one in self.chosen])


def titles() -> dict[str, str]:
    return {
        "openings": _("Where you would like to work"),
        "work-right": _("Your right to work there"),
        "words": _("In your own words"),
        "resume": _("Your résumé"),
    }


def form_of(application: Application, now: datetime) -> FormRead:
    """Return the application's form. Four queries."""
    read = form_step_of(application)
    chosen = _chosen(application, now)
    texts = _texts(application)
    resume = application.documents.filter(purpose=RESUME).first()
    filled = _filled(chosen, texts, has_resume=resume is not None)
    missing = missing_parts(read.settings, filled)
    is_here = application.step_id == read.step.pk
    names = titles()
    return FormRead(
        application=application,
        step=read,
        chosen=chosen,
        countries=_countries(chosen),
        answers=[
            Answer(question, texts.get(question.key, ""))
            for question in read.settings.questions
        ],
        resume=resume,
        parts=[
            PartLine(key, names[key], key not in missing)
            for key in parts_of(read.settings)
        ],
        is_open=is_here and application.status in ACTIVE,
        is_sent=application.step.position > read.step.position,
    )


def filled_of(application: Application, now: datetime) -> Filled:
    """Return what stands in the form, as values. Three queries."""
    return _filled(
        _chosen(application, now),
        _texts(application),
        has_resume=application.documents.filter(purpose=RESUME).exists(),
    )


def _chosen(application: Application, now: datetime) -> list[Chosen]:
    choices = application.choices.select_related("opening__place", "opening__campaign")
    return [
        Chosen(choice, choice.opening, not _is_open(choice.opening, now))
        for choice in choices
    ]


def _is_open(opening: Opening, now: datetime) -> bool:
    return (
        opening.is_published
        and opening.closes_at > now
        and opening.campaign.is_open(now)
    )


def _texts(application: Application) -> dict[str, str]:
    return dict(application.statements.values_list("question", "text"))


def _countries(chosen: list[Chosen]) -> list[Country]:
    found: dict[str, Country] = {}
    for one in chosen:
        country = one.opening.place.country
        found.setdefault(
            country,
            Country(country, one.choice.may_work, one.choice.declared_at is not None),
        )
    return list(found.values())


def _filled(chosen: list[Chosen], texts: dict[str, str], *, has_resume: bool) -> Filled:
    return Filled(
        choices=len(chosen),
        closed=[one.opening.code for one in chosen if one.is_closed],
        undeclared=[one.code for one in _countries(chosen) if not one.may_work],
        answered={key for key, text in texts.items() if text.strip()},
        has_resume=has_resume,
    )
