"""``compagnon demo``: a seeded cohort, web and worker, one sign-in link a role."""

from __future__ import annotations

import os
from pathlib import Path

import click

from .serving import is_prepared, prepare, remember_prepared, spawn, wait
from .starting import start_django, stop

THREADS = 6
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--offers", type=FILE, help="A CSV file of V.I.E. offers to import too.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--seed-only", is_flag=True, help="Seed and end, without serving.")
def demo(offers: Path | None, host: str, port: int, seed_only: bool) -> None:  # noqa: FBT001
    """Run everything with a seeded cohort on this machine. Ctrl-C stops it.

    A database that is seeded already is used as it is.
    """
    os.environ["COMPAGNON_DEMO"] = "1"  # noqa: TID251 - for us and the processes we start
    os.environ.setdefault("COMPAGNON_ORIGIN", f"http://{host}:{port}")  # noqa: TID251
    from rich.console import Console  # noqa: PLC0415

    console = Console()
    # Nothing changed since the last time: the processes start while we look up links.
    is_ready = is_prepared() and not seed_only
    processes = spawn(host, port, threads=THREADS) if is_ready else []
    if is_ready:
        start_django()
    else:
        with console.status("Preparing the database"):
            prepare()
    fill(console, offers)
    remember_prepared()
    if seed_only:
        return
    processes = processes or spawn(host, port, threads=THREADS)
    show_links(console)
    console.print("Ctrl-C stops everything.\n")
    wait(processes)


def fill(console: object, offers: Path | None) -> None:
    """Seed where nothing is there, showing what is being done."""
    from django.utils import timezone  # noqa: PLC0415

    from compagnon.config.demo.seeding import is_seeded, seed  # noqa: PLC0415
    from compagnon.postings.errors import PostingError  # noqa: PLC0415

    if is_seeded():
        if offers is not None:
            console.print(  # type: ignore[attr-defined]
                "The demo is seeded already; the offers were not imported again. "
                "`make clean` starts afresh."
            )
        return
    with console.status("Seeding") as status:  # type: ignore[attr-defined]
        try:
            world = seed(offers=offers, now=timezone.now(), tell=status.update)
        except PostingError as error:
            stop(f"{offers}: {error}")
    if world.report is not None:
        console.print(  # type: ignore[attr-defined]
            f"{offers}: {world.report.created} openings imported, "
            f"{world.report.rows_refused} rows refused "
            "(their starts were moved by whole years so that they lie ahead)"
        )


def show_links(console: object) -> None:
    """Print one sign-in link for each role, and one for each kind of candidate."""
    from django.conf import settings  # noqa: PLC0415

    from compagnon.config.demo.links import links  # noqa: PLC0415

    console.print(f"\nCompagnon runs on {settings.ORIGIN}\n")  # type: ignore[attr-defined]
    for label, path in links():
        console.print(  # type: ignore[attr-defined]
            f"  {label:<22} {settings.ORIGIN}{path}", soft_wrap=True, highlight=False
        )
    console.print()  # type: ignore[attr-defined]
