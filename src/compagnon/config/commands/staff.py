"""``compagnon createstaff``: the first members of staff."""

from __future__ import annotations

import click

from .starting import start_django, stop

ROLES = ("recruiter", "assessor", "hiring_manager", "programme_manager", "steward")


@click.command()
@click.argument("email")
@click.option(
    "--role",
    "roles",
    type=click.Choice(ROLES),
    multiple=True,
    required=True,
    help="May be given several times.",
)
@click.option("--name", default="", help="Given and family name.")
@click.option("--programme", default="", help="Only for this programme (its slug).")
def createstaff(email: str, roles: tuple[str, ...], name: str, programme: str) -> None:
    """Give a person a role. They sign in by a mailed code, then add a second factor.

    The same address again adds roles to the same person.
    """
    start_django()
    from django.core.exceptions import ValidationError  # noqa: PLC0415
    from django.core.validators import validate_email  # noqa: PLC0415

    from compagnon.people.models import Role  # noqa: PLC0415
    from compagnon.people.operations import grant_role, name_staff  # noqa: PLC0415

    try:
        validate_email(email)
    except ValidationError:
        stop(f"{email!r} is not an e-mail address.")
    person = name_staff(email=email, name=name)
    for role in roles:
        grant_role(person, Role(role), programme_slug=programme, actor=None)
    click.echo(f"{email} ({person.code}): {', '.join(roles)}")
