"""What every subcommand does first, and how it stops with a clear word."""

from __future__ import annotations

from typing import NoReturn

import click


def start_django() -> None:
    """Load settings and applications. Costs half a second, so not before --help."""
    import django  # noqa: PLC0415

    django.setup()


def stop(message: str) -> NoReturn:
    """End with exit code 1 and a sentence that says what to do."""
    raise click.ClickException(message)
