"""The only writers of sittings. Each act is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications import operations as applications
from compagnon.applications.models import Application
from compagnon.applications.rules import FlagReason
from compagnon.people.models import Person
from compagnon.programmes.models import Step

from . import adjusting, library, rules, scorekeeping
from .errors import (
    ImpossibleAnswerError,
    InstrumentChangedError,
    NotStartedError,
    OutOfOrderError,
    SittingOverError,
    TooLateError,
    UnknownInstrumentError,
)
from .models import Instrument, Response, Sitting
from .rules import ItemKind, PlannedItem
from .scorekeeping import rescore, rescore_all
from .steps import AssessmentsStep, InstrumentUse

__all__ = [
    "answer",
    "install_instruments",
    "open_sittings",
    "rescore",
    "rescore_all",
    "serve",
    "start",
]

# An answer given in time may arrive late when the network was gone.
GRACE = timedelta(hours=1)


@transaction.atomic
def install_instruments(
    *, folder: Path = library.FOLDER, now: datetime | None = None
) -> list[Instrument]:
    """Put the instruments of the house in place. Asked again, it changes nothing.

    Raises `InstrumentChangedError` where a file differs from what is installed under
    the same version: candidates may have met that version already.
    """
    now = now or timezone.now()
    return [_install(edition, now) for edition in library.editions(folder)]


def _install(edition: library.Edition, now: datetime) -> Instrument:
    name = {"key": edition.declared.key, "version": edition.declared.version}
    found = Instrument.objects.filter(**name).first()
    if found is None:
        return Instrument.objects.create(
            **name, content=edition.content, sha256=edition.sha256, installed_at=now
        )
    if found.sha256 != edition.sha256:
        raise InstrumentChangedError(
            _(
                "The file of “%(key)s” differs from version %(version)s as it was "
                "installed. An installed version never changes: give the new content "
                "the version %(next)s, and name that version in the programme."
            )
            % {**name, "next": found.version + 1}
        )
    return found


@transaction.atomic
def open_sittings(
    application: Application, *, step: Step, now: datetime | None = None
) -> list[Sitting]:
    """Give the candidate one sitting for each instrument of the step, once."""
    now = now or timezone.now()
    uses = AssessmentsStep.settings_of(step.declared.settings).instruments
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    return [
        Sitting.objects.get_or_create(
            application=application,
            step_key=step.key,
            instrument=_installed(use, now),
            defaults={"seed": secrets.token_hex(32), "opened_at": now},
        )[0]
        for use in uses
    ]


def _installed(use: InstrumentUse, now: datetime) -> Instrument:
    found = Instrument.objects.filter(key=use.key, version=use.version).first()
    if found is None:
        install_instruments(now=now)
        found = Instrument.objects.filter(key=use.key, version=use.version).first()
    if found is None:
        raise UnknownInstrumentError(
            _("There is no instrument “%(key)s” in version %(version)s.")
            % {"key": use.key, "version": use.version}
        )
    return found


@transaction.atomic
def start(
    sitting: Sitting,
    *,
    actor: Person,
    language: str,
    agrees_to_fair_use: bool,
    now: datetime | None = None,
) -> Sitting:
    """Begin: from now on the language and the order of items stay as they are.

    Asked again, it changes nothing.
    """
    del actor  # the candidate: `access.own_sitting` gives a sitting to nobody else
    now = now or timezone.now()
    locked = _locked(sitting)
    if locked.is_started:
        return locked
    _refuse_unless_open(locked, now)
    if not agrees_to_fair_use:
        raise NotStartedError(_("Please agree to fair use before the first item."))
    locked.started_at = now
    locked.language = language
    locked.adjustments = adjusting.snapshot(locked.application)
    locked.save(update_fields=["started_at", "language", "adjustments"])
    return locked


def serve(sitting: Sitting, *, now: datetime | None = None) -> PlannedItem | None:
    """Return the item that comes next, or None after the last.

    Notes when an item was shown for the first time.
    """
    item = _next(sitting)
    if item and sitting.served_number != item.number:
        sitting.served_number, sitting.served_at = item.number, now or timezone.now()
        sitting.save(update_fields=["served_number", "served_at"])
    return item


@transaction.atomic
def answer(
    sitting: Sitting,
    *,
    number: int,
    answer: Mapping[str, Any],
    now: datetime | None = None,
) -> Response:
    """Keep the answer to item `number`. The same answer sent again is kept once.

    The last answer of a sitting scores it; that of the last sitting passes the step.
    Raises `OutOfOrderError` for another answer to an item that is behind, or one to an
    item that has not come; `ImpossibleAnswerError` for what the item does not offer.
    """
    now = now or timezone.now()
    locked = _locked(sitting)
    items = rules.plan(locked.instrument.declared, seed=locked.seed)
    if not 1 <= number <= len(items):
        raise ImpossibleAnswerError(_("There is no such item."))
    kept = locked.responses.filter(number=number).first()
    if kept is not None:
        return _repeated(kept, items, answer)
    item = _due(locked, items, number, now)
    response = Response.objects.create(
        sitting=locked,
        number=number,
        item_key=item.key,
        answer=rules.cleaned(item, answer),
        served_at=_served_at(locked, number, now),
        received_at=now,
    )
    if item.kind is ItemKind.NOTE:
        adjusting.send_note(locked.application, response.answer, now=now)
    if number == len(items):
        _finish(locked, now)
    return response


def _repeated(
    kept: Response, items: list[PlannedItem], answer: Mapping[str, Any]
) -> Response:
    """Return the answer as it was kept, where the very same one comes again."""
    try:
        is_same = rules.cleaned(items[kept.number - 1], answer) == kept.answer
    except ImpossibleAnswerError:
        is_same = False
    if is_same:
        return kept
    if kept.sitting.is_finished:
        raise SittingOverError(_over())
    raise OutOfOrderError(
        _("You have answered this one already; your first answer is kept."),
        current=kept.sitting.responses.count() + 1,
    )


def _due(
    sitting: Sitting, items: list[PlannedItem], number: int, now: datetime
) -> PlannedItem:
    """Return the item that `number` names, if it is the one to answer now."""
    if sitting.is_finished:
        raise SittingOverError(_over())
    if not sitting.is_started:
        raise NotStartedError(_("Please begin on the page before this one."))
    _refuse_unless_open(sitting, now - GRACE)
    current = sitting.responses.count() + 1
    if number != current:
        raise OutOfOrderError(_("This one comes first."), current=current)
    return items[number - 1]


def _over() -> str:
    return _("You have completed this task; your answers are safe.")


def _next(sitting: Sitting) -> PlannedItem | None:
    items = rules.plan(sitting.instrument.declared, seed=sitting.seed)
    answered = sitting.responses.count()
    return items[answered] if answered < len(items) else None


def _locked(sitting: Sitting) -> Sitting:
    """Return the sitting with its application locked: one answer at a time."""
    Application.objects.select_for_update(of=("self",)).get(pk=sitting.application_id)
    return Sitting.objects.select_related(
        "instrument",
        "application__candidate",
        "application__campaign",
        "application__step__programme",
    ).get(pk=sitting.pk)


def _refuse_unless_open(sitting: Sitting, now: datetime) -> None:
    application = sitting.application
    if not application.is_active or application.step.key != sitting.step_key:
        raise TooLateError(_("This step is closed; there is nothing to do here."))
    if application.is_overdue(now):
        raise TooLateError(
            _("The time for this step is over. Write to us if you need more.")
        )


def _served_at(sitting: Sitting, number: int, now: datetime) -> datetime:
    if sitting.served_number == number and sitting.served_at is not None:
        return min(sitting.served_at, now)
    return now


def _finish(sitting: Sitting, now: datetime) -> None:
    """End a sitting, score it, and pass the step if it was the last."""
    sitting.finished_at = now
    sitting.save(update_fields=["finished_at"])
    scorekeeping.keep(sitting, now=now)
    application = sitting.application
    of_step = application.sittings.filter(step_key=sitting.step_key)
    if of_step.filter(finished_at=None).exists():
        return
    _flag_if_low(application, now)
    applications.pass_step(
        application, actor=application.candidate, at=sitting.step_key, now=now
    )


def _flag_if_low(application: Application, now: datetime) -> None:
    """Ask a person to look where a main score lies low. Nothing is decided by it."""
    step = application.step
    bar = AssessmentsStep.settings_of(step.declared.settings).look_below
    if bar is not None and any(
        value < bar for value in scorekeeping.main_values(application, step.key)
    ):
        applications.flag(application, reason=FlagReason.BELOW_BAR, now=now)
