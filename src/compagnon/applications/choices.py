"""Write the ranked choices of an application."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.people.models import Person
from compagnon.postings.models import Opening

from .errors import ClosedError, MoveRefusedError, StaleError
from .models import Application, Choice, Event
from .operations import record
from .rules import Kind


def version_of(choices: Sequence[Choice]) -> str:
    """Return what a page shows of the choices, so that a stale page can be told."""
    return ",".join(f"{choice.opening_id}:{int(choice.may_work)}" for choice in choices)


@transaction.atomic
def set_choices(
    application: Application,
    *,
    openings: Sequence[Opening],
    actor: Person,
    seen: str | None = None,
    now: datetime | None = None,
) -> list[Choice]:
    """Rank `openings`, best first, in place of the choices before.

    A right to work that was declared for a country stays declared. An opening that is
    new among the choices must be open at `now`: `ClosedError`. With `seen` (a
    `version_of`) a page that is out of date is refused: `StaleError`.
    """
    now = now or timezone.now()
    before = _locked(application)
    if seen is not None and seen != version_of(before):
        raise StaleError(_("Your choices were changed on another page meanwhile."))
    wanted = [opening.pk for opening in openings]
    known = [choice.opening_id for choice in before]
    if len(set(wanted)) != len(wanted):
        raise MoveRefusedError(_("Each opening can be chosen once."))
    _refuse_closed([one for one in openings if one.pk not in known], application, now)
    after = _replace(application, before, openings)
    if wanted != known:
        _tell_if_sent(application, actor=actor, now=now)
    return after


def _replace(
    application: Application, before: Sequence[Choice], openings: Sequence[Opening]
) -> list[Choice]:
    declared = {
        choice.opening.place.country: choice.declared_at
        for choice in before
        if choice.may_work
    }
    application.choices.all().delete()
    return Choice.objects.bulk_create(
        Choice(
            application=application,
            opening=opening,
            rank=rank,
            may_work=opening.place.country in declared,
            declared_at=declared.get(opening.place.country),
        )
        for rank, opening in enumerate(openings, start=1)
    )


@transaction.atomic
def declare_work_rights(
    application: Application,
    *,
    countries: Collection[str],
    actor: Person,
    now: datetime | None = None,
) -> list[Choice]:
    """Keep in which countries the candidate may work without sponsorship.

    `countries` is the whole answer: for any other country among the choices the answer
    is no.
    """
    del actor  # only the candidate's own page calls this
    now = now or timezone.now()
    choices = _locked(application)
    for choice in choices:
        choice.may_work = choice.opening.place.country in countries
        choice.declared_at = now
        choice.save(update_fields=["may_work", "declared_at"])
    return choices


def confirm_choices(
    application: Application, *, actor: Person, now: datetime | None = None
) -> Event:
    """Write the choices into the application's file as they are sent.

    Raises `ClosedError` where one of the openings has closed by `now`.
    """
    now = now or timezone.now()
    choices = _locked(application)
    _refuse_closed([choice.opening for choice in choices], application, now)
    return record(
        application,
        Kind.CHOICES_CHANGED,
        actor=actor,
        codes=_codes(choices),
        now=now,
    )


def _locked(application: Application) -> list[Choice]:
    return list(
        application.choices.select_for_update(of=("self",)).select_related(
            "opening__place", "opening__campaign"
        )
    )


def _refuse_closed(
    openings: Sequence[Opening], application: Application, now: datetime
) -> None:
    open_now = set(
        Opening.objects.open(now)
        .filter(
            campaign=application.campaign_id,
            pk__in=[opening.pk for opening in openings],
        )
        .values_list("pk", flat=True)
    )
    for opening in openings:
        if opening.pk not in open_now:
            message = _("“%(opening)s” in %(city)s is no longer open.")
            raise ClosedError(
                message
                % {
                    "opening": opening.title,
                    "city": opening.place.city or opening.place.name,
                }
            )


def _tell_if_sent(application: Application, *, actor: Person, now: datetime) -> None:
    """Before the form is sent the choices are a draft, and no event tells of them."""
    if application.events.filter(kind=Kind.CHOICES_CHANGED).exists():
        record(
            application,
            Kind.CHOICES_CHANGED,
            actor=actor,
            codes=_codes(_locked(application)),
            now=now,
        )


def _codes(choices: Sequence[Choice]) -> dict[str, Any]:
    return {
        "openings": [choice.opening.code for choice in choices],
        "may_work": [choice.opening.code for choice in choices if choice.may_work],
    }
