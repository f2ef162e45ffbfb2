"""Look over the form, and send it."""

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
from compagnon.desks.candidate.queries.form import form_of
from compagnon.eligibility.errors import EligibilityError
from compagnon.people.access import SignedInRequest, signed_in


@require_safe
@signed_in
def form(request: SignedInRequest, code: str) -> HttpResponse:
    """Show what stands in the form: what will be sent, or what was sent."""
    mine = access.own(request.user, code)
    read = form_of(mine, timezone.now())
    return render(request, "candidate/form.html", {"form": read, "application": mine})


@require_POST
@signed_in
def send(request: SignedInRequest, code: str) -> HttpResponse:
    """Send the form, once."""
    mine = access.own(request.user, code)
    if form_of(mine, timezone.now()).is_sent:
        messages.info(request, _("You have sent this form already. Nothing is lost."))
        return redirect("candidate:application", code)
    try:
        operations.send_form(mine, actor=request.user, now=timezone.now())
    except (ApplicationError, DeskError, EligibilityError) as refusal:
        messages.error(request, str(refusal))
        return redirect("candidate:form", code)
    messages.success(request, _("Sent. Thank you. What happens next stands below."))
    return redirect("candidate:application", code)
