"""Who changed what of a campaign and its openings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from compagnon.people.access import colleague_names
from compagnon.postings.models import Campaign, Change, Opening


@dataclass(frozen=True)
class ChangeLine:
    """Who changed what, and when."""

    what: str
    who: str
    happened_at: datetime
    fields: str


def change_lines(
    campaign: Campaign, opening: Opening | None = None, limit: int = 20
) -> list[ChangeLine]:
    """Return the last changes of an opening, or of a whole campaign. Two queries."""
    changes = Change.objects.filter(campaign=campaign)
    if opening is not None:
        changes = changes.filter(opening=opening)
    found = list(changes.order_by("-happened_at", "-pk")[:limit])
    names = colleague_names({change.actor_id for change in found})
    return [
        ChangeLine(
            what=change.get_what_display(),
            who=names.get(change.actor_id, ""),
            happened_at=change.happened_at,
            fields=_said(change.details),
        )
        for change in found
    ]


def _said(details: dict[str, Any]) -> str:
    """Return counts with their numbers, and the names of fields that changed."""
    return ", ".join(
        f"{name} {value}" if isinstance(value, int) else name.replace("_", " ")
        for name, value in details.items()
    )
