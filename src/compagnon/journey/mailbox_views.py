"""The demo's mailbox, and its door: they exist in the demo only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from compagnon.people.models import Identity, Person

from .models import MailboxItem

SALT = "compagnon.demo-door"


@dataclass(frozen=True)
class Box:
    """One person's mailbox in the list."""

    address: str
    name: str
    count: int
    door: str


def door_to(person: Person) -> str:
    """Return the path that signs somebody in at once: for a demo on one machine."""
    return reverse("journey:door", args=[signing.dumps(person.code, salt=SALT)])


def demo_only(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Outside the demo these pages do not exist."""

    @wraps(view)
    def gate(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return gate


@demo_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """List who got mail, the newest first. Two queries."""
    counts = (
        MailboxItem.objects.values("address")
        .annotate(count=Count("pk"), newest=Max("received_at"))
        .order_by("-newest")[:200]
    )
    known = {
        identity.email: identity
        for identity in Identity.objects.filter(
            email__in=[row["address"] for row in counts]
        ).select_related("person")
    }
    boxes = [
        Box(
            address=row["address"],
            name=known[row["address"]].name if row["address"] in known else "",
            count=row["count"],
            door=(
                door_to(known[row["address"]].person) if row["address"] in known else ""
            ),
        )
        for row in counts
    ]
    return render(request, "journey/mailbox.html", {"boxes": boxes})


@demo_only
def box(request: HttpRequest, address: str) -> HttpResponse:
    """Show the mails of one address. One query."""
    items = MailboxItem.objects.filter(address=address.lower()).order_by("-received_at")
    return render(
        request, "journey/box.html", {"address": address, "items": items[:100]}
    )


@demo_only
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Sign somebody of the seeded cohort in."""
    try:
        code = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    person = Person.objects.filter(code=code, is_active=True).first()
    if person is None:
        raise Http404
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(settings.LOGIN_REDIRECT_URL)
