"""Write what a person tells of themselves: name, statutory facts, consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from .models import Consent, Identity, Person


def name_person(
    person: Person, *, given_name: str, family_name: str, actor: Person
) -> Identity:
    """Keep the name under which the person wants to be written to."""
    del actor  # the person themselves, or staff on their word: no rule differs
    identity = Identity.objects.get(person=person)
    identity.given_name = given_name.strip()
    identity.family_name = family_name.strip()
    identity.save(update_fields=["given_name", "family_name"])
    return identity


def keep_statutory_facts(
    person: Person, *, birth_date: date, nationalities: Sequence[str], actor: Person
) -> Identity:
    """Keep what a statute makes us ask: birth date and nationalities."""
    del actor
    identity = Identity.objects.get(person=person)
    identity.birth_date = birth_date
    identity.nationalities = list(nationalities)
    identity.save(update_fields=["birth_date", "nationalities"])
    return identity


def give_consent(
    person: Person,
    *,
    purpose: str,
    version: str,
    actor: Person,
    now: datetime | None = None,
) -> Consent:
    """Keep what the person agrees to. The same version given twice is one consent."""
    del actor
    found = Consent.objects.filter(
        person=person, purpose=purpose, version=version, withdrawn_at=None
    ).first()
    return found or Consent.objects.create(
        person=person, purpose=purpose, version=version, given_at=now or timezone.now()
    )


def withdraw_consent(
    person: Person, *, purpose: str, actor: Person, now: datetime | None = None
) -> int:
    """End each consent of the person for `purpose`; return how many there were."""
    del actor
    return Consent.objects.filter(
        person=person, purpose=purpose, withdrawn_at=None
    ).update(withdrawn_at=now or timezone.now())
