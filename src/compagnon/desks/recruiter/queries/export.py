"""The filtered list as a table for a spreadsheet. It has no column of identity."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import batched

from django.utils.translation import gettext as _

from compagnon.applications.models import Application, Choice
from compagnon.applications.rules import Status
from compagnon.kit.chain import moment
from compagnon.postings.models import Campaign
from compagnon.programmes.models import Step

from .cohort import needs_of, steps_of, with_held
from .filters import Filters, filtered

CHUNK = 2000
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def harmless(cell: object) -> str:
    """Return a cell that no spreadsheet runs."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def lines(campaign: Campaign, filters: Filters, *, now: datetime) -> Iterator[str]:
    """Yield the lines of the table. Three queries for each 2,000 rows, and two more."""
    writer = csv.writer(_Echo())
    # Spreadsheets take a file for UTF-8 when it begins with this mark.
    yield "\ufeff" + writer.writerow(_head())
    steps = steps_of(campaign)
    step_id = next((step.pk for step in steps if step.key == filters.step), None)
    found = with_held(filtered(campaign, filters, step_id=step_id, now=now))
    rows = found.order_by("pk").iterator(chunk_size=CHUNK)
    for chunk in batched(rows, CHUNK, strict=False):
        for row in _rows(chunk, steps, now):
            yield writer.writerow([harmless(cell) for cell in row])


def _head() -> list[str]:
    return [
        _("Application"),
        _("Step"),
        _("Status"),
        _("Started"),
        _("In this step since"),
        _("Days in this step"),
        _("Due"),
        _("Openings, first choice first"),
        _("Needs a person"),
        _("Held decision"),
    ]


def _rows(
    chunk: Sequence[Application], steps: Sequence[Step], now: datetime
) -> Iterator[list[object]]:
    titles = {step.pk: str(step.declared.title) for step in steps}
    openings = _openings([one.pk for one in chunk])
    needs = needs_of(one.pk for one in chunk if one.open_flags)
    for one in chunk:
        yield [
            one.code,
            titles[one.step_id],
            Status(one.status).label,
            moment(one.created_at),
            moment(one.entered_step_at),
            (now - one.entered_step_at).days,
            moment(one.due_at) if one.due_at else "",
            openings.get(one.pk, ""),
            needs.get(one.pk, ""),
            getattr(one, "held", "") or "",
        ]


def _openings(keys: list[int]) -> dict[int, str]:
    names: dict[int, list[str]] = defaultdict(list)
    for key, *words in (
        Choice.objects.filter(application__in=keys)
        .order_by("application", "rank")
        .values_list(
            "application_id",
            "opening__code",
            "opening__title_en",
            "opening__place__city",
            "opening__place__country",
        )
    ):
        names[key].append(" ".join(word for word in words if word))
    return {key: "; ".join(found) for key, found in names.items()}
