"""Sign-in by a code or a link that was mailed: one door for candidates and staff.

No passwords: nothing to choose, to forget or to leak. The answer to an address is the
same whether we know it or not.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.kit.limits import allow

from .errors import SignInRefusedError
from .models import Identity, Person, SignInTicket

LIFE = timedelta(minutes=15)
TRIES = 5


def digest(secret: str) -> str:
    """Return what is kept of a code or token: useless without our key."""
    key = hashlib.sha256(f"sign-in:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, secret.encode(), hashlib.sha256).hexdigest()


def request_ticket(
    email: str,
    *,
    next_path: str = "",
    language: str,
    from_address: str,
    now: datetime | None = None,
) -> SignInTicket:
    """Mail a code and a link to `email`.

    Raises `SignInRefusedError` after five requests for an address, or sixty from one
    network address, within fifteen minutes.
    """
    now = now or timezone.now()
    email = email.strip().lower()
    seconds = int(LIFE.total_seconds())
    within = allow(
        f"sign-in:{digest(email)}", limit=5, seconds=seconds, now=now
    ) and allow(f"sign-in-from:{from_address}", limit=60, seconds=seconds, now=now)
    if not within:
        raise SignInRefusedError(
            _("Too many codes. Wait a quarter of an hour, then ask again.")
        )
    code = f"{secrets.randbelow(1_000_000):06d}"
    token = secrets.token_urlsafe(32)
    ticket = SignInTicket.objects.create(
        email=email,
        code_digest=digest(code),
        token_digest=digest(token),
        next_path=next_path[:300],
        expires_at=now + LIFE,
    )
    _mail(email, code, token, language)
    return ticket


def _mail(email: str, code: str, token: str, language: str) -> None:
    link = settings.ORIGIN + reverse("people:link", args=[token])
    words = {"code": f"{code[:3]} {code[3:]}", "link": link, "language": language}
    EmailMessage(
        subject=_("Your sign-in code: %(code)s") % words,
        body=render_to_string(
            "people/sign_in_mail.txt", words | {"organisation": settings.ORGANISATION}
        ),
        to=[email],
    ).send()


def redeem_code(
    ticket_id: int | None, code: str, *, language: str, now: datetime | None = None
) -> tuple[Person, str]:
    """Return who signs in with the mailed code, and where they were going.

    Raises `SignInRefusedError`. A failed try is counted even though it is refused.
    """
    now = now or timezone.now()
    ticket = SignInTicket.objects.filter(pk=ticket_id or 0).first()
    if ticket is None:
        raise SignInRefusedError(_("Ask for a new code; we have lost the first."))
    # Counted before it is compared, in one statement, so parallel guesses count too.
    counted = SignInTicket.objects.filter(pk=ticket.pk, tries__lt=TRIES).update(
        tries=F("tries") + 1
    )
    if not counted:
        raise SignInRefusedError(_("Too many wrong codes. Ask for a new one."))
    digits = "".join(filter(str.isdigit, code))
    if not hmac.compare_digest(ticket.code_digest, digest(digits)):
        raise SignInRefusedError(
            _("This is not the code we sent last. Check the newest mail.")
        )
    return _redeem(ticket, language=language, now=now)


def find_link(token: str) -> SignInTicket | None:
    return SignInTicket.objects.filter(token_digest=digest(token)).first()


def redeem_link(
    token: str, *, language: str, now: datetime | None = None
) -> tuple[Person, str]:
    """Return who signs in with the mailed link, and where they were going."""
    ticket = find_link(token)
    if ticket is None:
        raise SignInRefusedError(_("This link is not complete. Ask for a new one."))
    return _redeem(ticket, language=language, now=now or timezone.now())


@transaction.atomic
def _redeem(
    ticket: SignInTicket, *, language: str, now: datetime
) -> tuple[Person, str]:
    if ticket.expires_at <= now:
        raise SignInRefusedError(_("This code is too old. Ask for a new one."))
    unused = SignInTicket.objects.filter(pk=ticket.pk, used_at=None)
    if not unused.update(used_at=now):
        raise SignInRefusedError(_("This code was used already. Ask for a new one."))
    person = person_with(ticket.email, language=language)
    if not person.is_active:
        raise SignInRefusedError(
            _("This account is closed. Write to us if it should not be.")
        )
    return person, ticket.next_path


def person_with(email: str, *, language: str) -> Person:
    """Return the person with this address; somebody new is a candidate."""
    found = (
        Identity.objects.select_related("person").filter(email__iexact=email).first()
    )
    if found is not None:
        return found.person
    try:
        with transaction.atomic():
            person = Person.objects.create(language=language[:5])
            Identity.objects.create(person=person, email=email.strip().lower())
    except IntegrityError:
        # Two tickets of one newcomer were redeemed at the same moment.
        return Identity.objects.select_related("person").get(email__iexact=email).person
    return person


def sweep_tickets(now: datetime) -> int:
    """Forget tickets a day after they ended."""
    count, _each = SignInTicket.objects.filter(
        expires_at__lt=now - timedelta(days=1)
    ).delete()
    return count
