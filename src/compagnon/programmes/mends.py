"""What is wrong with a value, in words that say how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .declaration import Code, Key, Slug, Text
from .marks import Path

# pydantic's type of error -> what to write instead.
WORDS = {
    "string_type": gettext_lazy(
        "Write words here. Put them in quotes if they look like a number or a date."
    ),
    "int_type": gettext_lazy("Write a whole number here, without quotes."),
    "int_from_float": gettext_lazy("Write a whole number here, without quotes."),
    "float_type": gettext_lazy("Write a number here, without quotes."),
    "bool_type": gettext_lazy("Write true or false here, without quotes."),
    "list_type": gettext_lazy(
        "Write a list here: each item on a line that begins with “- ”."
    ),
    "dict_type": gettext_lazy("Write a group of keys here, one to a line."),
    "string_too_short": gettext_lazy("This text is empty. Write it."),
    "greater_than": gettext_lazy("Write a number greater than %(gt)s."),
    "greater_than_equal": gettext_lazy("Write a number of at least %(ge)s."),
    "less_than_equal": gettext_lazy("Write a number of at most %(le)s."),
    "too_short": gettext_lazy(
        "Write at least %(min_length)s here; there are %(actual_length)s."
    ),
    "too_long": gettext_lazy(
        "Write at most %(max_length)s here; there are %(actual_length)s."
    ),
    "literal_error": gettext_lazy("Write one of these: %(expected)s."),
}


def _pattern(annotated: Any) -> str:
    return str(get_args(annotated)[1].metadata[0].pattern)


PATTERNS = {
    _pattern(Key): gettext_lazy(
        "Begin with a small letter; then small letters, digits and _ only."
    ),
    _pattern(Slug): gettext_lazy(
        "Begin with a small letter; then small letters, digits and - only."
    ),
    _pattern(Code): gettext_lazy("Write 2 to 10 capitals and digits, a capital first."),
}


def wrong_in(
    error: ValidationError, model: type[BaseModel]
) -> Iterator[tuple[Path, str]]:
    """Yield path and message of everything that `model` refuses."""
    for detail in error.errors(include_url=False):
        path = tuple(part for part in detail["loc"] if part != "[key]")
        yield path, _message(detail, path, model)


def _message(detail: ErrorDetails, path: Path, model: type[BaseModel]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return _missing(str(path[-1]), model_at(model, path[:-1]))
    if kind == "extra_forbidden":
        return unknown(str(path[-1]), _keys(model_at(model, path[:-1])))
    if kind == "model_type":
        return _group(model_at(model, path))
    if kind == "string_pattern_mismatch":
        return str(PATTERNS.get(str(context["pattern"]), detail["msg"]))
    if kind == "value_error":
        return str(context["error"])
    return str(WORDS[kind]) % context if kind in WORDS else str(detail["msg"])


def _missing(key: str, owner: type[BaseModel] | None) -> str:
    if owner is not None and issubclass(owner, Text):
        return _("“%(key)s” is missing: each text stands in English and in French.") % {
            "key": key
        }
    return _("“%(key)s” is missing. Add it.") % {"key": key}


def _group(owner: type[BaseModel] | None) -> str:
    if owner is not None and issubclass(owner, Text):
        return _("Write this text in both languages, as “en: …” and “fr: …”.")
    return _("Write a group of keys here: %(keys)s.") % {
        "keys": ", ".join(_keys(owner))
    }


def unknown(word: str, known: Iterable[str]) -> str:
    """Say that `word` is not known, and which word was perhaps meant."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1)
    if near:
        return _("“%(word)s” is not known here. Did you mean “%(near)s”?") % {
            "word": word,
            "near": near[0],
        }
    return _("“%(word)s” is not known here. Known: %(known)s.") % {
        "word": word,
        "known": ", ".join(known) or "–",
    }


def _keys(owner: type[BaseModel] | None) -> Sequence[str]:
    return list(owner.model_fields) if owner is not None else []


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the model that stands at `path` inside `model`, if one does."""
    found: Any = model
    for part in path:
        found = _inside(found, part)
    found = _bare(found)
    is_model = isinstance(found, type) and issubclass(found, BaseModel)
    return found if is_model else None


def _bare(annotation: Any) -> Any:
    """Take off Annotated and Optional."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _bare(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        kept = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _bare(kept[0]) if len(kept) == 1 else annotation
    return annotation


def _inside(annotation: Any, part: str | int) -> Any:
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        field = bare.model_fields.get(str(part))
        return field.annotation if field else None
    arguments = get_args(bare)
    return arguments[-1] if arguments else None
