"""Where I stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compagnon.applications import access
from compagnon.applications.errors import ApplicationError
from compagnon.desks.candidate import operations
from compagnon.desks.candidate.errors import DeskError
from compagnon.desks.candidate.queries.standing import home_of, standing_of
from compagnon.people.access import SignedInRequest, signed_in


@require_safe
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """List what is the person's own."""
    return render(request, "candidate/home.html", {"home": home_of(request.user)})


@require_safe
@signed_in
def application(request: SignedInRequest, code: str) -> HttpResponse:
    """Show where one application stands and what can be done now."""
    mine = access.own(request.user, code)
    standing = standing_of(mine, timezone.now())
    return render(
        request,
        "candidate/application.html",
        {"standing": standing, "application": mine},
    )


@require_POST
@signed_in
def extend(request: SignedInRequest, code: str) -> HttpResponse:
    """Take three more days, once."""
    mine = access.own(request.user, code)
    try:
        operations.extend_deadline(mine, actor=request.user, now=timezone.now())
    except (ApplicationError, DeskError) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("You have more time. The new date stands below."))
    return redirect("candidate:application", code)
