"""The one command of an installation: ``compagnon``.

Each subcommand starts Django itself, so that ``--help`` answers at once and a wrong
setting is told in one line.
"""

from __future__ import annotations

import os
import sys

import click

from .commands.checking import verify
from .commands.demo import demo
from .commands.openings import openings
from .commands.programmes import programmes
from .commands.serving import up, worker
from .commands.staff import createstaff


class Plain(click.Group):
    """Turns an unusable setting into one line and exit code 2."""

    def invoke(self, ctx: click.Context) -> object:
        from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

        try:
            return super().invoke(ctx)
        except ImproperlyConfigured as error:
            raise click.UsageError(str(error)) from None


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="compagnon")
def main() -> None:
    """Run Compagnon, load programmes, import openings, prove the records.

    Exit codes: 0 done, 1 refused or faults found (said in words), 2 wrong usage.
    """
    os.environ.setdefault(  # noqa: TID251 - Django looks there before settings exist
        "DJANGO_SETTINGS_MODULE", "compagnon.config.settings"
    )
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]


for command in (up, worker, programmes, openings, verify, demo, createstaff):
    main.add_command(command)
