"""What the candidate gets back, and the way to contest a decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compagnon.applications import access
from compagnon.desks.candidate import operations
from compagnon.desks.candidate.errors import DeskError
from compagnon.desks.candidate.forms import ContestForm
from compagnon.desks.candidate.queries.feedback import feedback_of
from compagnon.people.access import SignedInRequest, signed_in


@require_safe
@signed_in
def feedback(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the decision and what was seen; each part opens when it is wished."""
    mine = access.own(request.user, code)
    context = {
        "application": mine,
        "feedback": feedback_of(mine),
        "form": ContestForm(),
    }
    return render(request, "candidate/feedback.html", context)


@require_POST
@signed_in
def contest(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask that a person look at the decision again."""
    mine = access.own(request.user, code)
    form = ContestForm(request.POST)
    if not form.is_valid():
        context = {"application": mine, "feedback": feedback_of(mine), "form": form}
        return render(request, "candidate/feedback.html", context, status=422)
    try:
        operations.contest(
            mine,
            words=form.cleaned_data["words"],
            actor=request.user,
            now=timezone.now(),
        )
    except DeskError as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(
            request, _("We have your words. Somebody who did not decide answers.")
        )
    return redirect("candidate:feedback", code)
