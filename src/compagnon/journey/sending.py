"""Letters that leave the house."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from email.utils import formatdate

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import QuerySet

from compagnon.people.models import Identity

from .letters import addressed
from .models import Letter

log = logging.getLogger(__name__)

BATCH = 50
ATTEMPTS = 6


def message_id(letter: Letter) -> str:
    """Return the one Message-ID of a letter, so that a repeat can be recognised."""
    host = settings.CONTACT_EMAIL.split("@")[-1]
    return f"<letter.{letter.key.replace(':', '.')}@{host}>"


def due(now: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(
        state=Letter.State.READY, send_after__lte=now
    ).order_by("send_after", "pk")


def send_due(now: datetime) -> int:
    """Send a batch of letters whose time has come. Returns how many went."""
    return sum(
        send(pk, now) for pk in list(due(now).values_list("pk", flat=True)[:BATCH])
    )


def send(letter_id: int, now: datetime) -> bool:
    """Send one letter, at least once.

    The row is locked while it is sent, so two workers never send the same letter. A
    worker killed after the mail server took it and before the row says so sends it
    again under the same Message-ID, which mail programs show once.
    """
    with transaction.atomic():
        letter = (
            Letter.objects.select_for_update(
                of=("self",),
                skip_locked=connection.features.has_select_for_update_skip_locked,
            )
            .filter(pk=letter_id, state=Letter.State.READY, send_after__lte=now)
            .first()
        )
        if letter is None:
            return False
        try:
            _hand_over(letter)
        except Exception as error:  # noqa: BLE001 - whatever the mail server answers
            _put_off(letter, error, now)
            return False
        letter.state, letter.sent_at, letter.last_error = Letter.State.SENT, now, ""
        letter.save(update_fields=["state", "sent_at", "last_error"])
    return True


def _hand_over(letter: Letter) -> None:
    identity = Identity.objects.get(person_id=letter.to_id)
    EmailMessage(
        subject=addressed(letter.subject, identity, letter.language),
        body=addressed(letter.body, identity, letter.language),
        to=[identity.email],
        reply_to=[settings.CONTACT_EMAIL],
        headers={"Message-ID": message_id(letter), "Date": formatdate(usegmt=True)},
    ).send()


def _put_off(letter: Letter, error: Exception, now: datetime) -> None:
    log.warning("letter %s did not go: %s", letter.key, error)
    letter.attempts += 1
    letter.last_error = str(error)[:300] or type(error).__name__
    if letter.attempts >= ATTEMPTS:
        letter.state = Letter.State.FAILED
    letter.send_after = now + timedelta(minutes=2**letter.attempts)
    letter.save(update_fields=["attempts", "last_error", "state", "send_after"])
