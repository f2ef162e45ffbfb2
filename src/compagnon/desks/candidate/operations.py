"""What a candidate's click does where it touches more than one part of the house."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications import operations as applications
from compagnon.applications.choices import confirm_choices, set_choices
from compagnon.applications.models import Application, Event
from compagnon.applications.rules import FlagReason, Status
from compagnon.eligibility import operations as eligibility
from compagnon.people.models import Person
from compagnon.people.operations import remember_browser
from compagnon.people.vault import give_consent, name_person
from compagnon.postings.models import Campaign, Opening

from .consents import BY_PURPOSE
from .errors import IncompleteError, NotNowError
from .queries.form import filled_of, form_step_of
from .queries.standing import has_extended
from .rules import extended_until, missing_parts


@dataclass(frozen=True)
class Arrival:
    """What somebody tells as they apply."""

    given_name: str
    family_name: str
    consents: Collection[str]
    language: str
    time_zone: str


@transaction.atomic
def apply(
    campaign: Campaign,
    *,
    opening: Opening | None,
    arrival: Arrival,
    actor: Person,
    now: datetime | None = None,
) -> Application:
    """Begin an application, with its consents and the opening that was looked at.

    Raises `ClosedError` or `AlreadyAppliedError`, and then has changed nothing.
    """
    now = now or timezone.now()
    application = applications.start(candidate=actor, campaign=campaign, now=now)
    if opening is not None:
        set_choices(application, openings=[opening], actor=actor, now=now)
    for purpose in arrival.consents:
        version = BY_PURPOSE[purpose].version
        give_consent(actor, purpose=purpose, version=version, actor=actor, now=now)
    name_person(
        actor,
        given_name=arrival.given_name,
        family_name=arrival.family_name,
        actor=actor,
    )
    remember_browser(actor, language=arrival.language, time_zone=arrival.time_zone)
    return application


@transaction.atomic
def send_form(
    application: Application, *, actor: Person, now: datetime | None = None
) -> Event:
    """Send the form: its choices are written into the file and the step is passed.

    Raises `IncompleteError`, `ClosedError` for an opening that closed meanwhile, or
    `MoveRefusedError` where it was sent already.
    """
    now = now or timezone.now()
    form_step = form_step_of(application)
    if missing_parts(form_step.settings, filled_of(application, now)):
        raise IncompleteError(_("Something is still missing. See the marked parts."))
    eligibility.check_again(application, actor=actor, now=now)
    confirm_choices(application, actor=actor, now=now)
    return applications.pass_step(
        application, actor=actor, at=form_step.step.key, now=now
    )


@transaction.atomic
def extend_deadline(
    application: Application, *, actor: Person, now: datetime | None = None
) -> Event:
    """Give the candidate three more days for the present step, once.

    Raises `NotNowError` where it was used, or where the step has no deadline.
    """
    now = now or timezone.now()
    # Two clicks at once must not give twice.
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("step", "campaign")
        .get(pk=application.pk)
    )
    until = extended_until(
        status=locked.status,
        step_kind=locked.step.kind,
        due_at=locked.due_at,
        campaign_closes_at=locked.campaign.closes_at,
        is_used=has_extended(locked, locked.events.all()),
        now=now,
    )
    if until is None:
        raise NotNowError(_("Write to us: a person can give you more time."))
    return applications.extend(application, actor=actor, until=until, now=now)


@transaction.atomic
def ask_person(
    application: Application,
    *,
    reason: FlagReason,
    words: str,
    actor: Person,
    now: datetime | None = None,
) -> None:
    """Bring the candidate's words before a person; the file keeps them.

    Where the same reason is open already the words are added to it.
    """
    if application.flags.filter(reason=reason, cleared_at=None).exists():
        applications.note(application, actor=actor, text=words, now=now)
    else:
        applications.flag(application, reason=reason, actor=actor, note=words, now=now)


@transaction.atomic
def contest(
    application: Application, *, words: str, actor: Person, now: datetime | None = None
) -> None:
    """Ask once that a decision be looked at again by a person.

    Raises `NotNowError` where nothing was decided, or where it was asked before.
    """
    if application.status != Status.DECLINED:
        raise NotNowError(_("There is no decision to look at again."))
    if application.flags.filter(reason=FlagReason.CONTESTED).exists():
        raise NotNowError(_("We have your words already. A person answers by mail."))
    applications.flag(
        application, reason=FlagReason.CONTESTED, actor=actor, note=words, now=now
    )
