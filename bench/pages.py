"""Queries and CPU of pages over a large cohort, and the weight of candidate pages.

Each figure is measured in this process with Django's test client: CPU is the process's
own, and for PostgreSQL the server process that serves our connection is added. The
limit beside ours is the bare SQL of the page's rows, fetched without Django.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compagnon.config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.weight import static_file, weigh  # noqa: E402
from compagnon.applications.models import Application  # noqa: E402
from compagnon.applications.rules import Status  # noqa: E402
from compagnon.people.models import Person  # noqa: E402
from compagnon.postings.models import Campaign, Opening  # noqa: E402

ROUNDS = 15
LIMIT_SQL = """
select a.id, a.code, a.status, a.entered_step_at, a.due_at, s.key
from applications_application a join programmes_step s on s.id = a.step_id
where a.campaign_id = {campaign} order by a.entered_step_at, a.id limit 50
"""


def server_cpu() -> float:
    """Return the CPU seconds of the database's process for us; 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0.0
    stat = Path(f"/proc/{server_pid()}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def server_pid() -> int:
    if not hasattr(server_pid, "pid"):
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            server_pid.pid = cursor.fetchone()[0]
    return server_pid.pid


def queries_of(act: Callable[[], object]) -> int:
    """Return how many statements `act` sends, transactions and savepoints apart."""
    sent: list[str] = []

    def count(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        act()
    return sum(
        sql.split()[0].upper() in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}
        for sql in sent
    )


def cpu_ms(act: Callable[[], object], rounds: int) -> float:
    """Return the median CPU milliseconds of `act`, ours and the server's mean."""
    own, server = [], server_cpu()
    for _round in range(rounds):
        started = time.process_time()
        act()
        own.append(time.process_time() - started)
    spent = (server_cpu() - server) / rounds
    return (statistics.median(own) + spent) * 1000


def measured(client: Client, name: str, url: str) -> dict[str, object]:
    """Measure one page: the first request of this process, then fifteen warm ones."""
    started, server = time.process_time(), server_cpu()
    response = client.get(url)
    cold = (time.process_time() - started + server_cpu() - server) * 1000
    assert response.status_code == 200, (url, response.status_code)
    queries = queries_of(lambda: client.get(url))
    warm = cpu_ms(lambda: client.get(url), ROUNDS)
    return {
        "page": name,
        "queries": queries,
        "cold_ms": round(cold, 1),
        "warm_ms": round(warm, 1),
        "kb": round(len(b"".join(response)) / 1000, 1)
        if response.streaming
        else round(len(response.content) / 1000, 1),
    }


def limit(campaign: Campaign) -> dict[str, object]:
    sql = LIMIT_SQL.format(campaign=campaign.pk)

    def fetch() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            cursor.fetchall()

    return {
        "page": "limit: bare SQL of 50 rows",
        "queries": 1,
        "cold_ms": "",
        "warm_ms": round(cpu_ms(fetch, ROUNDS), 2),
        "kb": "",
    }


def staff_pages(campaign: Campaign) -> dict[str, str]:
    code = campaign.code
    cohort = reverse("recruiter:applications", args=[code])
    opening = campaign.openings.order_by("pk").first()
    one = Application.objects.filter(campaign=campaign).order_by("pk").last()
    step = campaign.programme.steps.get(position=1).key
    return {
        "recruiter: home": reverse("recruiter:home"),
        "recruiter: funnel": reverse("recruiter:campaign", args=[code]),
        "recruiter: list": cohort,
        "recruiter: list, one step": f"{cohort}?step={step}",
        "recruiter: list, declined": f"{cohort}?status=declined",
        "recruiter: list, one opening": f"{cohort}?opening={opening.code}",
        "recruiter: board": reverse("recruiter:board", args=[code]),
        "recruiter: one application": reverse("recruiter:application", args=[one.code]),
        "recruiter: held decisions": reverse("recruiter:decisions", args=[code]),
        "recruiter: outbox": reverse("recruiter:outbox"),
        "assessor: queue": reverse("assessor:queue"),
        "manager: home": reverse("manager:home"),
        "manager: programmes": reverse("manager:programmes"),
    }


def public_pages(campaign: Campaign) -> dict[str, str]:
    slug = campaign.programme.slug
    opening = Opening.objects.filter(campaign=campaign).order_by("pk").first()
    return {
        "public: home": reverse("public:home"),
        "public: programme": reverse("public:programme", args=[slug]),
        "public: openings": reverse("public:openings"),
        "public: one opening": reverse("public:opening", args=[opening.code]),
    }


def candidate_pages(campaign: Campaign) -> tuple[Person, dict[str, str]]:
    application = (
        Application.objects.filter(
            campaign=campaign, status=Status.OPEN, step__position=0
        )
        .select_related("candidate")
        .order_by("pk")
        .first()
    )
    code = [application.code]
    return application.candidate, {
        "candidate: home": reverse("candidate:home"),
        "candidate: application": reverse("candidate:application", args=code),
        "candidate: form": reverse("candidate:form", args=code),
        "candidate: adjustments": reverse("candidate:adjustments", args=code),
        "candidate: data": reverse("candidate:data"),
    }


def main() -> None:
    campaign = Campaign.objects.select_related("programme").get(name="Bench")
    rows = [limit(campaign)]
    staff = Client()
    staff.force_login(Person.objects.get(identity__email="bench.recruiter@example.org"))
    rows += [measured(staff, *page) for page in staff_pages(campaign).items()]
    rows += [measured(Client(), *page) for page in public_pages(campaign).items()]
    person, pages = candidate_pages(campaign)
    client = Client()
    client.force_login(person)
    rows += [measured(client, *page) for page in pages.items()]
    heavy = {
        name: weigh(client.get(url).content, static_file)
        for name, url in (public_pages(campaign) | pages).items()
    }
    json.dump({"pages": rows, "weights": heavy}, sys.stdout)


if __name__ == "__main__":
    main()
