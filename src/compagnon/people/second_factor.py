"""Whether a sign-in has shown the second factor that staff need."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from .models import Authenticator, Person

# The session remembers who showed it, so that it ends with the sign-in it belongs to.
SHOWN = "second-factor-of"


def confirmed(person: Person) -> list[Authenticator]:
    """Return the second factors that the person can use, recovery codes apart."""
    return list(
        Authenticator.objects.filter(person=person)
        .exclude(kind=Authenticator.Kind.RECOVERY)
        .exclude(confirmed_at=None)
        .order_by("created_at")
    )


def is_shown(request: HttpRequest) -> bool:
    return bool(request.session.get(SHOWN) == request.user.pk)


def remember_shown(request: HttpRequest) -> None:
    """Note it in the session, under a new session key."""
    request.session.cycle_key()
    request.session[SHOWN] = request.user.pk


def missing(request: HttpRequest) -> HttpResponseBase | None:
    """Return a redirect to the second factor, or None where nothing is missing.

    Somebody without any second factor is sent to add one: it never fails open.
    """
    if not settings.SECOND_FACTOR or is_shown(request):
        return None
    has_one = bool(confirmed(request.user))  # type: ignore[arg-type]
    page = reverse("people:second-factor" if has_one else "people:account")
    return redirect(f"{page}?{urlencode({'next': request.get_full_path()})}")
