"""Forget a person. The codes of what happened stay, so that the chains still verify."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications import operations as applications
from compagnon.applications.models import Application
from compagnon.applications.rules import Status
from compagnon.assessments.models import Response
from compagnon.finals.models import Booking
from compagnon.interviews.models import Take
from compagnon.offers import operations as offers
from compagnon.offers.rules import State
from compagnon.people import operations as people
from compagnon.people.models import Identity, Person
from compagnon.placements.models import Placement
from compagnon.privacy import traces
from compagnon.privacy.errors import ErasureRefusedError
from compagnon.privacy.models import Clearing, DoomedFile, Erasure, ErasureWish
from compagnon.privacy.queries import obstacles_to_erasure
from compagnon.privacy.rules import ErasureReason
from compagnon.privacy.sqlite import overwrites_what_it_deletes
from compagnon.privacy.traces import Fate, Trace

from .exporting import stored
from .shredding import shred


def erase(
    person: Person,
    *,
    actor: Person | None,
    reason: ErasureReason,
    now: datetime | None = None,
) -> Erasure:
    """Erase everything that tells who a person is, and what they wrote and recorded.

    What is under way is withdrawn first. Raises `ErasureRefusedError` with every
    obstacle, and then has changed nothing. Asked again, it returns the first erasure.
    """
    with overwrites_what_it_deletes():
        erasure = _erase(person, actor=actor, reason=reason, now=now or timezone.now())
    shred()
    person.refresh_from_db()
    return erasure


@transaction.atomic
def _erase(
    person: Person, *, actor: Person | None, reason: ErasureReason, now: datetime
) -> Erasure:
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if found := Erasure.objects.filter(person=locked).first():
        return found
    if obstacles := obstacles_to_erasure(locked):
        raise ErasureRefusedError(obstacles)
    own = list(Application.objects.of(locked).select_related("step", "campaign"))
    for application in own:
        _end(application, actor=actor or locked, now=now)
    counts = _clear_applications([one.pk for one in own], now)
    placements = Placement.objects.filter(person=locked).values_list("pk", flat=True)
    counts += _apply(traces.PLACEMENT, list(placements))
    counts += _forget_addresses(locked)
    counts += _apply(traces.PERSON, [locked.pk])
    _close(locked, now)
    return Erasure.objects.create(
        person=locked,
        erased_by=actor,
        erased_at=now,
        reason=reason,
        counts={name: count for name, count in sorted(counts.items()) if count},
    )


def _end(application: Application, *, actor: Person, now: datetime) -> None:
    """Withdraw what is under way, void its offer, give back its seat on a day."""
    if application.is_active:
        is_own = actor.pk == application.candidate_id
        words = "" if is_own else _("The person is erased.")
        applications.withdraw(application, actor=actor, reason=words, now=now)
    for offer in application.offers.filter(state=State.OPEN):
        offers.lapse(offer, now=now)
    Booking.objects.filter(
        application=application, cancelled_at=None, slot__starts_at__gt=now
    ).update(cancelled_at=now)


def clear_application(
    application: Application, *, now: datetime | None = None
) -> Clearing:
    """Delete the personal content of one closed application; the person stays.

    Of a hired person the offer and the name that accepted it stay, as the proof of what
    was agreed.
    """
    now = now or timezone.now()
    with overwrites_what_it_deletes(), transaction.atomic():
        is_hired = application.status == Status.HIRED
        _clear_applications([application.pk], now, keeps_proof=is_hired)
        clearing = Clearing.objects.get(application=application)
    shred()
    return clearing


def clear_takes(application: Application) -> int:
    """Delete what was recorded for the interviews of one application."""
    takes = next(one for one in traces.APPLICATION if one.model is Take)
    with transaction.atomic():
        counts = _apply([takes], [application.pk])
    shred()
    return counts[Take._meta.label]  # noqa: SLF001 - Django's documented way


def _clear_applications(
    keys: list[int], now: datetime, *, keeps_proof: bool = False
) -> Counter[str]:
    chosen = [
        trace for trace in traces.APPLICATION if not (keeps_proof and trace.is_proof)
    ]
    counts = _empty_notes(keys) + _apply(chosen, keys)
    Clearing.objects.bulk_create(
        [Clearing(application_id=key, cleared_at=now) for key in keys],
        ignore_conflicts=True,
    )
    return counts


def _apply(chosen: Iterable[Trace], owners: Collection[int]) -> Counter[str]:
    """Do to the rows of `owners` what the table says; return how many, by model."""
    counts: Counter[str] = Counter()
    for trace in chosen:
        rows = trace.model._default_manager.filter(  # noqa: SLF001
            **{f"{trace.via}__in": owners}
        )
        if trace.file:
            counts["files"] += _doom_files(rows, trace.file)
        if trace.fate is Fate.DELETED:
            counts[trace.label] += rows.delete()[0]
        elif trace.cleared:
            counts[trace.label] += rows.update(**trace.cleared)
    return counts


def _doom_files(rows: QuerySet[Model], field: str) -> int:
    doomed = []
    for row in rows:
        if name := stored(row, field).name:
            doomed.append(DoomedFile(place=DoomedFile.Place.STORED, name=name))
        if isinstance(row, Take):
            doomed.append(DoomedFile(place=DoomedFile.Place.PART, name=row.code))
    DoomedFile.objects.bulk_create(doomed)
    return sum(one.place == DoomedFile.Place.STORED for one in doomed)


def _empty_notes(keys: list[int]) -> Counter[str]:
    """Empty what was written freely in a sitting; options are chosen by name."""
    notes = Response.objects.filter(
        sitting__application__in=keys, answer__has_key="text"
    )
    return Counter(
        {Response._meta.label: notes.update(answer={"text": "", "share": False})}  # noqa: SLF001
    )


def _forget_addresses(person: Person) -> Counter[str]:
    counts: Counter[str] = Counter()
    identity = Identity.objects.filter(person=person).first()
    if identity is None:
        return counts
    for model, field in traces.by_address():
        rows = model._default_manager.filter(  # noqa: SLF001
            **{f"{field}__iexact": identity.email}
        )
        counts[model._meta.label] += rows.delete()[0]  # noqa: SLF001
    return counts


def _close(person: Person, now: datetime) -> None:
    people.delete_sessions(person)
    person.set_unusable_password()
    person.is_active, person.erased_at, person.last_login = False, now, None
    person.language, person.time_zone = "en", ""
    person.save(
        update_fields=[
            "password",
            "is_active",
            "erased_at",
            "last_login",
            "language",
            "time_zone",
        ]
    )


def ask_erasure(person: Person, *, now: datetime | None = None) -> bool:
    """Bring the person's wish to be erased before a steward; whether it is new."""
    _wish, is_new = ErasureWish.objects.get_or_create(
        person=person, defaults={"asked_at": now or timezone.now()}
    )
    return is_new


def turn_down_wish(wish: ErasureWish, *, actor: Person) -> None:
    """Take a wish off the list: it was answered in another way."""
    del actor
    wish.delete()
