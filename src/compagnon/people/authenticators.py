"""Write and check second factors: authenticator apps, passkeys, recovery codes."""

from __future__ import annotations

import base64
import hmac
import json
from datetime import datetime
from urllib.parse import urlsplit

import pyotp
import webauthn
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    UserVerificationRequirement,
)

from compagnon.kit.codes import new_code
from compagnon.kit.limits import allow
from compagnon.kit.sealing import seal, unseal

from .errors import SignInRefusedError
from .models import Authenticator, Person
from .signing_in import digest

Kind = Authenticator.Kind
RECOVERY_CODES = 10
# What reading an answer raises that no browser made.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError)


def within_limit(person: Person, now: datetime) -> None:
    """Ten tries in five minutes, whatever the kind."""
    if not allow(f"second-factor:{person.code}", limit=10, seconds=300, now=now):
        raise SignInRefusedError(_("Too many tries. Wait five minutes."))


# --- Authenticator apps --------------------------------------------------------------


def begin_totp(person: Person, *, now: datetime | None = None) -> Authenticator:
    """Return the person's unconfirmed app secret: made once, the same until then."""
    found = person.authenticators.filter(kind=Kind.TOTP, confirmed_at=None).first()
    return found or Authenticator.objects.create(
        person=person,
        kind=Kind.TOTP,
        name=_("Authenticator app"),
        secret=seal(pyotp.random_base32()),
        created_at=now or timezone.now(),
    )


def totp_address(authenticator: Authenticator, account: str) -> str:
    """Return the otpauth address that an app reads from the QR code."""
    return pyotp.TOTP(unseal(authenticator.secret)).provisioning_uri(
        name=account, issuer_name=settings.ORGANISATION
    )


def check_totp(
    authenticator: Authenticator, code: str, *, now: datetime | None = None
) -> None:
    """Accept a six-digit code once, or raise `SignInRefusedError`.

    The codes of the neighbouring half minutes count too: clocks differ.
    """
    now = now or timezone.now()
    within_limit(authenticator.person, now)
    totp = pyotp.TOTP(unseal(authenticator.secret))
    digits = "".join(filter(str.isdigit, code))
    step = int(now.timestamp()) // totp.interval
    for used in (step, step - 1, step + 1):
        if hmac.compare_digest(totp.generate_otp(used), digits):
            return _use_step(authenticator, used, now)
    raise SignInRefusedError(_("This is not the code that the app shows now."))


def _use_step(authenticator: Authenticator, step: int, now: datetime) -> None:
    fresh = Authenticator.objects.filter(pk=authenticator.pk, counter__lt=step)
    if not fresh.update(
        counter=step,
        last_used_at=now,
        confirmed_at=authenticator.confirmed_at or now,
    ):
        raise SignInRefusedError(
            _("This code was used already. Wait for the next one.")
        )


# --- Passkeys ------------------------------------------------------------------------


def relying_party() -> str:
    """Return the host name that passkeys are bound to."""
    return urlsplit(settings.ORIGIN).hostname or "localhost"


def registration_options(person: Person, account: str) -> tuple[str, str]:
    """Return the browser's options as JSON, and the challenge for the session."""
    options = webauthn.generate_registration_options(
        rp_id=relying_party(),
        rp_name=settings.ORGANISATION,
        user_id=person.code.encode(),
        user_name=account,
        authenticator_selection=AuthenticatorSelectionCriteria(
            user_verification=UserVerificationRequirement.PREFERRED
        ),
        exclude_credentials=_descriptors(person),
    )
    challenge = base64.b64encode(options.challenge).decode()
    return webauthn.options_to_json(options), challenge


def keep_passkey(
    person: Person, answer: str, challenge: str, *, now: datetime | None = None
) -> Authenticator:
    """Keep a new passkey that answered our challenge."""
    now = now or timezone.now()
    try:
        made = webauthn.verify_registration_response(
            credential=json.loads(answer),
            expected_challenge=base64.b64decode(challenge),
            expected_rp_id=relying_party(),
            expected_origin=settings.ORIGIN,
        )
    except (WebAuthnException, *UNREADABLE):
        raise SignInRefusedError(
            _("The passkey was not made. Try again, or use an authenticator app.")
        ) from None
    return Authenticator.objects.create(
        person=person,
        kind=Kind.PASSKEY,
        name=_("Passkey"),
        secret=base64.b64encode(made.credential_public_key).decode(),
        credential=base64.b64encode(made.credential_id).decode(),
        counter=made.sign_count,
        confirmed_at=now,
        created_at=now,
    )


def assertion_options(person: Person) -> tuple[str, str]:
    """Return the options for showing a passkey, and the challenge to keep."""
    options = webauthn.generate_authentication_options(
        rp_id=relying_party(), allow_credentials=_descriptors(person)
    )
    return webauthn.options_to_json(options), base64.b64encode(
        options.challenge
    ).decode()


def check_passkey(
    person: Person, answer: str, challenge: str, *, now: datetime | None = None
) -> None:
    """Accept a passkey of this person that answers our challenge."""
    now = now or timezone.now()
    within_limit(person, now)
    try:
        credential = json.loads(answer)
        identifier = webauthn.base64url_to_bytes(credential["rawId"])
        passkey = person.authenticators.get(
            kind=Kind.PASSKEY, credential=base64.b64encode(identifier).decode()
        )
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64.b64decode(challenge),
            expected_rp_id=relying_party(),
            expected_origin=settings.ORIGIN,
            credential_public_key=base64.b64decode(passkey.secret),
            credential_current_sign_count=passkey.counter,
        )
    except (WebAuthnException, Authenticator.DoesNotExist, *UNREADABLE):
        raise SignInRefusedError(
            _("This passkey does not open the door. Try another way.")
        ) from None
    Authenticator.objects.filter(pk=passkey.pk).update(
        counter=shown.new_sign_count, last_used_at=now
    )


def _descriptors(person: Person) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=base64.b64decode(credential))
        for credential in person.authenticators.filter(kind=Kind.PASSKEY).values_list(
            "credential", flat=True
        )
    ]


# --- Recovery codes ------------------------------------------------------------------


@transaction.atomic
def renew_recovery_codes(person: Person, *, now: datetime | None = None) -> list[str]:
    """Replace the recovery codes and return the new ones: they are seen only now."""
    person.authenticators.filter(kind=Kind.RECOVERY).delete()
    codes = [new_code() for _number in range(RECOVERY_CODES)]
    Authenticator.objects.bulk_create(
        Authenticator(
            person=person,
            kind=Kind.RECOVERY,
            secret=digest(code),
            confirmed_at=now or timezone.now(),
            created_at=now or timezone.now(),
        )
        for code in codes
    )
    return codes


def use_recovery_code(
    person: Person, code: str, *, now: datetime | None = None
) -> None:
    """Accept a recovery code, once, or raise `SignInRefusedError`."""
    within_limit(person, now or timezone.now())
    wanted = digest("".join(code.split()).upper())
    used, _each = person.authenticators.filter(
        kind=Kind.RECOVERY, secret=wanted
    ).delete()
    if not used:
        raise SignInRefusedError(
            _("This is neither six digits nor a recovery code that is still good.")
        )


def remove(person: Person, authenticator_id: int) -> None:
    """Remove a second factor of one's own."""
    person.authenticators.filter(pk=authenticator_id).delete()


def show_code(person: Person, code: str, *, now: datetime | None = None) -> None:
    """Accept a code from the app or a recovery code: whichever it is."""
    if len("".join(code.split())) != 6:
        return use_recovery_code(person, code, now=now)
    totp = person.authenticators.filter(kind=Kind.TOTP).exclude(confirmed_at=None)
    authenticator = totp.first()
    if authenticator is None:
        raise SignInRefusedError(_("No authenticator app is set up here."))
    return check_totp(authenticator, code, now=now)


def secret_in_groups(authenticator: Authenticator) -> str:
    """Return the app secret for typing, in groups of four."""
    secret = unseal(authenticator.secret)
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
