"""Begin an application."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from compagnon.applications.errors import AlreadyAppliedError, ClosedError
from compagnon.desks.candidate import operations
from compagnon.desks.candidate.consents import CONSENTS
from compagnon.desks.candidate.forms import ApplyForm
from compagnon.desks.candidate.queries.applying import Invitation, invitation_of
from compagnon.people.access import SignedInRequest, own_identity, signed_in

BEGUN = _(
    "You have begun already. One application is good for several openings: choose them "
    "in its form."
)


@require_http_methods(["GET", "POST"])
@signed_in
def apply(request: SignedInRequest, code: str) -> HttpResponse:
    """Show what applying means and asks; on agreement begin the application."""
    now = timezone.now()
    invitation = invitation_of(code, request.GET.get("opening", ""), request.user, now)
    if invitation is None:
        raise Http404
    if invitation.application:
        messages.info(request, BEGUN)
        return redirect("candidate:application", invitation.application.code)
    if not invitation.is_open:
        return _closed(request, invitation)
    form = ApplyForm(request.POST or None, identity=own_identity(request.user))
    if request.method == "POST" and form.is_valid():
        return _begin(request, invitation, form)
    return render(
        request,
        "candidate/apply.html",
        {"invitation": invitation, "form": form},
        status=422 if form.errors else 200,
    )


def _begin(
    request: SignedInRequest, invitation: Invitation, form: ApplyForm
) -> HttpResponse:
    try:
        application = operations.apply(
            invitation.campaign,
            opening=invitation.opening,
            arrival=_arrival(form),
            actor=request.user,
            now=timezone.now(),
        )
    except AlreadyAppliedError as refusal:
        messages.info(request, str(refusal))
        return redirect("candidate:home")
    except ClosedError:
        return _closed(request, invitation)
    return redirect("candidate:application", application.code)


def _arrival(form: ApplyForm) -> operations.Arrival:
    values = form.cleaned_data
    return operations.Arrival(
        given_name=values["given_name"],
        family_name=values["family_name"],
        consents=[one.purpose for one in CONSENTS if values[one.purpose]],
        language=get_language() or "en",
        time_zone=timezone.get_current_timezone_name(),
    )


def _closed(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return render(
        request, "candidate/closed.html", {"invitation": invitation}, status=410
    )
