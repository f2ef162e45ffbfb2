"""The only writers of offers. Each act is one transaction with the event it causes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications import operations as applications
from compagnon.applications.models import Application
from compagnon.applications.rules import Kind, Status
from compagnon.people.access import own_identity
from compagnon.people.models import Person
from compagnon.postings.models import Opening

from . import wording
from .errors import (
    LetterChangedError,
    NameDiffersError,
    NotAtOfferError,
    OfferClosedError,
    OfferReasonMissingError,
    OpeningNotChosenError,
    SeatsTakenError,
    TermsError,
)
from .models import Offer
from .queries import seats_left
from .rules import State, end_of_day, fingerprint, is_same_name
from .steps import OfferSettings, OfferStep


@transaction.atomic
def propose(
    application: Application,
    *,
    opening: Opening,
    starts_on: date,
    ends_on: date | None,
    actor: Person,
    now: datetime | None = None,
) -> Offer:
    """Offer a seat of `opening`; the letter is written and frozen.

    Refused unless the application is open at its offer step, the candidate has chosen
    the opening, and a seat is left. Seats are counted under a lock on the opening.
    """
    now = now or timezone.now()
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    application.refresh_from_db(fields=["step", "status"])
    _check_may_be_offered(application, opening)
    terms = _terms(application, opening, starts_on, ends_on, now)
    Offer.objects.filter(application=application, state=State.OPEN).update(
        state=State.VOID, answered_at=now
    )
    if not seats_left(opening):
        raise SeatsTakenError(_("All seats of this opening are offered or accepted."))
    offer = _written(application, terms, actor=actor, now=now)
    applications.record(
        application,
        Kind.OFFERED,
        actor=actor,
        codes=_codes(offer),
        due_at=offer.answer_by,
        now=now,
    )
    return offer


def _check_may_be_offered(application: Application, opening: Opening) -> None:
    if application.status != Status.OPEN or application.step.kind != OfferStep.key:
        raise NotAtOfferError(
            _("An offer is made to an open application at the offer step, to no other.")
        )
    if not application.choices.filter(opening=opening).exists():
        raise OpeningNotChosenError(_("The candidate has not chosen this opening."))


def _terms(
    application: Application,
    opening: Opening,
    starts_on: date,
    ends_on: date | None,
    now: datetime,
) -> wording.Terms:
    """Return the terms; they can be answered to the end of a day at the place."""
    zone = opening.place.time_zone
    today = now.astimezone(ZoneInfo(zone)).date()
    if starts_on <= today:
        raise TermsError(_("The first day must lie in the future."))
    if ends_on is not None and ends_on <= starts_on:
        raise TermsError(_("The last day must come after the first."))
    days = _settings(application).answer_days
    answer_by = end_of_day(today + timedelta(days=days), zone)
    return wording.Terms(opening, starts_on, ends_on, answer_by)


def _settings(application: Application) -> OfferSettings:
    settings: OfferSettings = OfferStep.settings_of(application.step.declared.settings)
    return settings


def _written(
    application: Application, terms: wording.Terms, *, actor: Person, now: datetime
) -> Offer:
    letters = wording.letters(_settings(application), terms)
    frozen = {
        "application": application.code,
        "opening": terms.opening.code,
        "starts_on": terms.starts_on.isoformat(),
        "ends_on": terms.ends_on.isoformat() if terms.ends_on else None,
    }
    return Offer.objects.create(
        application=application,
        opening=terms.opening,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        allowance_eur=terms.opening.allowance_eur,
        letter=letters,
        letter_sha256=fingerprint(frozen, letters),
        issued_at=now,
        issued_by=actor,
        answer_by=terms.answer_by,
    )


def _codes(offer: Offer) -> dict[str, str]:
    return {
        "offer": offer.code,
        "opening": offer.opening.code,
        "letter": offer.letter_sha256,
    }


def _locked(offer: Offer) -> Offer:
    return (
        Offer.objects.select_for_update(of=("self",))
        .select_related("application__step__programme", "opening")
        .get(pk=offer.pk)
    )


def _check_answerable(offer: Offer, person: Person, now: datetime) -> None:
    if offer.application.candidate_id != person.pk:
        raise OfferClosedError(_("Only the person to whom it is made can answer."))
    if not offer.is_open:
        raise OfferClosedError(_("This offer is no longer open."))
    _follow_extension(offer)
    if offer.is_overdue(now):
        raise OfferClosedError(
            _("The time to answer is over. Write to us if you would still like to.")
        )


def _check_name(person: Person, typed_name: str) -> None:
    identity = own_identity(person)
    if not is_same_name(
        typed_name, given=identity.given_name, family=identity.family_name
    ):
        raise NameDiffersError(
            _("Please type your name as it stands in the letter: %(name)s.")
            % {"name": identity.name}
        )


def _follow_extension(offer: Offer) -> None:
    """Let the offer wait as long as its application, which staff can extend."""
    due_at = offer.application.due_at
    if due_at is not None and due_at > offer.answer_by:
        offer.answer_by = due_at
        offer.save(update_fields=["answer_by"])


@transaction.atomic
def accept(
    offer: Offer,
    *,
    person: Person,
    typed_name: str,
    letter_sha256: str = "",
    language: str = "en",
    now: datetime | None = None,
) -> Offer:
    """Accept an offer with the own name. Asked twice, it is accepted once.

    `letter_sha256` is the hash of the letter that the person had before their eyes.
    """
    now = now or timezone.now()
    found = _locked(offer)
    if found.state == State.ACCEPTED and found.application.candidate_id == person.pk:
        return found
    if letter_sha256 and letter_sha256 != found.letter_sha256:
        raise LetterChangedError(_("The letter has changed. Please read it again."))
    _check_answerable(found, person, now)
    _check_name(person, typed_name)
    _close(found, State.ACCEPTED, now, typed_name=typed_name.strip(), language=language)
    applications.record(
        found.application,
        Kind.OFFER_ACCEPTED,
        actor=person,
        codes=_codes(found),
        now=now,
    )
    return found


def _close(
    offer: Offer,
    state: State,
    now: datetime,
    *,
    typed_name: str = "",
    language: str = "",
) -> None:
    offer.state, offer.answered_at = state, now
    offer.typed_name, offer.language = typed_name[:160], language
    offer.save(update_fields=["state", "answered_at", "typed_name", "language"])


@transaction.atomic
def turn_down(
    offer: Offer, *, person: Person, reason: str = "", now: datetime | None = None
) -> Offer:
    """Turn an offer down; a reason is welcome and never asked for. Twice is once."""
    now = now or timezone.now()
    found = _locked(offer)
    if found.state == State.TURNED_DOWN and found.application.candidate_id == person.pk:
        return found
    _check_answerable(found, person, now)
    _close(found, State.TURNED_DOWN, now)
    applications.record(
        found.application,
        Kind.OFFER_TURNED_DOWN,
        actor=person,
        reason=reason.strip(),
        codes=_codes(found),
        now=now,
    )
    return found


@transaction.atomic
def take_back(
    offer: Offer, *, actor: Person, reason: str, now: datetime | None = None
) -> Offer:
    """Take an open offer back, with a reason. The application is open again."""
    now = now or timezone.now()
    if not reason.strip():
        raise OfferReasonMissingError(_("Say why the offer is taken back."))
    found = _locked(offer)
    if not found.is_open:
        raise OfferClosedError(_("This offer is no longer open."))
    _close(found, State.TAKEN_BACK, now)
    applications.record(
        found.application,
        Kind.OFFER_TAKEN_BACK,
        actor=actor,
        reason=reason.strip(),
        codes=_codes(found),
        now=now,
    )
    return found


@transaction.atomic
def lapse(offer: Offer, *, now: datetime | None = None) -> Offer:
    """Close an offer whose time is over. Where staff gave more time, it stays open.

    An offer whose application has ended in the meantime is closed without an event.
    """
    now = now or timezone.now()
    found = _locked(offer)
    if not found.is_open:
        raise OfferClosedError(_("This offer is no longer open."))
    if found.application.status != Status.OFFERED:
        _close(found, State.VOID, now)
        return found
    _follow_extension(found)
    if found.is_overdue(now):
        _close(found, State.LAPSED, now)
        applications.record(
            found.application, Kind.LAPSED, actor=None, codes=_codes(found), now=now
        )
    return found


def forget_names(person: Person) -> int:
    """Blank the names that a person typed under letters; times and hashes stay."""
    own = Offer.objects.filter(application__candidate=person).exclude(typed_name="")
    return own.update(typed_name="")
