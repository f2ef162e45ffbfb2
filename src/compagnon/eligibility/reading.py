"""Read the rule files that this version of the program brings."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from .rules.book import RuleBook

FOLDER = Path(__file__).parent / "data"


@cache
def rule_book(name: str = "vie") -> RuleBook:
    """Return the rules of one scheme, read once in each process."""
    content = tomllib.loads((FOLDER / f"{name}_rules.toml").read_text("utf-8"))
    return RuleBook.model_validate(content)
