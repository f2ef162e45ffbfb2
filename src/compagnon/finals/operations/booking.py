"""Choosing a slot, moving it, giving it back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications import operations as applications
from compagnon.applications.models import Application
from compagnon.applications.rules import FlagReason
from compagnon.finals.errors import (
    AlreadyBookedError,
    NotNowError,
    SlotFullError,
    TooLateError,
)
from compagnon.finals.models import Booking, Slot
from compagnon.finals.rules import RATE_WITHIN, may_book, may_change
from compagnon.finals.steps import Conversation, FinalSettings, FinalStep, RolePlay
from compagnon.people.models import Person
from compagnon.programmes.models import Step
from compagnon.ratings.operations import close_ratings, open_ratings
from compagnon.ratings.rules import Subject, SubjectKind

PARTS = (SubjectKind.ROLE_PLAY, SubjectKind.CONVERSATION)


def open_final(
    application: Application, *, step: Step, now: datetime | None = None
) -> None:
    """Let the candidate choose; tell staff where there is nothing to choose from."""
    now = now or timezone.now()
    offered = Slot.objects.offered_to(application).to_come(now).with_a_seat()
    if step.key == application.step.key and not offered.exists():
        applications.flag(
            application,
            reason=FlagReason.NO_SLOT,
            note=_("No slot is open for this step yet. Add a day with free seats."),
            now=now,
        )


@transaction.atomic
def book(
    application: Application, *, slot: Slot, actor: Person, now: datetime | None = None
) -> Booking:
    """Take a seat in a slot; asked twice for the same slot, it is one booking.

    Raises `SlotFullError` when somebody took the last seat first, and
    `AlreadyBookedError` when the application has another slot.
    """
    now = now or timezone.now()
    held = _slot_with_a_seat(application, slot, now)
    standing = _standing(application)
    if standing is not None:
        if standing.slot_id == held.pk:
            return standing
        raise AlreadyBookedError(_("You already have a slot. Move it instead."))
    if _is_full(held):
        raise SlotFullError(_taken_words())
    booking = _seat(application, held, now)
    _clear_no_slot(application, actor, now)
    return booking


def _slot_with_a_seat(application: Application, slot: Slot, now: datetime) -> Slot:
    """Return the slot, locked so that its seats are counted by one at a time."""
    held = Slot.objects.select_for_update(of=("self",)).get(pk=slot.pk)
    is_offered = Slot.objects.offered_to(application).filter(pk=held.pk).exists()
    if not (application.is_active and is_offered):
        raise NotNowError(_("This slot is not for your application."))
    if not may_book(held.starts_at, now):
        raise TooLateError(_("This slot begins too soon. Please choose a later one."))
    return held


def _is_full(slot: Slot) -> bool:
    return slot.bookings.standing().count() >= slot.capacity


def _taken_words() -> str:
    return _(
        "Somebody has just taken the last place at this time. Nothing is lost: the "
        "other times are below."
    )


def _standing(application: Application) -> Booking | None:
    return (
        application.bookings.standing()
        .select_related("slot")
        .filter(step_key=application.step.key)
        .first()
    )


def _seat(application: Application, slot: Slot, now: datetime) -> Booking:
    try:
        with transaction.atomic():
            booking = Booking.objects.create(
                application=application,
                step_key=application.step.key,
                slot=slot,
                booked_at=now,
            )
    except IntegrityError:
        raise AlreadyBookedError(
            _("You already have a slot. Move it instead.")
        ) from None
    _open_sheets(booking, slot, now)
    return booking


def _open_sheets(booking: Booking, slot: Slot, now: datetime) -> None:
    """Give each part of the day to the people of the panel."""
    step = booking.application.step
    settings = FinalStep.settings_of(step.declared.settings)
    panel = [
        member.assessor
        for member in slot.panel.select_related("assessor").order_by("pk")
    ]
    open_ratings(
        booking.application,
        step=step,
        subjects=subjects_of(settings, booking.code),
        raters=settings.assessors,
        due_at=slot.ends_at + RATE_WITHIN,
        panel=panel,
        now=now,
    )


def subjects_of(settings: FinalSettings, code: str) -> list[Subject]:
    """Return what is rated on the day: each role-play and each conversation."""
    parts: list[tuple[SubjectKind, RolePlay | Conversation]] = [
        (SubjectKind.ROLE_PLAY, one) for one in settings.role_plays
    ]
    parts += [(SubjectKind.CONVERSATION, one) for one in settings.conversations]
    return [
        Subject(
            kind=kind.value,
            key=part.key,
            code=code,
            title=str(part.title),
            criteria=[criterion.model_dump() for criterion in part.criteria],
        )
        for kind, part in parts
    ]


def _clear_no_slot(application: Application, actor: Person, now: datetime) -> None:
    for flag in application.flags.filter(reason=FlagReason.NO_SLOT, cleared_at=None):
        applications.clear(flag, actor=actor, note=_("A slot is booked."), now=now)


@transaction.atomic
def move(
    application: Application, *, slot: Slot, actor: Person, now: datetime | None = None
) -> Booking:
    """Take another slot in place of the present one, or change nothing."""
    now = now or timezone.now()
    held = _slot_with_a_seat(application, slot, now)
    standing = _changeable(application, now)
    if standing.slot_id == held.pk:
        return standing
    if _is_full(held):
        raise SlotFullError(_taken_words())
    _give_back(standing, actor, now)
    return _seat(application, held, now)


@transaction.atomic
def cancel(
    application: Application, *, actor: Person, now: datetime | None = None
) -> Booking:
    """Give the slot back. Another can be chosen at once."""
    now = now or timezone.now()
    standing = _changeable(application, now)
    _give_back(standing, actor, now)
    return standing


def _changeable(application: Application, now: datetime) -> Booking:
    standing = _standing(application)
    if standing is None:
        raise NotNowError(_("You have no slot at the moment."))
    if not may_change(standing.slot.starts_at, now):
        raise TooLateError(
            _("Less than a day is left. Please write to us, and we will find a way.")
        )
    return standing


def _give_back(booking: Booking, actor: Person, now: datetime) -> None:
    booking.cancelled_at = now
    booking.save(update_fields=["cancelled_at"])
    close_ratings(
        booking.application, step_key=booking.step_key, kinds=PARTS, actor=actor
    )


def ask_for_another(
    application: Application,
    *,
    actor: Person,
    note: str = "",
    now: datetime | None = None,
) -> None:
    """Say that no slot suits: a person of the team sees it and answers."""
    words = _("None of the offered times suits.")
    applications.flag(
        application,
        reason=FlagReason.NO_SLOT,
        actor=actor,
        note=f"{words} {note}".strip()[:1000],
        now=now,
    )
