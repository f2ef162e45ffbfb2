"""The outbox: letters are written from the programme's words, read, edited, sent."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from compagnon.applications.models import Application
from compagnon.kit.cldr import date_words, zone_words
from compagnon.people.models import Identity, Person

from .models import Letter


def fields_of(application: Application) -> dict[str, str]:
    """Return what the braces in a mail's words stand for, except the name.

    Needs a language set.
    """
    person = application.candidate
    programme = application.campaign.programme.declaration
    first = application.choices.select_related("opening__place").first()
    opening = first.opening if first else None
    due = application.due_at
    return {
        "programme": str(programme.full_name),
        "step": str(application.step.declared.title),
        "link": f"{settings.ORIGIN}/my/applications/{application.code}/",
        "due": moment_in_words(due, person.time_zone) if due else "",
        "opening": opening.title if opening else "",
        "place": str(opening.place) if opening else "",
        "reason": "",
        "contact": f"{settings.CONTACT_NAME}, {settings.CONTACT_EMAIL}",
        "organisation": settings.ORGANISATION,
    }


def moment_in_words(value: datetime, zone: str) -> str:
    """Return a date and time in the reader's zone and language; the zone is named."""
    local = value.astimezone(ZoneInfo(zone or "UTC"))
    return f"{date_words(local)} ({zone_words(local)})"


FIELD = re.compile(r"\{(\w+)\}")


def filled(words: str, fields: dict[str, str]) -> str:
    """Fill the braces of `words`; an unknown field stays visible, nothing else is read.

    >>> filled("Dear {name}, {step} {", {"step": "Review"})
    'Dear {name}, Review {'
    """
    return FIELD.sub(lambda found: fields.get(found[1], found[0]), words)


def addressed(words: str, identity: Identity, language: str) -> str:
    """Fill in the name, which stays open until a letter leaves.

    Recruiters read letters in the outbox, and a letter must not tell them who it is.
    """
    with translation.override(language):
        return filled(words, {"name": identity.given_name or _("candidate")})


def write_letter(
    *,
    key: str,
    template: str,
    application: Application,
    extra: dict[str, str] | None = None,
    delay: timedelta = timedelta(0),
    is_held: bool = False,
    now: datetime | None = None,
) -> Letter | None:
    """Put a letter in the outbox, once for each `key`.

    The words come from the programme's `mails`, in the candidate's language. Returns
    None where the programme has no such mail or the candidate has been erased.
    """
    now = now or timezone.now()
    programme = application.campaign.programme.declaration
    mail = programme.mails.get(template)
    person: Person = application.candidate
    if mail is None or person.erased_at is not None:
        return None
    with translation.override(person.language):
        fields = fields_of(application) | (extra or {})
        subject = filled(mail.subject.in_language(person.language), fields)
        body = filled(mail.body.in_language(person.language), fields)
    letter, _is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "template": template,
            "to": person,
            "application": application,
            "language": person.language,
            "subject": subject[:200],
            "body": body,
            "state": Letter.State.HELD if is_held else Letter.State.READY,
            "send_after": now + delay,
            "created_at": now,
        },
    )
    return letter
