"""``compagnon up`` and ``compagnon worker``: the processes that run."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import click

from .starting import start_django, stop


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--web-workers",
    default=1,
    show_default=True,
    help="Web processes; more than one wants PostgreSQL.",
)
@click.option("--threads", default=8, show_default=True, help="Threads a web process.")
def up(host: str, port: int, web_workers: int, threads: int) -> None:
    """Run web and worker together on one machine. Ctrl-C stops both.

    Brings the database up to date and collects static files first.
    """
    prepare()
    serve(host, port, web_workers, threads)


def fingerprint() -> str:
    """Return what the package's files and the database's address amount to."""
    from django.conf import settings  # noqa: PLC0415

    found = sorted(
        f"{path} {stat.st_size} {stat.st_mtime_ns}"
        for path in settings.PACKAGE.rglob("*")
        if path.suffix != ".pyc" and not path.is_dir() and (stat := path.stat())
    )
    database = settings.DATABASES["default"]
    told = "\n".join([*found, str(database["NAME"]), str(database.get("HOST"))])
    return hashlib.sha256(told.encode()).hexdigest()


def is_prepared() -> bool:
    """Whether nothing has changed since `remember_prepared`. Asks no database."""
    from django.conf import settings  # noqa: PLC0415

    kept = settings.DATA / ".prepared"
    database = settings.DATABASES["default"]
    is_there = "sqlite" not in database["ENGINE"] or Path(database["NAME"]).exists()
    return is_there and kept.exists() and kept.read_text() == fingerprint()


def remember_prepared() -> None:
    from django.conf import settings  # noqa: PLC0415

    (settings.DATA / ".prepared").write_text(fingerprint())


def prepare() -> None:
    """Migrate, install what the package ships, collect static files."""
    start_django()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from compagnon.assessments.operations import install_instruments  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    install_instruments()
    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def serve(host: str, port: int, web_workers: int = 1, threads: int = 8) -> None:
    """Run the web server and the worker until one ends or somebody stops us."""
    wait(spawn(host, port, web_workers, threads))


def spawn(
    host: str, port: int, web_workers: int = 1, threads: int = 8
) -> list[subprocess.Popen[bytes]]:
    """Start the web server and the worker; a port that is taken is told first."""
    if is_taken(host, port):
        stop(f"Port {port} on {host} is in use. Stop what runs there, or give --port.")
    granian = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(web_workers)),
        *("--blocking-threads", str(threads), "--log-level", "error", "--no-ws"),
        "compagnon.config.wsgi:application",
    ]
    worker = [sys.executable, "-m", "compagnon", "worker", "--with", str(os.getpid())]
    # Groups of their own: a Ctrl-C reaches us alone, and we stop each group whole.
    return [
        subprocess.Popen(words, start_new_session=True)  # noqa: S603 - our own words
        for words in (granian, worker)
    ]


def is_taken(host: str, port: int) -> bool:
    import socket  # noqa: PLC0415

    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, port)) == 0


def wait(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Wait for the first process to end or for a signal, then stop them all."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.wait(0.2):
        if any(process.poll() is not None for process in processes):
            break
    end(processes)
    codes = [process.returncode for process in processes]
    if not stopping.is_set() and any(codes):
        stop("A process ended by itself; its last words stand above.")


def end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask each group to stop; after ten seconds make it."""
    deadline = time.monotonic() + 10
    for process in processes:
        signal_group(process, signal.SIGTERM)
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
        # Whatever the leader left behind goes too.
        signal_group(process, signal.SIGKILL)
        process.wait()


def signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due and end.")
@click.option("--with", "companion", type=int, help="End when this process has ended.")
def worker(*, once: bool, companion: int | None) -> None:
    """Follow events up, send letters, watch deadlines. Several may run at once."""
    start_django()
    from compagnon.journey.worker import run_forever, run_until_idle  # noqa: PLC0415
    from compagnon.privacy.rounds import nightly  # noqa: PLC0415

    if once:
        click.echo(f"{run_until_idle()} done")
        return
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    thread = threading.Thread(
        target=run_forever, args=(stopping,), kwargs={"also": (nightly,)}, daemon=True
    )
    thread.start()
    # A worker whose `up` was killed must not go on as an orphan.
    while thread.is_alive() and not stopping.wait(0.5):
        if companion is not None and os.getppid() != companion:
            stopping.set()
    thread.join(timeout=10)
