"""``compagnon programmes``: check, load, compare and describe programme files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .starting import start_django, stop

if TYPE_CHECKING:
    from compagnon.programmes.reading import Reading

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def programmes() -> None:
    """A programme is a file: check it, load it, compare versions."""


def read_or_stop(path: Path) -> Reading:
    """Return a file's declaration, or end with every fault and its line."""
    from compagnon.journey.steps import STEP_KINDS  # noqa: PLC0415
    from compagnon.programmes.reading import ProgrammeFileError, read  # noqa: PLC0415

    try:
        return read(path, kinds=STEP_KINDS)
    except ProgrammeFileError as error:
        for fault in error.faults:
            click.echo(f"{path}:{fault.line}: {fault.path}: {fault.message}", err=True)
        count = len(error.faults)
        stop(f"{path} has {count} fault{'s' if count > 1 else ''}. Nothing was loaded.")


@programmes.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
def check(files: tuple[Path, ...]) -> None:
    """Read FILES and name every fault with its line."""
    start_django()
    for path in files:
        declaration = read_or_stop(path).declaration
        click.echo(
            f"{path}: {declaration.slug}, {len(declaration.steps)} steps, "
            f"{len(declaration.competencies)} competencies: good"
        )


@programmes.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
def load(files: tuple[Path, ...]) -> None:
    """Load FILES as new versions. A file that is loaded already changes nothing."""
    start_django()
    from compagnon.programmes.models import Programme  # noqa: PLC0415
    from compagnon.programmes.operations import load as load_file  # noqa: PLC0415

    for path in files:
        reading = read_or_stop(path)
        before = Programme.objects.filter(sha256=reading.sha256).exists()
        programme = load_file(reading, actor=None)
        click.echo(f"{programme}: {'already loaded' if before else 'loaded'}")


@programmes.command()
@click.argument("file", type=FILE)
@click.option(
    "--against", "version", type=int, help="A version; the newest if left out."
)
def diff(file: Path, version: int | None) -> None:
    """Show what FILE changes against a loaded version. Exit code 1: something."""
    start_django()
    from compagnon.programmes.comparing import differences  # noqa: PLC0415
    from compagnon.programmes.models import Programme  # noqa: PLC0415

    new = read_or_stop(file).declaration
    loaded = Programme.objects.filter(slug=new.slug)
    if version is not None:
        loaded = loaded.filter(version=version)
    old = loaded.order_by("-version").first()
    if old is None:
        stop(f"No version of {new.slug} is loaded that FILE could be compared with.")
    found = differences(old.declaration, new)
    for difference in found:
        click.echo(
            f"{difference.path}\n  - {difference.before}\n  + {difference.after}"
        )
    click.echo(f"{len(found)} differences to {old}")
    raise click.exceptions.Exit(1 if found else 0)


@programmes.command()
def schema() -> None:
    """Print the JSON Schema of programme files, for editors."""
    start_django()
    from compagnon.journey.steps import STEP_KINDS  # noqa: PLC0415
    from compagnon.programmes.schema import schema_of  # noqa: PLC0415

    click.echo(json.dumps(schema_of(STEP_KINDS), indent=2, ensure_ascii=False))
