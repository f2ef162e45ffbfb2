"""Where a steward begins, and whether the record can be believed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compagnon.desks.steward.queries import persons, proof
from compagnon.desks.steward.queries.staff import unlocked_staff
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role


@require_safe
@role_required(Role.STEWARD)
def home(request: SignedInRequest) -> HttpResponse:
    """Show what waits for a steward, and how the last night went."""
    nights = proof.last_nights()
    context = {
        "wishes": persons.wishes(),
        "erasures": persons.latest_erasures(),
        "unlocked": unlocked_staff(),
        "night": nights[0] if nights else None,
    }
    return render(request, "steward/home.html", context)


@require_safe
@role_required(Role.STEWARD)
def prove(request: SignedInRequest) -> HttpResponse:
    """Show the last rounds, and one chain with its hashes where a code is given."""
    code = request.GET.get("code", "").strip()
    context = {
        "nights": proof.last_nights(),
        "code": code,
        "chain": proof.chain_of(code) if code else None,
    }
    return render(request, "steward/proof.html", context)
