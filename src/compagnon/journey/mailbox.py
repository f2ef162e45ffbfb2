"""The demo's mail: it arrives in a mailbox inside the application, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from .models import MailboxItem


class MailboxBackend(BaseEmailBackend):
    """Keeps each message under its Message-ID, so a repeat changes nothing."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _keep(message)
        return len(email_messages)


def _keep(message: EmailMessage) -> None:
    message_id: Any = message.extra_headers.get("Message-ID")
    identifier = message_id or message.message()["Message-ID"]
    for address in message.recipients():
        MailboxItem.objects.get_or_create(
            message_id=f"{identifier} {address}"[:200],
            defaults={
                "address": address.lower(),
                "subject": str(message.subject)[:200],
                "body": str(message.body),
                "received_at": timezone.now(),
            },
        )
