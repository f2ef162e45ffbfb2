"""An application that stands at its assessments, and ways to answer."""

from __future__ import annotations

from typing import Any

from compagnon.applications.models import Application
from compagnon.assessments import library, operations, rules
from compagnon.assessments.models import Sitting
from compagnon.assessments.rules import ItemKind, Part, PlannedItem
from compagnon.assessments.scoring import cue_key
from tests import factories
from tests.factories import NOW, text

EDITIONS = {one.declared.key: one for one in library.editions()}
READING = EDITIONS["reading-people"].declared
PREFERENCES = EDITIONS["preferences"].declared


def step(**settings: Any) -> dict[str, Any]:
    instruments = [
        {"key": "reading-people", "version": 1, "minutes": 10},
        {"key": "preferences", "version": 1, "minutes": 3},
    ]
    return {
        "key": "exercises",
        "kind": "assessments",
        "title": text("Short exercises"),
        "summary": text("We look at how you read people"),
        "days": 10,
        "settings": {"instruments": instruments, **settings},
    }


def an_application_at_its_exercises(**settings: Any) -> Application:
    first = {
        "key": "form",
        "kind": "form",
        "title": text("Form"),
        "summary": text("You"),
    }
    last = first | {"key": "review", "kind": "review"}
    programme = factories.a_programme(first, step(**settings), last)
    opening = factories.an_opening(factories.a_campaign(programme))
    application = factories.an_application(opening=opening, at="exercises")
    operations.open_sittings(application, step=application.step, now=NOW)
    return application


def a_sitting(
    key: str = "reading-people", application: Application | None = None
) -> Sitting:
    """A sitting that has begun."""
    application = application or an_application_at_its_exercises()
    return begun(application.sittings.get(instrument__key=key))


def begun(sitting: Sitting, language: str = "en") -> Sitting:
    return operations.start(
        sitting,
        actor=sitting.application.candidate,
        language=language,
        agrees_to_fair_use=True,
        now=NOW,
    )


def keyed(item: PlannedItem) -> dict[str, Any]:
    """What the pages would send for the best answer."""
    if item.kind is ItemKind.RATINGS:
        scenario = next(one for one in READING.scenarios if one.id == item.source)
        keys = {action.id: action.key for action in scenario.actions}
        return {"ratings": [str(keys[name]) for name in item.options]}
    if item.part is Part.MOMENT:
        moment = next(one for one in READING.moments if one.id == item.source)
        key = cue_key(moment) if item.key.endswith(".cue") else moment.key
        return {"choice": str(item.options.index(key) + 1)}
    return {"text": "A quiet corner"} if item.kind is ItemKind.NOTE else {"choice": "1"}


def missed(item: PlannedItem) -> dict[str, Any]:
    """What the pages would send for a wrong answer."""
    best = keyed(item)
    if item.kind is ItemKind.RATINGS:
        return {"ratings": [str(6 - int(value)) for value in best["ratings"]]}
    if item.part is Part.MOMENT:
        return {"choice": str(int(best["choice"]) % len(item.options) + 1)}
    return best


def items_of(sitting: Sitting) -> list[PlannedItem]:
    return rules.plan(sitting.instrument.declared, seed=sitting.seed)


def complete(sitting: Sitting, how: Any = keyed) -> Sitting:
    """Answer all that is left of a sitting."""
    for item in items_of(sitting)[sitting.responses.count() :]:
        operations.answer(sitting, number=item.number, answer=how(item), now=NOW)
    sitting.refresh_from_db()
    return sitting


def kept_answers(content: Any, how: Any, seed: str = "ab" * 32) -> dict[str, Any]:
    """Answers by item key, as the database would hold them."""
    return {
        item.key: rules.cleaned(item, how(item))
        for item in rules.plan(content, seed=seed)
    }
