"""YAML as plain values, with the line on which each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

Path = tuple[str | int, ...]

# Deeper than any declaration; an alias that contains itself would never end.
DEEPEST = 40


class NotYamlError(Exception):
    """The text cannot be read as YAML."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True)
class Marked:
    """Plain values and the line (from 1) of each key and each item."""

    value: Any
    lines: Mapping[Path, int]

    def line_of(self, path: Path) -> int:
        """Return the line of `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parsed(text: str) -> Marked:
    """Return YAML text as plain values with their lines, or raise `NotYamlError`."""
    try:
        tree = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYamlError(mark.line + 1 if mark else 1, _what(error)) from None
    except RecursionError:
        raise NotYamlError(1, _("This is nested without end.")) from None
    except (YAMLError, ValueError) as error:
        raise NotYamlError(1, str(error)) from None
    lines: dict[Path, int] = {}
    return Marked(_plain(tree, (), lines), lines)


def _what(error: MarkedYAMLError) -> str:
    """Say what is wrong with the YAML, and how such a thing is mended."""
    problem = " ".join(str(error.problem or error).split())
    if isinstance(error, DuplicateKeyError):
        key = problem.split('"')[1] if '"' in problem else problem
        return _("“%(key)s” stands here twice. Keep one of them.") % {"key": key}
    hints = {
        "mapping values": _("Put quotes around words that contain a colon."),
        "\\t": _("Indent with spaces, not with tabs."),
        "expected <block end>": _("Look at the indentation of this line."),
        "quoted scalar": _("A quotation mark is opened and not closed."),
        "found unexpected end": _("A quotation mark is opened and not closed."),
    }
    hint = next((hint for sign, hint in hints.items() if sign in problem), "")
    return f"{problem[:1].upper()}{problem[1:]}. {hint}".strip()


def _plain(node: Any, path: Path, lines: dict[Path, int]) -> Any:
    if len(path) > DEEPEST:
        raise NotYamlError(lines.get(path[:1], 1), _("This is nested without end."))
    if isinstance(node, CommentedMap):
        return {
            str(key): _child(node, key, (*path, str(key)), lines, node.lc.key)
            for key in node
        }
    if isinstance(node, CommentedSeq):
        return [
            _child(node, index, (*path, index), lines, node.lc.item)
            for index in range(len(node))
        ]
    return _scalar(node)


def _child(
    node: Any, key: Any, path: Path, lines: dict[Path, int], mark_of: Any
) -> Any:
    # A merged key has no line of its own: the nearest one is named.
    with suppress(KeyError, AttributeError, TypeError):
        lines[path] = mark_of(key)[0] + 1
    return _plain(node[key], path, lines)


def _scalar(value: Any) -> Any:
    """Return ruamel's own kinds of scalar as Python's; dates stay dates."""
    for kind in (str, bool, int, float):
        if isinstance(value, kind):
            return kind(value)
    return value
