"""Print every figure that the docs quote: python -m bench [applications]

Seeds a cohort on SQLite and on PostgreSQL and measures both in the same run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tests.plugin import start_cluster

QUERIES, CPU_MS, WEIGHT_KB = 10, 20.0, 150
# One application with all its evidence is no list; its limit is its own.
NOT_LISTS = {"recruiter: one application", "limit: bare SQL of 50 rows"}


def environment(data: str, database: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "compagnon.config.settings",
        "COMPAGNON_SECRET_KEY": "bench-" * 12,
        "COMPAGNON_HTTPS": "0",
        "COMPAGNON_SECOND_FACTOR": "0",
        "COMPAGNON_LOG_LEVEL": "ERROR",
        "COMPAGNON_DEBUG": "0",
        "COMPAGNON_HOSTS": "127.0.0.1,localhost,testserver",
        "COMPAGNON_DATA": data,
        "COMPAGNON_DATABASE": database,
    }


def run(env: dict[str, str], *words: str) -> str:
    return subprocess.run(
        [sys.executable, *words], env=env, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def pages(console: Console, name: str, env: dict[str, str]) -> None:
    """Print queries and CPU of each page, and what candidates' pages weigh."""
    found = json.loads(run(env, "-m", "bench.pages"))
    table = Table("page", "queries", "CPU ms cold", "CPU ms warm", "kB", "", title=name)
    for row in found["pages"]:
        is_list = row["page"] not in NOT_LISTS
        over = is_list and (row["queries"] > QUERIES or row["warm_ms"] > CPU_MS)
        cells = [row[key] for key in ("page", "queries", "cold_ms", "warm_ms", "kb")]
        table.add_row(*map(str, cells), "over the limit" if over else "")
    console.print(table)
    table = Table("page", "kB gzip", "kB plain", "", title="Weight without fonts")
    for page, (plain, sent) in found["weights"].items():
        over = "over the limit" if sent > WEIGHT_KB else ""
        table.add_row(page, f"{sent:.1f}", f"{plain:.1f}", over)
    console.print(table)


def timed(console: Console, what: str, env: dict[str, str], *words: str) -> None:
    started = time.perf_counter()
    run(env, *words)
    console.print(f"{what}: {time.perf_counter() - started:.1f} s")


def main(count: int) -> None:
    console = Console(width=110)
    console.print(
        f"{count} applications; limits: {QUERIES} queries, {CPU_MS:.0f} ms CPU"
    )
    for name in ("SQLite", "PostgreSQL"):
        data = tempfile.mkdtemp(prefix="compagnon-bench-")
        is_embedded = name == "SQLite"
        address = f"sqlite://{data}/bench.db" if is_embedded else start_cluster()
        if not is_embedded:
            address = address.rpartition("/")[0] + "/postgres"
        env = environment(data, address)
        run(env, "-m", "django", "migrate", "--verbosity", "0")
        run(env, "-m", "django", "collectstatic", "--verbosity", "0", "--no-input")
        timed(console, f"{name}: seeding", env, "-m", "bench.seeding", str(count))
        pages(console, name, env)
        timed(console, f"{name}: compagnon verify", env, "-m", "compagnon", "verify")
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
