"""One opening at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.people.access import has_role
from compagnon.people.models import Person, Role
from compagnon.postings.errors import OpeningRefusedError
from compagnon.postings.models import Campaign, Opening, Place
from compagnon.postings.rules import ChangeKind
from compagnon.postings.terms import OpeningTerms, PlaceTerms, faults_of

from .common import columns, frame_of, note, place_terms, plain

# These follow from others, and are not told as changes of their own.
DERIVED = frozenset({"search_text", "closes_at"})


@transaction.atomic
def create_opening(
    campaign: Campaign,
    *,
    place: PlaceTerms,
    terms: OpeningTerms,
    actor: Person | None,
    is_published: bool = True,
    managers: Collection[Person] | None = None,
    now: datetime | None = None,
) -> Opening:
    """Add an opening to a campaign. Raises `OpeningRefusedError`."""
    now = now or timezone.now()
    _require(place, terms, campaign=campaign, now=now)
    _require_new_reference(terms.reference, campaign)
    kept, _is_new = Place.objects.get_or_create(
        name=place.name,
        city=place.city,
        country=place.country,
        defaults={"kind": place.kind, "time_zone": place.time_zone},
    )
    opening = Opening.objects.create(
        campaign=campaign,
        place=kept,
        is_published=is_published,
        **columns(terms, place_terms(kept)),
    )
    note(campaign, ChangeKind.CREATED, actor=actor, opening=opening, now=now)
    if managers is not None:
        name_managers(opening, managers=managers, actor=actor, now=now)
    return opening


@transaction.atomic
def update_opening(
    opening: Opening,
    *,
    terms: OpeningTerms,
    actor: Person | None,
    managers: Collection[Person] | None = None,
    now: datetime | None = None,
) -> list[str]:
    """Change what an opening says; return the names of the fields that changed.

    `managers` names who hires for it; None leaves them as they are. Its place and its
    reference stay: an opening elsewhere is another opening.
    """
    now = now or timezone.now()
    locked = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    place = place_terms(locked.place)
    wanted = columns(terms, place) | {"reference": locked.reference}
    changed = {n: v for n, v in wanted.items() if getattr(locked, n) != v}
    # What stays may be past or no longer allowed; what is said anew may not.
    _require(place, terms, campaign=locked.campaign, now=now, touched=set(changed))
    if managers is not None:
        name_managers(locked, managers=managers, actor=actor, now=now)
    said = _rewrite(locked, changed, actor=actor, now=now) if changed else []
    for name, value in changed.items():
        setattr(opening, name, value)
    return said


def _rewrite(
    opening: Opening,
    changed: dict[str, Any],
    *,
    actor: Person | None,
    now: datetime,
) -> list[str]:
    """Write the changed columns and who changed them; return those that are told."""
    said = sorted(changed.keys() - DERIVED)
    details = {
        name: [plain(getattr(opening, name)), plain(changed[name])] for name in said
    }
    for name, value in changed.items():
        setattr(opening, name, value)
    opening.save(update_fields=sorted(changed))
    note(
        opening.campaign,
        ChangeKind.UPDATED,
        actor=actor,
        opening=opening,
        details=details,
        now=now,
    )
    return said


@transaction.atomic
def publish_opening(
    opening: Opening, *, actor: Person | None, now: datetime | None = None
) -> None:
    """Show an opening to everybody while its campaign is open."""
    now = now or timezone.now()
    locked = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if locked.is_published:
        return
    if locked.closes_at <= now:
        raise OpeningRefusedError(
            _("Applications for it have closed. Give it a later closing day first.")
        )
    _show(locked, is_published=True, withdrawn_at=None)
    note(locked.campaign, ChangeKind.PUBLISHED, actor=actor, opening=locked, now=now)


@transaction.atomic
def withdraw_opening(
    opening: Opening, *, actor: Person | None, now: datetime | None = None
) -> None:
    """Take an opening off the public pages. Applications that name it stay."""
    now = now or timezone.now()
    locked = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if not locked.is_published:
        return
    _show(locked, is_published=False, withdrawn_at=now)
    note(locked.campaign, ChangeKind.WITHDRAWN, actor=actor, opening=locked, now=now)


@transaction.atomic
def name_managers(
    opening: Opening,
    *,
    managers: Collection[Person],
    actor: Person | None,
    now: datetime | None = None,
) -> None:
    """Say who hires for an opening: they see its shortlist and take part in panels."""
    now = now or timezone.now()
    locked = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    before = sorted(locked.managers.values_list("code", flat=True))
    after = sorted(person.code for person in managers)
    if before == after:
        return
    if not all(has_role(person, Role.HIRING_MANAGER) for person in managers):
        raise OpeningRefusedError(_("Somebody named is no hiring manager."), "managers")
    locked.managers.set(managers)
    note(
        locked.campaign,
        ChangeKind.MANAGERS_NAMED,
        actor=actor,
        opening=locked,
        details={"managers": [before, after]},
        now=now,
    )


def _show(
    opening: Opening, *, is_published: bool, withdrawn_at: datetime | None
) -> None:
    opening.is_published = is_published
    opening.withdrawn_at = withdrawn_at
    opening.save(update_fields=["is_published", "withdrawn_at"])


def _require(
    place: PlaceTerms,
    terms: OpeningTerms,
    *,
    campaign: Campaign,
    now: datetime,
    touched: set[str] | None = None,
) -> None:
    """Refuse what is wrong, in the fields that are `touched` or in any."""
    if touched is not None and "closes_on" in touched:
        touched = touched | {"starts_on"}
    for fault in faults_of(terms, place, frame_of(campaign, now)):
        if touched is None or fault.field in touched:
            raise OpeningRefusedError(fault.reason, fault.field)


def _require_new_reference(reference: str, campaign: Campaign) -> None:
    if reference and campaign.openings.filter(reference=reference).exists():
        raise OpeningRefusedError(
            _("The campaign has an opening with this reference."), "reference"
        )
