"""Every place where something about a person is kept: what it tells, what erases it.

This table is the only list there is. The export reads it, the erasure reads it, and a
test walks all models and fails where one that leads to a person is missing here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Model

from compagnon.applications import models as applications
from compagnon.assessments import models as assessments
from compagnon.eligibility import models as eligibility
from compagnon.finals import models as finals
from compagnon.interviews import models as interviews
from compagnon.offers import models as offers
from compagnon.people import models as people
from compagnon.placements import models as placements
from compagnon.ratings import models as ratings

from .models import Clearing, Erasure, ErasureWish


class Fate(StrEnum):
    """What an erasure does to a row."""

    DELETED = "deleted"
    CLEARED = "cleared"
    STAYS = "stays"


class Owner(StrEnum):
    """Whose content a row is."""

    PERSON = "person"
    APPLICATION = "application"
    PLACEMENT = "placement"


@dataclass(frozen=True)
class Trace:
    """One model, seen from its owner.

    `via` leads from the row to the owner. `told` are the fields that the export gives,
    under `section`. `cleared` are the values that an erasure writes. `file` is a field
    whose file goes too. A judgement is told once the application is closed; a proof
    outlives the retention of a hired person's application, though not an erasure.
    """

    model: type[Model]
    owner: Owner
    via: str
    fate: Fate
    section: str = ""
    told: tuple[str, ...] = ()
    cleared: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    is_judgement: bool = False
    is_proof: bool = False
    why: str = ""

    @property
    def label(self) -> str:
        return str(self.model._meta.label)  # noqa: SLF001 - Django's documented way


def _related(name: str) -> type[Model]:
    """Return a model of our own floor, which we may not import, by its relation."""
    found: type[Model] = people.Person._meta.get_field(name).related_model  # type: ignore[assignment]  # noqa: SLF001
    return found


PERSON = (
    Trace(
        people.Identity, Owner.PERSON, "person", Fate.DELETED, "identity",
        ("email", "given_name", "family_name", "phone", "birth_date", "nationalities"),
    ),
    Trace(
        people.Authenticator, Owner.PERSON, "person", Fate.DELETED, "second_factors",
        ("kind", "name", "created_at", "last_used_at"),
    ),
    Trace(
        people.Grant, Owner.PERSON, "person", Fate.DELETED, "roles",
        ("role", "programme_slug", "granted_at"),
    ),
    Trace(
        people.RoleChange, Owner.PERSON, "person", Fate.STAYS, "role_changes",
        ("role", "programme_slug", "is_given", "changed_at"),
        why="who was allowed what is proof of how data were guarded; it holds codes",
    ),
    Trace(
        people.Consent, Owner.PERSON, "person", Fate.DELETED, "consents",
        ("purpose", "version", "given_at", "withdrawn_at"),
    ),
    # Somebody's reason for looking may name whom they looked for.
    Trace(
        people.Disclosure, Owner.PERSON, "subject", Fate.CLEARED, "disclosures",
        ("what", "reason", "happened_at"), {"reason": ""},
    ),
    Trace(
        _related("letters"), Owner.PERSON, "to", Fate.DELETED, "letters",
        ("subject", "body", "language", "state", "sent_at", "created_at"),
    ),
    Trace(
        ErasureWish, Owner.PERSON, "person", Fate.DELETED, "erasure_wish", ("asked_at",)
    ),
    Trace(
        Erasure, Owner.PERSON, "person", Fate.STAYS,
        why="the proof of the erasure: a code and counts",
    ),
)  # fmt: skip

APPLICATION = (
    Trace(
        applications.Application, Owner.APPLICATION, "pk", Fate.STAYS, "application",
        ("code", "campaign__name", "campaign__programme__slug", "status", "step__key",
         "created_at", "due_at"),
        why="codes: where an application of nobody stood",
    ),
    Trace(
        applications.Choice, Owner.APPLICATION, "application", Fate.STAYS, "choices",
        ("rank", "opening__code", "opening__title_en", "may_work", "declared_at"),
        why="codes: what was asked for in a season, by nobody",
    ),
    Trace(
        applications.Event, Owner.APPLICATION, "application", Fate.STAYS, "events",
        why="the chained facts: codes only, so that the chain still verifies",
    ),
    Trace(
        applications.EventText, Owner.APPLICATION, "event__application", Fate.DELETED,
        why="told with its event",
    ),
    Trace(
        applications.Decision, Owner.APPLICATION, "application", Fate.STAYS,
        "decisions", why="codes: a verdict about nobody",
    ),
    Trace(
        applications.Flag, Owner.APPLICATION, "application", Fate.STAYS, "flags",
        ("reason", "raised_at", "cleared_at"), is_judgement=True,
        why="codes; the events say the same",
    ),
    Trace(
        applications.Statement, Owner.APPLICATION, "application", Fate.DELETED,
        "statements", ("question", "text", "saved_at"),
    ),
    Trace(
        applications.Adjustment, Owner.APPLICATION, "application", Fate.DELETED,
        "adjustments",
        ("time_factor", "is_untimed", "text_version", "large_text", "readable_font",
         "high_contrast", "reduced_motion", "written_interview", "note", "saved_at"),
    ),
    Trace(
        applications.Document, Owner.APPLICATION, "application", Fate.DELETED,
        "documents", ("code", "purpose", "media_type", "size", "sha256", "uploaded_at"),
        file="file",
    ),
    Trace(
        eligibility.EligibilityCheck, Owner.APPLICATION, "application", Fate.DELETED,
        "eligibility_checks",
        ("facts", "findings", "outcome", "rules_version", "checked_at"),
    ),
    Trace(
        assessments.Sitting, Owner.APPLICATION, "application", Fate.CLEARED, "sittings",
        ("step_key", "instrument__key", "instrument__version", "language",
         "adjustments", "opened_at", "started_at", "finished_at"),
        {"adjustments": {}},
    ),
    # The operation empties the notes; the other answers are options by name.
    Trace(
        assessments.Response, Owner.APPLICATION, "sitting__application", Fate.CLEARED,
        "responses",
        ("sitting__instrument__key", "number", "item_key", "answer", "received_at"),
    ),
    Trace(
        assessments.Score, Owner.APPLICATION, "sitting__application", Fate.STAYS,
        "scores", ("sitting__instrument__key", "name", "competency", "value",
                   "standard_error", "computed_at"),
        is_judgement=True, why="numbers of nobody: instruments are checked with them",
    ),
    Trace(
        interviews.Interview, Owner.APPLICATION, "application", Fate.STAYS,
        "interviews", ("step_key", "opened_at", "submitted_at"),
        why="when an interview took place, of nobody",
    ),
    Trace(
        interviews.Take, Owner.APPLICATION, "interview__application", Fate.DELETED,
        "takes", ("code", "question_key", "number", "kind", "state", "is_kept", "text",
                  "media_type", "size", "claimed_seconds", "created_at"),
        file="file",
    ),
    Trace(
        ratings.RatingTask, Owner.APPLICATION, "application", Fate.CLEARED,
        "rated_subjects", ("code", "step_key", "subject_kind", "subject_title",
                           "locked_at", "notes"),
        {"notes": ""}, is_judgement=True,
    ),
    Trace(
        ratings.Rating, Owner.APPLICATION, "task__application", Fate.CLEARED, "ratings",
        ("task__code", "competency", "is_observed", "value", "evidence"),
        {"evidence": ""}, is_judgement=True,
    ),
    Trace(
        ratings.Observation, Owner.APPLICATION, "task__application", Fate.STAYS,
        "observations", ("task__code", "position", "seen_at"), is_judgement=True,
        why="a number of a line in a list",
    ),
    Trace(
        ratings.Recusal, Owner.APPLICATION, "application", Fate.CLEARED,
        cleared={"reason": ""},
        why="not told: it is about the assessor, who said that they know somebody",
    ),
    Trace(
        finals.Booking, Owner.APPLICATION, "application", Fate.STAYS, "bookings",
        ("code", "step_key", "slot__starts_at", "booked_at", "cancelled_at"),
        why="a seat that was taken, by nobody",
    ),
    Trace(
        finals.TaskSubmission, Owner.APPLICATION, "application", Fate.CLEARED,
        "task_submissions", ("code", "task_key", "text", "media_type", "size",
                             "opened_at", "submitted_at"),
        {"text": "", "file": "", "media_type": "", "size": 0, "sha256": ""},
        file="file",
    ),
    Trace(
        finals.TalkNote, Owner.APPLICATION, "application", Fate.DELETED, "talk_notes",
        ("competency", "strength", "suggestion", "written_at"), is_judgement=True,
    ),
    Trace(
        offers.Offer, Owner.APPLICATION, "application", Fate.CLEARED, "offers",
        ("code", "opening__code", "starts_on", "ends_on", "allowance_eur", "letter",
         "state", "issued_at", "answer_by", "answered_at", "typed_name"),
        {"typed_name": ""}, is_proof=True,
    ),
    Trace(
        _related("letters"), Owner.APPLICATION, "application", Fate.DELETED,
        why="told with the letters of the person",
    ),
    Trace(
        Clearing, Owner.APPLICATION, "application", Fate.STAYS,
        why="says that the content is gone",
    ),
)  # fmt: skip

PLACEMENT = (
    Trace(
        placements.Placement, Owner.PLACEMENT, "pk", Fate.STAYS, "placement",
        ("code", "opening__code", "opening__title_en", "status", "starts_on", "ends_on",
         "created_at"),
        why="codes: a seat that was filled, by nobody",
    ),
    Trace(
        placements.PlacementEvent, Owner.PLACEMENT, "placement", Fate.STAYS, "events",
        ("number", "kind", "happened_at", "words__text"),
        why="the chained facts: codes only, so that the chain still verifies",
    ),
    Trace(
        placements.PlacementEventText, Owner.PLACEMENT, "event__placement",
        Fate.DELETED, why="told with its event",
    ),
)  # fmt: skip

TRACES = (*PERSON, *APPLICATION, *PLACEMENT)


def by_address() -> list[tuple[type[Model], str]]:
    """Return the models that nothing but an address ties to a person, with the field.

    They say so themselves: ``ADDRESS`` names the field.
    """
    return [
        (model, str(model.ADDRESS))
        for model in apps.get_models()
        if hasattr(model, "ADDRESS")
    ]
