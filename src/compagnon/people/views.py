"""The door: sign in by code or link, and sign out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from . import operations, signing_in
from .errors import SignInRefusedError
from .forms import AddressForm, CodeForm
from .models import Person

TICKET = "sign-in-ticket"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def safe_path(request: HttpRequest, path: str) -> str:
    """Return `path` if it leads nowhere but to ourselves, else an empty text."""
    is_ours = url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if path and is_ours else ""


def address_of(request: HttpRequest) -> str:
    """Return the network address of the browser, as the nearest proxy tells it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if forwarded:
            return forwarded.split(",")[-1].strip()[:60]
    return str(request.META.get("REMOTE_ADDR", ""))


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and mail a code to it."""
    going_to = safe_path(request, request.GET.get("next", ""))
    if request.user.is_authenticated and request.method == "GET":
        return redirect(going_to or settings.LOGIN_REDIRECT_URL)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ticket = signing_in.request_ticket(
                form.cleaned_data["email"],
                next_path=going_to,
                language=translation.get_language() or "en",
                from_address=address_of(request),
                now=timezone.now(),
            )
        except SignInRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[TICKET] = ticket.pk
            return redirect("people:code")
    status = 422 if form.errors else 200
    return render(request, "people/sign_in.html", {"form": form}, status=status)


def enter_code(request: HttpRequest) -> HttpResponse:
    """Take the mailed code."""
    if TICKET not in request.session:
        return redirect("people:sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, going_to = signing_in.redeem_code(
                request.session[TICKET],
                form.cleaned_data["code"],
                language=translation.get_language() or "en",
                now=timezone.now(),
            )
        except SignInRefusedError as refusal:
            form.add_error("code", str(refusal))
        else:
            return let_in(request, person, going_to)
    status = 422 if form.errors else 200
    return render(request, "people/code.html", {"form": form}, status=status)


def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one click before the link is used: mail scanners open links too."""
    refused = ""
    if request.method == "POST":
        try:
            person, going_to = signing_in.redeem_link(
                token,
                language=translation.get_language() or "en",
                now=timezone.now(),
            )
        except SignInRefusedError as refusal:
            refused = str(refusal)
        else:
            return let_in(request, person, going_to)
    return render(
        request,
        "people/link.html",
        {"refused": refused},
        status=422 if refused else 200,
    )


def let_in(request: HttpRequest, person: Person, going_to: str) -> HttpResponse:
    """Open a session and remember the language and zone that the browser showed."""
    login(request, person, backend=BACKEND)
    request.session.pop(TICKET, None)
    operations.remember_browser(
        person,
        language=translation.get_language() or "en",
        time_zone=request.COOKIES.get("tz", ""),
    )
    return redirect(safe_path(request, going_to) or settings.LOGIN_REDIRECT_URL)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    logout(request)
    return redirect("public:home")
