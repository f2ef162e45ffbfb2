"""``compagnon openings import``: openings from a CSV file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .starting import start_django, stop

if TYPE_CHECKING:
    from compagnon.postings.models import Campaign
    from compagnon.postings.rows import ImportReport, Rows

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 50


@click.group()
def openings() -> None:
    """Openings of a campaign."""


@openings.command(name="import")
@click.argument("file", type=FILE)
@click.option("--campaign", "code", help="Its code; may be left out where one is open.")
@click.option(
    "--closes-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Last day to apply, where the file names none.",
)
@click.option(
    "--shift-years", is_flag=True, help="Move starts that have passed by whole years."
)
@click.option(
    "--skip-bad", is_flag=True, help="Keep the good rows of a file with bad ones."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
def import_file(
    file: Path,
    code: str | None,
    closes_on: datetime | None,
    *,
    shift_years: bool,
    skip_bad: bool,
    dry_run: bool,
) -> None:
    """Import FILE. Wrong rows are named; with one of them nothing is written.

    The same file again changes nothing. Exit code 1: a row was refused and --skip-bad
    was not given, or the file cannot be read.
    """
    start_django()
    from django.db import transaction  # noqa: PLC0415

    from compagnon.postings.errors import PostingError  # noqa: PLC0415
    from compagnon.postings.operations import import_openings  # noqa: PLC0415

    campaign = campaign_or_stop(code)
    try:
        with transaction.atomic():
            rows = read_file(file, campaign, closes_on, shift_years=shift_years)
            report = import_openings(campaign, rows, actor=None, skip_bad=skip_bad)
            transaction.set_rollback(dry_run)
    except PostingError as error:
        stop(f"{file}: {error}")
    tell(file, report, dry_run=dry_run)


def campaign_or_stop(code: str | None) -> Campaign:
    """Return the campaign that is meant, or end with the codes to choose from."""
    from django.utils import timezone  # noqa: PLC0415

    from compagnon.postings.models import Campaign  # noqa: PLC0415

    now = timezone.now()
    campaigns = Campaign.objects.select_related("programme")
    found = list(
        campaigns.filter(code=code.upper())
        if code
        else campaigns.filter(opens_at__lte=now, closes_at__gt=now)
    )
    if len(found) == 1:
        return found[0]
    known = "\n".join(
        f"  {one.code}  {one.programme}  {one.name}" for one in campaigns.order_by("pk")
    )
    what = f"There is no campaign {code}." if code else "Say which campaign is meant."
    return stop(
        f"{what} Give --campaign with one of these codes:\n{known or '  (none yet)'}"
    )


def read_file(
    path: Path, campaign: Campaign, closes_on: datetime | None, *, shift_years: bool
) -> Rows:
    """Read a file of either shape."""
    from django.utils import timezone  # noqa: PLC0415

    from compagnon.postings.importing import (  # noqa: PLC0415
        default_closing,
        read_offers,
        read_openings,
        shape_of,
    )

    now = timezone.now()
    with path.open("rb") as file:
        header = file.readline().decode("utf-8", "replace")
        file.seek(0)
        if shape_of(header) == "openings":
            return read_openings(file, now=now)
        last_day: date = (
            closes_on.date() if closes_on else default_closing(campaign, now)
        )
        return read_offers(
            file,
            now=now,
            closes_on=last_day,
            shift_years="auto" if shift_years else "none",
        )


def tell(file: Path, report: ImportReport, *, dry_run: bool) -> None:
    """Print what happened, each refusal with its line, and end with the right code."""
    for refusal in report.refused[:SHOWN]:
        click.echo(
            f"{file}:{refusal.line}: {refusal.field}: {refusal.reason}", err=True
        )
    if len(report.refused) > SHOWN:
        click.echo(f"… and {len(report.refused) - SHOWN} more", err=True)
    counts = (
        f"{report.created} created, {report.updated} updated, "
        f"{report.unchanged} unchanged, {report.rows_refused} refused"
    )
    if not report.is_written:
        stop(
            f"Nothing was written ({counts} had the bad rows been skipped). "
            "Mend the rows, or give --skip-bad to keep the good ones."
        )
    click.echo(f"{'Would be: ' if dry_run else ''}{counts}")
