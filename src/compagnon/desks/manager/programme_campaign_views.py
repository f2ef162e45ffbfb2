"""Campaigns: all of them, a new one, one with its funnel."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compagnon.insights.queries import funnel
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role
from compagnon.postings import operations
from compagnon.postings.access import managed_campaign
from compagnon.postings.errors import PostingError

from .programme_access import managed_programmes
from .programme_forms import CampaignForm
from .programme_history import change_lines
from .programme_queries import CAMPAIGN_STATES, campaign_lines, state_of


@require_safe
@role_required(Role.PROGRAMME_MANAGER)
def campaigns(request: SignedInRequest) -> HttpResponse:
    """All campaigns in the manager's care."""
    lines = campaign_lines(request.user, timezone.now())
    return render(request, "manager/programme_campaigns.html", {"campaigns": lines})


@require_safe
@role_required(Role.PROGRAMME_MANAGER)
def campaign(request: SignedInRequest, code: str) -> HttpResponse:
    """One campaign: its dates, its funnel, its last changes."""
    found = managed_campaign(request.user, code)
    state = state_of(found, timezone.now())
    context = {
        "campaign": found,
        "declared": found.programme.declaration,
        "state": state,
        "state_label": CAMPAIGN_STATES[state],
        "steps": funnel(found),
        "changes": change_lines(found),
    }
    return render(request, "manager/programme_campaign.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.PROGRAMME_MANAGER)
def create_campaign(request: SignedInRequest) -> HttpResponse:
    """A new run of one programme version."""
    form = CampaignForm(
        request.POST or None,
        initial={"programme": request.GET.get("programme", "")},
        versions=managed_programmes(request.user).defer("source"),
    )
    if form.is_valid():
        try:
            new = operations.create_campaign(
                **form.cleaned_data, actor=request.user, now=timezone.now()
            )
        except PostingError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The campaign is there. Add its openings."))
            return redirect("manager:openings", new.code)
    return render(
        request,
        "manager/programme_campaign_new.html",
        {"form": form},
        status=422 if form.errors else 200,
    )
