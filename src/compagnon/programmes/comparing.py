"""What changed between two declarations, for people to read. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from .declaration import Declaration

NAMES = ("key", "code", "competency")


@dataclass(frozen=True)
class Difference:
    """One change. Empty `before`: it was added; empty `after`: it was taken out."""

    path: str
    before: str
    after: str

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def is_gone(self) -> bool:
        return not self.after


def differences(old: Declaration, new: Declaration) -> list[Difference]:
    """Return all that a new version changes, in the order of the file.

    Things with a key or a code are compared by it, so that a step which moved is one
    change and not all of its texts.
    """
    return list(_between(old.model_dump(mode="json"), new.model_dump(mode="json"), ""))


def _between(old: Any, new: Any, path: str) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            inner = f"{path}.{key}" if path else str(key)
            yield from _between(old.get(key), new.get(key), inner)
    elif isinstance(old, list) and isinstance(new, list):
        name = _name_in(old + new)
        by = _named if name else _unnamed
        yield from by(old, new, path, name)
    else:
        yield Difference(path, _words(old), _words(new))


def _name_in(items: list[Any]) -> str:
    """Return by which key the items of a list are told apart, or nothing."""
    for name in NAMES:
        if items and all(isinstance(item, dict) and name in item for item in items):
            return name
    return ""


def _named(
    old: list[Any], new: list[Any], path: str, name: str
) -> Iterator[Difference]:
    before = {item[name]: item for item in old}
    after = {item[name]: item for item in new}
    for key in dict.fromkeys([*before, *after]):
        yield from _between(before.get(key), after.get(key), f"{path}[{key}]")
    order = [key for key in before if key in after]
    order_now = [key for key in after if key in before]
    if order != order_now:
        yield Difference(path, ", ".join(order), ", ".join(order_now))


def _unnamed(
    old: list[Any], new: list[Any], path: str, _name: str
) -> Iterator[Difference]:
    matcher = SequenceMatcher(
        a=[repr(item) for item in old], b=[repr(item) for item in new], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(b - a, d - c)):
            before = old[a + step] if a + step < b else None
            after = new[c + step] if c + step < d else None
            yield from _between(before, after, f"{path}[{min(a + step, c + step)}]")


def _words(value: Any) -> str:
    """Return a value as a reader would like to see it: a thing by its title."""
    if value is None:
        return ""
    if isinstance(value, dict):
        for key in ("title", "name", "subject", "text", "en"):
            if key in value:
                return _words(value[key])
        return "; ".join(f"{key}: {_words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(_words(item) for item in value)
    return str(value)
