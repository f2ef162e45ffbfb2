"""The instruments that come with the house, as files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from compagnon.kit.chain import canonical

from .instrument import Content

FOLDER = Path(__file__).resolve().parent / "content"


@dataclass(frozen=True)
class Edition:
    """One version of one instrument as its file has it."""

    declared: Content
    content: dict[str, Any]
    sha256: str


def editions(folder: Path = FOLDER) -> list[Edition]:
    """Return the instruments of a folder, checked, in the order of their names."""
    return [read(path) for path in sorted(folder.glob("*.yaml"))]


def read(path: Path) -> Edition:
    """Return one file's instrument. Raises pydantic's error where it is wrong."""
    content = YAML(typ="safe").load(path)
    return Edition(
        declared=Content.model_validate(content),
        content=content,
        sha256=hashlib.sha256(canonical(content)).hexdigest(),
    )
