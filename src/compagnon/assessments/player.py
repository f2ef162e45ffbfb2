"""What one page of the player shows. A query: it reads, and knows no request.

Options are named by their place in this sitting's order. Nothing here tells which is
the key: the same fields are filled for every option.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .instrument import Content, Moment, Question, Scenario
from .models import Sitting
from .rules import NOTE_LENGTH, ItemKind, Part, PlannedItem, plan


@dataclass(frozen=True)
class Option:
    """One answer on offer; `value` is its place."""

    value: int
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Row:
    """One action to rate, with the marks of the scale."""

    name: str
    label: str
    marks: list[Option]


@dataclass(frozen=True)
class ItemPage:
    """One item as it stands on the page."""

    number: int
    heading: str
    step: str
    kind: str
    text: str
    asks: str
    hint: str
    options: list[Option]
    rows: list[Row]
    scale: list[Option]
    may_skip: bool
    share: str
    note: str
    note_length: int
    done: int
    items: int

    @property
    def is_note(self) -> bool:
        return self.kind == ItemKind.NOTE

    @property
    def is_ratings(self) -> bool:
        return self.kind == ItemKind.RATINGS


def page_of(
    sitting: Sitting,
    item: PlannedItem,
    *,
    sent: Mapping[str, Any] | None = None,
) -> ItemPage:
    """Show one item in the active language; `sent` fills in a refused answer again."""
    sent = sent or {}
    content = sitting.instrument.declared
    fields: dict[str, Any] = {"hint": "", "rows": [], "scale": [], "share": ""}
    fields |= {"options": [], "note": ""}
    fields |= _BY_PART[item.part](content, item, sent)
    return ItemPage(
        number=item.number,
        kind=item.kind,
        may_skip=item.may_skip,
        note_length=NOTE_LENGTH,
        done=item.number - 1,
        items=len(plan(content, seed=sitting.seed)),
        heading=_heading(item),
        step=_("why") if item.key.endswith(".cue") else "",
        **fields,
    )


def _heading(item: PlannedItem) -> str:
    words = {
        Part.MOMENT: _("Moment %(place)s of %(places)s"),
        Part.SITUATION: _("Situation %(place)s of %(places)s"),
        Part.QUESTION: _("Question %(place)s of %(places)s"),
    }
    return words[item.part] % {"place": item.place, "places": item.places}


def _moment(
    content: Content, item: PlannedItem, sent: Mapping[str, Any]
) -> dict[str, Any]:
    moment = next(one for one in content.moments if one.id == item.source)
    return moment_fields(content, moment, item.key, item.options, sent)


def moment_fields(
    content: Content,
    moment: Moment,
    key: str,
    order: tuple[str, ...],
    sent: Mapping[str, Any],
) -> dict[str, Any]:
    """Return text, question and options of one step of a moment."""
    is_cue = key.endswith(".cue")
    labels = [
        str(moment.cues[int(name)].text if is_cue else content.emotions[name])
        for name in order
    ]
    return {
        "text": str(moment.text),
        "asks": str(content.cue_asks if is_cue else moment.asks),
        "options": _options(labels, sent.get("choice")),
    }


def _situation(
    content: Content, item: PlannedItem, sent: Mapping[str, Any]
) -> dict[str, Any]:
    scenario: Scenario = next(one for one in content.scenarios if one.id == item.source)
    actions = {action.id: str(action.text) for action in scenario.actions}
    ratings = [*sent.get("ratings", []), *[None] * len(item.options)]
    marks = [str(mark) for mark in content.scale]
    return {
        "text": str(scenario.text),
        "asks": str(content.scenario_asks),
        "scale": _options(marks, None),
        "rows": [
            Row(
                name=f"rating-{place}",
                label=actions[name],
                marks=_options(marks, ratings[place - 1]),
            )
            for place, name in enumerate(item.options, start=1)
        ],
    }


def _question(
    content: Content, item: PlannedItem, sent: Mapping[str, Any]
) -> dict[str, Any]:
    question: Question = next(one for one in content.questions if one.id == item.source)
    return {
        "text": "",
        "asks": str(question.text),
        "hint": str(question.hint or ""),
        "share": str(question.share or ""),
        "note": str(sent.get("text", "")),
        "options": _options(
            [str(option) for option in question.options], sent.get("choice")
        ),
    }


def _options(labels: list[str], chosen: Any) -> list[Option]:
    return [
        Option(value=place, label=label, is_chosen=str(place) == str(chosen))
        for place, label in enumerate(labels, start=1)
    ]


_BY_PART = {
    Part.MOMENT: _moment,
    Part.SITUATION: _situation,
    Part.QUESTION: _question,
}
