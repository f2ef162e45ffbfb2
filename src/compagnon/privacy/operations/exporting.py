"""Tell a person everything that is kept about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.storage import Storage
from django.db.models import FileField, Model
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications.models import Application, Event
from compagnon.applications.rules import Kind
from compagnon.people.access import write_disclosure
from compagnon.people.models import Person
from compagnon.placements.models import Placement
from compagnon.privacy.traces import APPLICATION, PERSON, PLACEMENT, Trace

Row = dict[str, Any]

# What staff know among themselves until it is announced.
INTERNAL = frozenset(
    {Kind.DECIDED, Kind.RETRACTED, Kind.FLAGGED, Kind.CLEARED, Kind.NOTED}
)


def export(
    person: Person, *, actor: Person, reason: str = "", now: datetime | None = None
) -> dict[str, Any]:
    """Return everything that is kept about one person, as values for JSON.

    Whoever else than the person asks for it is written down. Keys of tests, orders of
    items and the names of staff are not the person's and are left out; judgements of an
    application follow once it is closed.
    """
    now = now or timezone.now()
    if actor.pk != person.pk:
        write_disclosure(
            person,
            reader=actor,
            what="export",
            reason=reason.strip() or _("Request for access"),
            now=now,
        )
    return {
        "made_at": now,
        "person": {
            "code": person.code,
            "language": person.language,
            "time_zone": person.time_zone,
            "created_at": person.created_at,
            "last_login": person.last_login,
            "erased_at": person.erased_at,
        },
        **{trace.section: _rows(trace, person.pk) for trace in PERSON if trace.section},
        "applications": [
            _of_application(one, person)
            for one in Application.objects.of(person).order_by("pk")
        ],
        "placements": [
            {
                trace.section: _rows(trace, placement.pk)
                for trace in PLACEMENT
                if trace.section
            }
            for placement in Placement.objects.filter(person=person).order_by("pk")
        ],
        "documents_of_this_export": [one.path for one in files_of(person)],
    }


def _of_application(application: Application, person: Person) -> dict[str, Any]:
    is_closed = not application.is_active
    told: dict[str, Any] = {}
    for trace in APPLICATION:
        if trace.told and (is_closed or not trace.is_judgement):
            told[trace.section] = _rows(trace, application.pk)
    told["events"] = [
        _event(event, person, is_closed=is_closed)
        for event in application.events.select_related("words", "at_step", "to_step")
        if is_closed or event.kind not in INTERNAL or event.actor_id == person.pk
    ]
    told["decisions"] = list(
        application.decisions.exclude(released_at=None).values(
            "step__key", "verdict", "reason_code", "released_at"
        )
    )
    if not is_closed:
        told["note"] = _(
            "This application is under way. What was noted, rated and measured about "
            "it is part of an export that is made once it is closed."
        )
    return told


def _event(event: Event, person: Person, *, is_closed: bool) -> Row:
    is_own = event.actor_id == person.pk
    tells_words = hasattr(event, "words") and (is_closed or is_own)
    by_staff = "staff" if event.actor_id else "system"
    return {
        "number": event.number,
        "kind": event.kind,
        "by": "you" if is_own else by_staff,
        "at_step": event.at_step.key if event.at_step else None,
        "to_step": event.to_step.key if event.to_step else None,
        "happened_at": event.happened_at,
        "codes": event.codes,
        "words": event.words.text if tells_words else "",
        "hash": event.hash,
    }


def _rows(trace: Trace, owner: int) -> list[Row]:
    fields = [*trace.told, *([trace.file] if trace.file else [])]
    rows = list(
        trace.model._default_manager.filter(**{trace.via: owner})  # noqa: SLF001
        .order_by("pk")
        .values(*fields)
    )
    for row in rows:
        if trace.file:
            row["file"] = archived(row.pop(trace.file))
    return rows


def archived(name: str) -> str:
    """Return where a stored file lies in the archive; empty where there is none."""
    return f"files/{name}" if name else ""


@dataclass(frozen=True)
class KeptFile:
    """One file of a person, and its path in the archive."""

    path: str
    name: str
    storage: Storage


def files_of(person: Person) -> Iterator[KeptFile]:
    """Yield the files of all applications of the person. A query for each model."""
    for trace in APPLICATION:
        if not trace.file:
            continue
        rows = trace.model._default_manager.filter(  # noqa: SLF001
            **{f"{trace.via}__candidate": person}
        )
        for row in rows.order_by("pk"):
            kept = stored(row, trace.file)
            if kept.name:
                yield KeptFile(archived(kept.name), kept.name, kept.storage)


def stored(row: Model, field: str) -> FieldFile:
    """Return the file of a row; `field` names a `FileField`."""
    kept = getattr(row, field)
    if not isinstance(row._meta.get_field(field), FileField):  # noqa: SLF001
        raise TypeError(f"{field} is no file")
    return kept  # type: ignore[no-any-return]
