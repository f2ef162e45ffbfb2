"""What is kept about a person, for that person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count

from compagnon.applications.models import Application
from compagnon.desks.candidate.consents import BY_PURPOSE
from compagnon.people.access import own_identity
from compagnon.people.models import Consent, Disclosure, Identity, Person
from compagnon.placements.models import Placement
from compagnon.privacy.models import ErasureWish


@dataclass(frozen=True)
class ConsentLine:
    """One agreement, in its words, with what can be done about it."""

    consent: Consent
    label: str

    @property
    def can_end(self) -> bool:
        """What the application rests on ends with the application."""
        text = BY_PURPOSE.get(self.consent.purpose)
        is_optional = text is not None and not text.is_required
        return is_optional and self.consent.withdrawn_at is None


@dataclass(frozen=True)
class KeptApplication:
    """One application and how much of each kind stands in it."""

    application: Application
    programme_name: str
    statements: int
    documents: int
    events: int


@dataclass(frozen=True)
class Kept:
    """Everything, at a glance. The download has it word for word."""

    identity: Identity
    consents: list[ConsentLine]
    applications: list[KeptApplication]
    placements: list[Placement]
    disclosures: list[Disclosure]
    is_erasure_asked: bool


def kept_about(person: Person) -> Kept:
    """Return what is kept about a person. Six queries."""
    return Kept(
        identity=own_identity(person),
        consents=[
            ConsentLine(consent, _label(consent))
            for consent in person.consents.order_by("given_at")
        ],
        applications=_applications(person),
        placements=list(person.placements.select_related("opening__place")),
        disclosures=list(person.disclosures.order_by("-happened_at")[:50]),
        is_erasure_asked=ErasureWish.objects.filter(person=person).exists(),
    )


def _applications(person: Person) -> list[KeptApplication]:
    applications = (
        Application.objects.of(person)
        .select_related("campaign__programme")
        .annotate(
            statement_count=Count("statements", distinct=True),
            document_count=Count("documents", distinct=True),
            event_count=Count("events", distinct=True),
        )
        .order_by("-created_at")
    )
    return [
        KeptApplication(
            application=one,
            programme_name=str(one.campaign.programme.declaration.full_name),
            statements=one.statement_count,
            documents=one.document_count,
            events=one.event_count,
        )
        for one in cast("Iterable[Any]", applications)  # with its counts
    ]


def _label(consent: Consent) -> str:
    text = BY_PURPOSE.get(consent.purpose)
    return str(text.label) if text else consent.purpose
