"""Days and slots: a manager's for one opening, a recruiter's for a whole campaign."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from compagnon.finals import access as finals_access
from compagnon.finals import operations as finals_operations
from compagnon.finals import queries as finals
from compagnon.finals.errors import DayRefusedError, FinalError
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role
from compagnon.postings.models import Campaign, Opening

from . import hiring_access as access
from . import hiring_day_queries as queries
from .hiring_forms import DayForm


def _form(
    request: SignedInRequest, campaign: Campaign, opening: Opening | None
) -> DayForm:
    settings = queries.day_settings(campaign, opening)
    return DayForm(
        request.POST or None,
        steps=settings.steps,
        places=settings.places,
        colleagues=settings.colleagues,
        initial=settings.initial,
    )


def _add(
    request: SignedInRequest, form: DayForm, campaign: Campaign, opening: Opening | None
) -> bool:
    """Add the day that a valid form asks for; say in the form why it cannot be."""
    if not form.is_valid():
        return False
    given: dict[str, Any] = form.cleaned_data
    try:
        finals_operations.add_day(
            campaign=campaign,
            step_key=given["step"],
            opening=opening,
            time_zone=form.zone,
            panel=form.members,
            actor=request.user,
            now=timezone.now(),
            **{name: given[name] for name in queries.PLAIN},
        )
    except DayRefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The day is open for booking."))
    return True


@role_required(Role.HIRING_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def opening_days(request: SignedInRequest, code: str) -> HttpResponse:
    """Add a day on which those shortlisted for one opening can meet the team."""
    opening = access.opening_of(request.user, code)
    form = _form(request, opening.campaign, opening)
    if request.method == "POST" and _add(request, form, opening.campaign, opening):
        return redirect("manager:opening", code)
    context = {"opening": opening, "form": form, "days": []}
    status = 422 if form.is_bound else 200
    return render(request, "manager/hiring_days.html", context, status=status)


@role_required(Role.RECRUITER)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_days(request: SignedInRequest, code: str) -> HttpResponse:
    """The final days of a campaign, and one more."""
    campaign = access.campaign_of(request.user, code)
    form = _form(request, campaign, None)
    if request.method == "POST" and _add(request, form, campaign, None):
        return redirect("manager:days", code)
    context = {
        "campaign": campaign,
        "form": form,
        "days": finals.days_of(campaign_id=campaign.pk, now=timezone.now()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "manager/hiring_days.html", context, status=status)


@role_required(Role.HIRING_MANAGER, Role.RECRUITER)
@require_POST
def remove_slot(request: SignedInRequest, day: str, code: str) -> HttpResponse:
    """Take a slot out that nobody has booked; only who made the day can."""
    now = timezone.now()
    slot = finals_access.removable(day, code, request.user, now)
    opening, campaign = slot.day.opening, slot.day.campaign
    try:
        finals_operations.remove_slot(slot, actor=request.user, now=now)
    except FinalError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The slot is gone."))
    if opening is not None:
        return redirect("manager:opening", opening.code)
    return redirect("manager:days", campaign.code)
