"""One's own account: second factors of staff, language."""

from __future__ import annotations

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from . import authenticators, operations, second_factor
from .access import SignedInRequest, own_identity, roles_of, signed_in
from .errors import SignInRefusedError
from .forms import FactorForm
from .models import Identity
from .views import safe_path

CHALLENGE = "passkey-challenge"


def next_of(request: HttpRequest) -> str:
    return safe_path(request, request.GET.get("next", ""))


@signed_in
def show_factor(request: SignedInRequest) -> HttpResponse:
    """Ask for the second factor at sign-in."""
    owned = second_factor.confirmed(request.user)
    if not owned:
        return redirect("people:account")
    form = FactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _check(request, form)
        except SignInRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            second_factor.remember_shown(request)
            return redirect(next_of(request) or settings.LOGIN_REDIRECT_URL)
    options, request.session[CHALLENGE] = authenticators.assertion_options(request.user)
    return render(
        request,
        "people/second_factor.html",
        {"form": form, "owned": owned, "options": options},
        status=422 if form.errors else 200,
    )


def _check(request: SignedInRequest, form: FactorForm) -> None:
    now = timezone.now()
    if answer := form.cleaned_data["passkey"]:
        challenge = request.session.pop(CHALLENGE, "")
        authenticators.check_passkey(request.user, answer, challenge, now=now)
    else:
        authenticators.show_code(request.user, form.cleaned_data["code"], now=now)


def may_change(request: SignedInRequest) -> bool:
    """The first second factor may be added at once; further changes need it shown."""
    return second_factor.is_shown(request) or not second_factor.confirmed(request.user)


@signed_in
def account(request: SignedInRequest) -> HttpResponse:
    """Show one's own account; staff see their second factors and how to add one."""
    is_staff = bool(roles_of(request.user))
    if is_staff and not may_change(request):
        return redirect(f"{reverse('people:second-factor')}?next={request.path}")
    identity = own_identity(request.user)
    context = {"identity": identity, "is_staff": is_staff, "next": next_of(request)}
    if is_staff:
        context |= _factors(request, identity)
    return render(request, "people/account.html", context)


def _factors(request: SignedInRequest, identity: Identity) -> dict[str, Any]:
    totp = authenticators.begin_totp(request.user, now=timezone.now())
    address = authenticators.totp_address(totp, identity.email)
    options, request.session[CHALLENGE] = authenticators.registration_options(
        request.user, identity.email
    )
    return {
        "owned": second_factor.confirmed(request.user),
        "form": FactorForm(),
        "qr": segno.make(address, error="m").svg_data_uri(scale=5, border=2),
        "secret": authenticators.secret_in_groups(totp),
        "options": options,
        "codes": request.session.pop("recovery-codes", None),
    }


@signed_in
@require_POST
def end_sessions(request: SignedInRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    operations.forget_sessions(request.user, actor=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out on every other device."))
    return redirect("people:account")


@signed_in
@require_POST
def add_factor(request: SignedInRequest) -> HttpResponse:
    """Add an app or a passkey; the first one brings recovery codes."""
    if not roles_of(request.user):
        raise Http404
    if not may_change(request):
        return redirect("people:second-factor")
    form = FactorForm(request.POST)
    is_first = not second_factor.confirmed(request.user)
    if not form.is_valid():
        messages.error(request, _("Type the six digits that the app shows."))
        return redirect("people:account")
    try:
        _add(request, form)
    except SignInRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("people:account")
    second_factor.remember_shown(request)
    if is_first:
        request.session["recovery-codes"] = authenticators.renew_recovery_codes(
            request.user, now=timezone.now()
        )
    messages.success(request, _("The second factor is set up."))
    return redirect("people:account")


def _add(request: SignedInRequest, form: FactorForm) -> None:
    now = timezone.now()
    if answer := form.cleaned_data["passkey"]:
        challenge = request.session.pop(CHALLENGE, "")
        authenticators.keep_passkey(request.user, answer, challenge, now=now)
    else:
        totp = authenticators.begin_totp(request.user, now=now)
        authenticators.check_totp(totp, form.cleaned_data["code"], now=now)


@signed_in
@require_POST
def remove_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a second factor; the last one of staff stays."""
    owned = second_factor.confirmed(request.user)
    if not second_factor.is_shown(request):
        return redirect("people:second-factor")
    if len(owned) < 2:
        messages.error(
            request, _("Add another second factor before you remove this one.")
        )
    else:
        authenticators.remove(request.user, pk)
        messages.success(request, _("Removed."))
    return redirect("people:account")


@signed_in
@require_POST
def renew_codes(request: SignedInRequest) -> HttpResponse:
    """Make new recovery codes; the old ones end."""
    if not second_factor.is_shown(request):
        return redirect("people:second-factor")
    request.session["recovery-codes"] = authenticators.renew_recovery_codes(
        request.user, now=timezone.now()
    )
    return redirect("people:account")
