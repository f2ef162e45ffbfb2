"""The writers of people: what their browser told, their roles, their account."""

from __future__ import annotations

import zoneinfo
from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .access import own_identity
from .errors import NotAllowedError
from .models import Grant, Person, Role, RoleChange
from .signing_in import person_with


def remember_browser(person: Person, *, language: str, time_zone: str) -> None:
    """Keep the language and the zone for mails that are written later."""
    zone = time_zone if time_zone in zoneinfo.available_timezones() else ""
    person.language = language[:5]
    person.time_zone = zone or person.time_zone
    person.save(update_fields=["language", "time_zone"])


def name_staff(*, email: str, name: str = "") -> Person:
    """Return the person with this address, made where there is none."""
    person = person_with(email, language="en")
    given, _space, family = name.strip().partition(" ")
    if given:
        identity = own_identity(person)
        identity.given_name, identity.family_name = given[:80], family[:80]
        identity.save(update_fields=["given_name", "family_name"])
    return person


@transaction.atomic
def grant_role(
    person: Person,
    role: Role,
    *,
    programme_slug: str = "",
    actor: Person | None,
    now: datetime | None = None,
) -> Grant:
    """Give a role, once.

    Raises `NotAllowedError` for a closed account. A steward stands for everything: the
    role has no programme.
    """
    if not person.is_active:
        raise NotAllowedError(_("This account is closed. Open it again first."))
    slug = "" if role is Role.STEWARD else programme_slug
    grant, is_new = Grant.objects.get_or_create(
        person=person, role=role, programme_slug=slug, defaults={"granted_by": actor}
    )
    if is_new:
        _note_change(grant, is_given=True, actor=actor, now=now)
    return grant


@transaction.atomic
def revoke_role(grant: Grant, *, actor: Person, now: datetime | None = None) -> None:
    """Take a role away. Raises `NotAllowedError` for the last steward there is."""
    if grant.role == Role.STEWARD and not _other_stewards(grant.person).exists():
        raise NotAllowedError(
            _("Somebody must remain steward. Name another steward first.")
        )
    _note_change(grant, is_given=False, actor=actor, now=now)
    grant.delete()


def _other_stewards(person: Person) -> models.QuerySet[Grant]:
    # Locked, so that two stewards cannot take the role from each other at once.
    return (
        Grant.objects.select_for_update()
        .filter(role=Role.STEWARD, person__is_active=True)
        .exclude(person=person)
    )


def _note_change(
    grant: Grant, *, is_given: bool, actor: Person | None, now: datetime | None
) -> None:
    RoleChange.objects.create(
        person=grant.person,
        role=grant.role,
        programme_slug=grant.programme_slug,
        is_given=is_given,
        changed_by=actor,
        changed_at=now or timezone.now(),
    )


@transaction.atomic
def close_account(
    person: Person, *, actor: Person, now: datetime | None = None
) -> None:
    """Take all roles away and let the person in no more; open sessions end at once.

    Raises `NotAllowedError` for one's own account and for the last steward.
    """
    if person.pk == actor.pk:
        raise NotAllowedError(_("Another steward closes your account, not you."))
    for grant in person.grants.select_related("person"):
        revoke_role(grant, actor=actor, now=now)
    person.is_active = False
    person.save(update_fields=["is_active"])
    forget_sessions(person, actor=actor)


def reopen_account(person: Person, *, actor: Person) -> None:
    """Let the person in again, without roles. An erased account stays closed."""
    del actor
    if person.erased_at is not None:
        raise NotAllowedError(_("This person was erased; nothing can be opened."))
    person.is_active = True
    person.save(update_fields=["is_active"])


def forget_sessions(person: Person, *, actor: Person) -> None:
    """End every session of the person, on every device, with its next request."""
    del actor
    # A session carries a hash of this column; nobody signs in with a password.
    person.set_unusable_password()
    person.save(update_fields=["password"])


def delete_sessions(person: Person) -> int:
    """Delete the rows of the person's sessions; reads all sessions there are."""
    store = SessionStore()
    rows = Session.objects.values_list("session_key", "session_data").iterator()
    own = [
        key
        for key, data in rows
        if store.decode(data).get("_auth_user_id") == str(person.pk)
    ]
    return Session.objects.filter(session_key__in=own).delete()[0]


@transaction.atomic
def reset_second_factor(person: Person, *, actor: Person) -> int:
    """Remove the second factors of somebody who lost them; they add one anew.

    Raises `NotAllowedError` for one's own: a stolen session must not do that.
    """
    if person.pk == actor.pk:
        raise NotAllowedError(_("Another steward resets your second factor, not you."))
    removed, _each = person.authenticators.all().delete()
    forget_sessions(person, actor=actor)
    return removed
