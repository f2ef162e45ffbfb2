"""``compagnon verify``: fold all events, check the chains, name the first fault."""

from __future__ import annotations

import click

from .starting import start_django


@click.command()
@click.option(
    "--all", "show_all", is_flag=True, help="List every fault, not the first."
)
def verify(show_all: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Prove that every record is what its events say, and that no event was changed.

    Exit code 0: everything holds. 1: the first fault is named.
    """
    start_django()
    from itertools import chain  # noqa: PLC0415

    from rich.progress import Progress, SpinnerColumn, TextColumn  # noqa: PLC0415

    from compagnon.applications import verifying as applications  # noqa: PLC0415
    from compagnon.applications.models import Application, Event  # noqa: PLC0415
    from compagnon.placements import verifying as placements  # noqa: PLC0415
    from compagnon.placements.models import Placement  # noqa: PLC0415

    found = 0
    with Progress(SpinnerColumn(), TextColumn("{task.description}")) as bar:
        task = bar.add_task("reading events")

        def tell(done: int) -> None:
            if done % 500 == 0:
                bar.update(task, description=f"{done} applications read")

        for fault in chain(applications.faults(tell), placements.faults()):
            found += 1
            bar.console.print(f"FAULT {fault}", highlight=False)
            if not show_all:
                break
    if found:
        raise click.exceptions.Exit(1)
    click.echo(
        f"{Application.objects.count()} applications with {Event.objects.count()} "
        f"events and {Placement.objects.count()} placements: all chains hold and all "
        "summaries agree."
    )
