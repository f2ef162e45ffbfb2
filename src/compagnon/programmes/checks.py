"""What must agree between the parts of a file. Pure; bears with half-written files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from .marks import Path
from .mends import unknown, wrong_in
from .steps import StepKind

Kinds = Mapping[str, type[StepKind]]
Wrong = Iterator[tuple[Path, str]]

# What every journey writes, whatever its steps.
MAILS = (
    "welcome",
    "reminder",
    "declined",
    "withdrawn",
    "lapsed",
    "reinstated",
    "extended",
)


@dataclass(frozen=True)
class Stage:
    """One step of the file whose key and kind can be read."""

    index: int
    key: str
    kind: type[StepKind]
    settings: Any

    @property
    def path(self) -> Path:
        return ("steps", self.index)


def wrong_between(tree: Mapping[str, Any], kinds: Kinds) -> Wrong:
    """Yield everything that only shows when parts of the file are held together."""
    steps = tree.get("steps")
    raw = steps if isinstance(steps, list) else []
    stages = _stages(raw, kinds)
    yield from _unknown_kinds(raw, kinds)
    yield from _names_given_twice(tree, ())
    for stage in stages:
        yield from _settings(stage, stages)
    yield from _competencies(tree, raw)
    if len(stages) == len(raw):
        yield from _order(stages)
        yield from _mails(tree, stages)


def _stages(raw: list[Any], kinds: Kinds) -> list[Stage]:
    return [
        Stage(index, step["key"], kinds[step["kind"]], step.get("settings") or {})
        for index, step in enumerate(raw)
        if isinstance(step, dict)
        and isinstance(step.get("key"), str)
        and isinstance(step.get("kind"), str)
        and step["kind"] in kinds
    ]


def _unknown_kinds(raw: list[Any], kinds: Kinds) -> Wrong:
    for index, step in enumerate(raw):
        kind = step.get("kind") if isinstance(step, dict) else None
        if isinstance(kind, str) and kind not in kinds:
            yield ("steps", index, "kind"), unknown(kind, kinds)


def _children(node: Any) -> list[tuple[str | int, Any]]:
    """Return what stands inside a group or a list, each with its part of the path."""
    if isinstance(node, dict):
        return list(node.items())
    return list(enumerate(node)) if isinstance(node, list) else []


def _names_given_twice(node: Any, path: Path) -> Wrong:
    """Find lists in which two items have one `key`, one `code` or one `competency`."""
    if isinstance(node, list):
        for name in ("key", "code", "competency"):
            yield from _twice(node, path, name)
    for part, child in _children(node):
        yield from _names_given_twice(child, (*path, part))


def _twice(items: list[Any], path: Path, name: str) -> Wrong:
    words = [item.get(name) if isinstance(item, dict) else None for item in items]
    counts = Counter(word for word in words if isinstance(word, str))
    seen = set()
    for index, word in enumerate(words):
        if isinstance(word, str) and counts[word] > 1:
            if word in seen:
                message = _("“%(word)s” is declared twice. Give one another name.")
                yield (*path, index, name), message % {"word": word}
            seen.add(word)


def _settings(stage: Stage, stages: list[Stage]) -> Wrong:
    path = (*stage.path, "settings")
    try:
        settings = stage.kind.Settings.model_validate(stage.settings, strict=True)
    except ValidationError as error:
        for inner, message in wrong_in(error, stage.kind.Settings):
            yield (*path, *inner), message
        return
    earlier = {other.key: other.kind for other in stages if other.index < stage.index}
    for inner, message in stage.kind.mistakes(settings, earlier=earlier):
        yield (*path, *inner), message


def _competencies(tree: Mapping[str, Any], raw: list[Any]) -> Wrong:
    declared = tree.get("competencies")
    known = {
        one["code"]
        for one in (declared if isinstance(declared, list) else [])
        if isinstance(one, dict) and isinstance(one.get("code"), str)
    }
    for index, step in enumerate(raw):
        settings = step.get("settings") if isinstance(step, dict) else None
        yield from _named_competencies(settings, ("steps", index, "settings"), known)


def _named_competencies(node: Any, path: Path, known: set[str]) -> Wrong:
    if isinstance(node, dict):
        code = node.get("competency")
        if isinstance(code, str) and code not in known:
            yield (*path, "competency"), unknown(code, known)
    for part, child in _children(node):
        yield from _named_competencies(child, (*path, part), known)


def _order(stages: list[Stage]) -> Wrong:
    if not stages:
        return
    first, last = stages[0], stages[-1]
    if not first.kind.may_begin:
        message = _("A path cannot begin with “%(kind)s”. Put a form first.")
        yield (*first.path, "kind"), message % {"kind": first.kind.key}
    if not last.kind.ends_path:
        message = _("A path ends with an offer. Add that step after “%(key)s”.")
        yield (*last.path, "kind"), message % {"key": last.key}
    for stage in stages[:-1]:
        if stage.kind.ends_path:
            message = _("Only the last step can be “%(kind)s”. Move or remove it.")
            yield (*stage.path, "kind"), message % {"kind": stage.kind.key}


def _mails(tree: Mapping[str, Any], stages: list[Stage]) -> Wrong:
    mails = tree.get("mails")
    if not isinstance(mails, dict):
        return
    for key in _wanted_mails(stages):
        if key not in mails:
            yield (
                ("mails",),
                _("“%(key)s” is missing: this path sends it.") % {"key": key},
            )
    opening = {f"step_{stage.key}" for stage in stages}
    for key in mails:
        if key.startswith("step_") and key not in opening:
            yield ("mails", key), unknown(key, opening)


def _wanted_mails(stages: list[Stage]) -> list[str]:
    wanted = list(MAILS)
    for stage in stages:
        if stage.index and stage.kind.candidate_page:
            wanted.append(f"step_{stage.key}")
        wanted += [words.format(key=stage.key) for words in stage.kind.mails]
    return list(dict.fromkeys(wanted))
