"""What the demo's candidates answer to an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compagnon.assessments.instrument import Content
from compagnon.assessments.rules import ItemKind, PlannedItem
from compagnon.assessments.scoring import cue_key

if TYPE_CHECKING:
    from .walking import Walk


def answer_to(item: PlannedItem, content: Content, walk: Walk) -> dict[str, object]:
    """Return an answer as the page would send it."""
    if item.kind is ItemKind.NOTE:
        return {"text": "", "share": False}
    if item.kind is ItemKind.RATINGS:
        keys = {act.id: act.key for one in content.scenarios for act in one.actions}
        return {
            "ratings": [
                keys[name] if walk.rng.random() < walk.ability else 3
                for name in item.options
            ]
        }
    right = right_option(item, content)
    if right in item.options and walk.rng.random() < walk.ability:
        return {"choice": item.options.index(right) + 1}
    return {"choice": walk.rng.randrange(len(item.options)) + 1}


def right_option(item: PlannedItem, content: Content) -> str:
    """Return the name of the keyed option; empty where nothing is keyed."""
    moments = {moment.id: moment for moment in content.moments}
    moment = moments.get(item.source)
    if moment is None:
        return ""
    return moment.key if moment.key in item.options else cue_key(moment)
