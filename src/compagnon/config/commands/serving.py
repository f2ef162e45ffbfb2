"""``compagnon up`` and ``compagnon worker``: the processes that run."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

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


def prepare() -> None:
    """Migrate, install what the package ships, collect static files."""
    start_django()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from compagnon.assessments.operations import install_instruments  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    install_instruments()
    if not settings.DEBUG and statics_changed():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        statics_changed(remember=True)


def statics_changed(*, remember: bool = False) -> bool:
    """Whether the static files differ from those collected last."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415

    found = sorted(
        f"{path} {storage.size(path)} {storage.get_modified_time(path)}"
        for finder in get_finders()
        for path, storage in finder.list(None)
    )
    state = hashlib.sha256("\n".join(found).encode()).hexdigest()
    kept = settings.STATIC_ROOT / ".collected"
    if remember:
        kept.write_text(state)
    return not kept.exists() or kept.read_text() != state


def serve(host: str, port: int, web_workers: int = 1, threads: int = 8) -> None:
    """Run the web server and the worker until one ends or somebody stops us."""
    if is_taken(host, port):
        stop(f"Port {port} on {host} is in use. Stop what runs there, or give --port.")
    granian = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(web_workers),
        "--blocking-threads",
        str(threads),
        "--log-level",
        "warning",
        "--no-ws",
        "compagnon.config.wsgi:application",
    ]
    processes = [
        subprocess.Popen(granian),  # noqa: S603 - our own words
        subprocess.Popen([sys.executable, "-m", "compagnon", "worker"]),
    ]
    wait(processes)


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
    """Ask each process to stop; after ten seconds make it."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + 10
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


@click.command()
@click.option("--once", is_flag=True, help="Do what is due and end.")
def worker(once: bool) -> None:  # noqa: FBT001 - click passes flags by name
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
    parent = os.getppid()
    thread = threading.Thread(
        target=run_forever, args=(stopping,), kwargs={"also": (nightly,)}, daemon=True
    )
    thread.start()
    # A worker whose `up` was killed must not go on as an orphan.
    while thread.is_alive() and not stopping.wait(0.5):
        if os.getppid() != parent:
            stopping.set()
    thread.join(timeout=10)
