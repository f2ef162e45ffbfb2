"""The order of a sitting and what counts as an answer. Pure.

Items and options stand in an order that follows from the sitting's seed alone. A page
names options by their place, so that nothing it sends tells where the key is; the
place is turned back into the option here, on the server.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from .errors import ImpossibleAnswerError
from .instrument import Content

NOTE_LENGTH = 1000


class ItemKind(StrEnum):
    """How an item is answered."""

    CHOICE = "choice"
    RATINGS = "ratings"
    NOTE = "note"


class Part(StrEnum):
    """Which part of an instrument an item belongs to."""

    MOMENT = "moment"
    SITUATION = "situation"
    QUESTION = "question"


@dataclass(frozen=True)
class PlannedItem:
    """One item of one sitting, with its options in the order of that sitting.

    `place` of `places` counts what the candidate sees as one thing: the two steps of a
    moment share a place.
    """

    number: int
    key: str
    kind: ItemKind
    part: Part
    source: str
    place: int
    places: int
    options: tuple[str, ...]
    may_skip: bool = False


def shuffled(keys: Iterable[str], *, seed: str, purpose: str) -> tuple[str, ...]:
    """Return `keys` in the order that the seed gives them for this purpose.

    Sorted by a keyed hash: each order is as likely as any other to whoever lacks the
    seed, and the same for ever to whoever has it, on every version of Python.
    """

    def rank(key: str) -> bytes:
        return hmac.digest(bytes.fromhex(seed), f"{purpose}:{key}".encode(), sha256)

    return tuple(sorted(keys, key=rank))


def plan(content: Content, *, seed: str) -> list[PlannedItem]:
    """Return the items of a sitting in order: moments, situations, then questions."""
    drafts = [*_moments(content, seed), *_situations(content, seed)]
    drafts += _questions(content)
    return [
        PlannedItem(number=number, **draft)
        for number, draft in enumerate(drafts, start=1)
    ]


def _moments(content: Content, seed: str) -> list[dict[str, Any]]:
    moments = {moment.id: moment for moment in content.moments}
    drafts: list[dict[str, Any]] = []
    for place, name in enumerate(shuffled(moments, seed=seed, purpose="items"), 1):
        steps = {
            f"{name}.emotion": moments[name].emotions,
            f"{name}.cue": [str(n) for n in range(len(moments[name].cues))],
        }
        drafts += [
            {
                "key": key,
                "kind": ItemKind.CHOICE,
                "part": Part.MOMENT,
                "source": name,
                "place": place,
                "places": len(moments),
                "options": shuffled(options, seed=seed, purpose=key),
            }
            for key, options in steps.items()
        ]
    return drafts


def _situations(content: Content, seed: str) -> list[dict[str, Any]]:
    scenarios = {scenario.id: scenario for scenario in content.scenarios}
    order = shuffled(scenarios, seed=seed, purpose="items")
    return [
        {
            "key": name,
            "kind": ItemKind.RATINGS,
            "part": Part.SITUATION,
            "source": name,
            "place": place,
            "places": len(scenarios),
            "options": shuffled(
                [action.id for action in scenarios[name].actions],
                seed=seed,
                purpose=name,
            ),
        }
        for place, name in enumerate(order, start=1)
    ]


def _questions(content: Content) -> list[dict[str, Any]]:
    """Questions without a right answer keep the order of their file."""
    return [
        {
            "key": question.id,
            "kind": ItemKind(question.kind),
            "part": Part.QUESTION,
            "source": question.id,
            "place": place,
            "places": len(content.questions),
            "options": tuple(str(n) for n in range(len(question.options))),
            "may_skip": True,
        }
        for place, question in enumerate(content.questions, start=1)
    ]


def cleaned(item: PlannedItem, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer to keep: options by name, whatever place they had.

    `sent` holds ``choice`` (a place, from 1), ``ratings`` (a list in the order of the
    page), ``text`` and ``share``, or nothing to skip. Raises `ImpossibleAnswerError`.
    """
    if item.may_skip and sent.get("skip"):
        return {"skipped": True}
    return _CLEANERS[item.kind](item, sent)


def _choice(item: PlannedItem, sent: Mapping[str, Any]) -> dict[str, Any]:
    place = _whole(sent.get("choice"))
    if place is None or not 1 <= place <= len(item.options):
        raise ImpossibleAnswerError(_("Choose one of the answers."))
    return {"choice": item.options[place - 1]}


def _ratings(item: PlannedItem, sent: Mapping[str, Any]) -> dict[str, Any]:
    given = sent.get("ratings")
    values = [_whole(one) for one in given] if isinstance(given, list | tuple) else []
    if len(values) != len(item.options) or any(
        value is None or not 1 <= value <= 5 for value in values
    ):
        raise ImpossibleAnswerError(_("Give each action a rating from 1 to 5."))
    ratings = dict(zip(item.options, values, strict=True))
    return {"ratings": dict(sorted(ratings.items()))}


def _note(item: PlannedItem, sent: Mapping[str, Any]) -> dict[str, Any]:
    text = sent.get("text", "")
    if not isinstance(text, str) or len(text) > NOTE_LENGTH:
        raise ImpossibleAnswerError(
            _("Please keep it to %(number)s characters.") % {"number": NOTE_LENGTH}
        )
    text = text.strip()
    return {"text": text, "share": bool(sent.get("share")) and bool(text)}


_CLEANERS = {
    ItemKind.CHOICE: _choice,
    ItemKind.RATINGS: _ratings,
    ItemKind.NOTE: _note,
}


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:4])
    return None
