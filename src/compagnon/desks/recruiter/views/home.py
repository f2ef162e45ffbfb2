"""Where a recruiter begins, and one campaign at a glance."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from compagnon.desks.recruiter import access
from compagnon.desks.recruiter.queries import campaigns, funnel
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role


@role_required(Role.RECRUITER)
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """List the campaigns in care with what waits in each."""
    found = access.campaigns_in_care(request.user)
    cards = campaigns.cards(found, now=timezone.now())
    return render(request, "recruiter/home.html", {"cards": cards})


@role_required(Role.RECRUITER)
@require_GET
def campaign(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the funnel of a campaign and the demand for its openings."""
    found = access.campaign_in_care(request.user, code)
    context = {
        "campaign": found,
        "funnel": funnel.funnel(found, now=timezone.now()),
        "shown": campaigns.openings(found, cursor=request.GET.get("page", "")),
    }
    return render(request, "recruiter/campaign.html", context)
