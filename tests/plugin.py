"""Choose the database before Django starts, and start PostgreSQL where asked.

``pytest --database postgresql`` makes a private cluster on a free port as an
unprivileged user, and removes it at the end. SQLite is the default.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

CHOICES = ("sqlite", "postgresql")


def chosen(args: list[str]) -> str:
    for place, arg in enumerate(args):
        if arg.startswith("--database="):
            return arg.partition("=")[2]
        if arg == "--database":
            return args[place + 1]
    return "sqlite"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    os.environ.setdefault("COMPAGNON_SECRET_KEY", "tests-" * 12)
    os.environ.update(
        COMPAGNON_DEBUG="0",
        COMPAGNON_DEMO="0",
        COMPAGNON_HTTPS="0",
        # The tests of the second factor switch it on; all others sign in at once.
        COMPAGNON_SECOND_FACTOR="0",
        COMPAGNON_LOG_LEVEL="ERROR",
        COMPAGNON_MAIL_DELAY_MINUTES="15",
        DJANGO_ALLOW_ASYNC_UNSAFE="true",
    )
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the controller has prepared everything
    data = tempfile.mkdtemp(prefix="compagnon-tests-")
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ["COMPAGNON_DATA"] = data
    os.environ.pop("COMPAGNON_DATABASE", None)
    if chosen(args) == "postgresql":
        os.environ["COMPAGNON_DATABASE"] = start_cluster()


def pytest_addoption(parser):
    parser.addoption(
        "--database", choices=CHOICES, default="sqlite", help="what the tests run on"
    )


def programs() -> Path:
    """Return the directory with initdb and postgres."""
    for found in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True):
        return found.parent
    found = shutil.which("initdb")
    if found is None:
        raise pytest.UsageError("PostgreSQL is not here. Run: make test")
    return Path(found).parent


def as_nobody() -> list[str]:
    """PostgreSQL refuses to run as root; the account `postgres` comes with it."""
    if os.getuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def start_cluster() -> str:
    """Start a private cluster and return its address for COMPAGNON_DATABASE."""
    home = Path(tempfile.mkdtemp(prefix="compagnon-pg-"))
    if os.getuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run = as_nobody()
    quiet = {"stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run(
        [
            *run,
            programs() / "initdb",
            "-D",
            home / "data",
            "-U",
            "tests",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ],
        check=True,
        **quiet,
    )
    server = subprocess.Popen(
        [
            *run,
            programs() / "postgres",
            "-D",
            home / "data",
            "-p",
            str(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            f"unix_socket_directories={home}",
            "-c",
            "fsync=off",
            "-c",
            "synchronous_commit=off",
            "-c",
            "full_page_writes=off",
            "-c",
            "max_connections=60",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )

    def stop() -> None:
        server.send_signal(signal.SIGINT)  # the fast shutdown
        server.wait(20)
        shutil.rmtree(home, ignore_errors=True)

    atexit.register(stop)
    wait_until_ready(port)
    return f"postgres://tests@127.0.0.1:{port}/compagnon"


def wait_until_ready(port: int) -> None:
    import time

    import psycopg

    for _try in range(150):
        try:
            psycopg.connect(
                host="127.0.0.1", port=port, user="tests", dbname="postgres"
            ).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise pytest.UsageError("PostgreSQL did not start within 15 seconds.")
