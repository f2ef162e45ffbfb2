"""A placement's first pages: for the hired person, their manager and their buddy."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compagnon.people.access import SignedInRequest, signed_in
from compagnon.placements import access

from . import queries


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """List the person's own placements and those that they accompany."""
    now = timezone.now()
    return render(
        request,
        "companion/home.html",
        {
            "own": queries.own_placements(request.user, now=now),
            "accompanied": queries.accompanied_placements(request.user, now=now),
        },
    )


@signed_in
@require_safe
def placement(request: SignedInRequest, code: str) -> HttpResponse:
    """Welcome the hired person: the start, the people, the plan."""
    now = timezone.now()
    found = access.own(request.user, code)
    page = queries.placement_page(found, now=now)
    return render(request, "companion/placement.html", {"page": page, "now": now})


@signed_in
@require_safe
def accompanied(request: SignedInRequest, code: str) -> HttpResponse:
    """Tell a manager or a buddy who starts when and where, and no more."""
    found = access.accompanied(request.user, code)
    return render(
        request,
        "companion/accompanied.html",
        {
            "start": queries.start_of(found, now=timezone.now()),
            "given_name": queries.given_name_of(found),
        },
    )
