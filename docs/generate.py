"""Write the pages that come from the code: python -m docs.generate [--check]"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compagnon.config.settings")

import click
import django

django.setup()

from pydantic_core import PydanticUndefined  # noqa: E402

from compagnon.applications import rules as applications  # noqa: E402
from compagnon.config.command import main as command  # noqa: E402
from compagnon.journey.reactions import REACTIONS  # noqa: E402
from compagnon.journey.steps import STEP_KINDS  # noqa: E402
from compagnon.placements import rules as placements  # noqa: E402
from compagnon.programmes.schema import schema_of  # noqa: E402

HERE = Path(__file__).resolve().parent / "reference"
MADE = "<!-- Written by `make docs` from the code. Change the code instead. -->\n\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def first_sentence(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


# --- Commands ------------------------------------------------------------------------


def commands() -> str:
    parts = [
        "# Commands\n\nExit codes: 0 done, 1 refused or faults found, 2 wrong usage.\n"
    ]
    parts += [described(path, one) for path, one in all_commands("compagnon", command)]
    return MADE + "\n".join(parts)


def all_commands(path: str, one: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, one
    if isinstance(one, click.Group):
        for name, inner in sorted(one.commands.items()):
            yield from all_commands(f"{path} {name}", inner)


def described(path: str, one: click.Command) -> str:
    words = " ".join((one.help or "").split("\n\n")).strip()
    lines = [f"## `{path}`\n", " ".join(words.split()) + "\n"]
    rows = []
    for parameter in one.params:
        if isinstance(parameter, click.Argument):
            rows.append([f"`{parameter.make_metavar(click.Context(one))}`", "argument"])
        elif isinstance(parameter, click.Option) and "--version" not in parameter.opts:
            names = ", ".join(f"`{name}`" for name in parameter.opts)
            rows.append([names, parameter.help or ""])
    if rows:
        lines.append(table(["option", "meaning"], rows))
    return "\n".join(lines)


# --- Events --------------------------------------------------------------------------


def moves(kinds: Any, table_of_moves: dict[Any, Any]) -> str:
    rows = []
    for kind in kinds:
        found = [(a, b) for (a, k), b in table_of_moves.items() if k == kind]
        everywhere = len(found) > 4 and all(a == b for a, b in found)
        ways = (
            "wherever it stands; nothing moves"
            if everywhere
            else ", ".join(
                f"{a.value} → {b.value}" if a != b else f"{a.value}" for a, b in found
            )
        )
        rows.append([f"`{kind.value}`", str(kind.label), ways or "first event"])
    return table(["kind", "meaning", "moves"], rows)


def reactions() -> str:
    rows = [
        [
            f"`{kind.value}`",
            f"`{step}`" if step else "any",
            "; ".join(
                first_sentence(one.__doc__) or one.__name__.replace("_", " ")
                for one in found
            ),
        ]
        for (kind, step), found in REACTIONS.items()
    ]
    return table(["event", "step that opened", "what follows"], rows)


def events() -> str:
    return (
        MADE
        + "# Events\n\n## Of an application\n\n"
        + moves(applications.Kind, applications.MOVES)
        + "\n## Of a placement\n\n"
        + moves(placements.PlacementKind, placements.MOVES)
        + "\n## What follows from them\n\n"
        + reactions()
    )


# --- Step kinds and programme files --------------------------------------------------


def step_kinds() -> str:
    parts = [MADE + "# Step kinds\n"]
    for key, kind in STEP_KINDS.items():
        parts.append(f"## `{key}`: {kind.title}\n\n{first_sentence(kind.__doc__)}\n")
        parts.append(f"Completed by: {kind.completed_by}.\n")
        rows = [
            [
                f"`{name}`",
                f"`{getattr(field.annotation, '__name__', field.annotation)}`",
                "required"
                if field.default is PydanticUndefined and field.default_factory is None
                else f"`{field.get_default(call_default_factory=True)!r}`",
            ]
            for name, field in kind.Settings.model_fields.items()
        ]
        parts.append(first_sentence(kind.Settings.__doc__) + "\n")
        parts.append(table(["setting", "type", "default"], rows) if rows else "")
    return "\n".join(parts)


def schema() -> str:
    return json.dumps(schema_of(STEP_KINDS), indent=2, ensure_ascii=False) + "\n"


PAGES = {
    "commands.md": commands,
    "events.md": events,
    "step-kinds.md": step_kinds,
    "programme.schema.json": schema,
}


def stale() -> list[str]:
    """Return the pages that differ from what the code says now."""
    return [
        name
        for name, write in PAGES.items()
        if not (HERE / name).exists() or (HERE / name).read_text() != write()
    ]


if __name__ == "__main__":
    if "--check" in sys.argv:
        names = stale()
        print("\n".join(names))
        sys.exit(bool(names))
    for name, write in PAGES.items():
        (HERE / name).write_text(write())
        print(HERE / name)
