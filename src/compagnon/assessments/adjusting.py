"""What a sitting takes from a candidate's adjustments, and what it adds to them.

Part of the operations: only `operations` calls what writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from compagnon.applications.models import Adjustment, Application
from compagnon.applications.statements import Needs, keep_adjustment

FIELDS = tuple(Needs.__dataclass_fields__)


def snapshot(application: Application) -> dict[str, Any]:
    """Return what the candidate asked for, as it is when a sitting begins.

    Without their own words: those are for the adjustments contact alone.
    """
    found = Adjustment.objects.filter(application=application).first()
    if found is None:
        return {}
    wanted = {name: getattr(found, name) for name in FIELDS if name != "note"}
    return wanted | {"time_factor": str(found.time_factor)}


def send_note(
    application: Application, answer: Mapping[str, Any], *, now: datetime
) -> None:
    """Hand a note to the adjustments contact, where the candidate ticked the box."""
    if not answer.get("share"):
        return
    found = Adjustment.objects.filter(application=application).first()
    before = {name: getattr(found, name) for name in FIELDS} if found else {}
    notes = [before.pop("note", ""), answer["text"]]
    keep_adjustment(
        application,
        needs=Needs(**before, note="\n\n".join(filter(None, notes))),
        actor=application.candidate,
        now=now,
    )
