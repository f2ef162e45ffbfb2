"""The public check, which keeps nothing, and the check within an application."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from compagnon.applications import access
from compagnon.applications.errors import ApplicationError
from compagnon.people.access import SignedInRequest, own_identity, signed_in
from compagnon.postings.models import Opening

from . import operations
from .errors import EligibilityError
from .forms import PersonForm, PublicCheckForm
from .operations import FILED_IN
from .queries import chosen, last_result, published, result_for
from .reading import rule_book
from .rules import Outcome
from .steps import EligibilityStep


@never_cache
@require_http_methods(["GET", "POST"])
def public_check(request: HttpRequest) -> HttpResponse:
    """Check without an account. The answers are in the request, and nowhere else."""
    opening = published(request.GET.get("opening", ""))
    form = PublicCheckForm(request.POST or None, initial=_mission(opening))
    result = None
    if request.method == "POST" and form.is_valid():
        result = result_for(form.facts())
    return render(
        request,
        "eligibility/public.html",
        {"form": form, "result": result, "opening": opening, "book": rule_book()},
        status=422 if form.errors else 200,
    )


def _mission(opening: Opening | None) -> dict[str, Any]:
    today = timezone.now().astimezone(FILED_IN).date()
    if opening is None:
        return {"filing_date": today}
    return {
        "filing_date": today,
        "destination": opening.place.country,
        "starts_on": opening.starts_on,
        "months": opening.duration_months,
    }


@require_http_methods(["GET", "POST"])
@signed_in
def check(request: SignedInRequest, code: str) -> HttpResponse:
    """Check the candidate's own application, and say what each rule found."""
    mine = access.own(request.user, code)
    is_open = mine.is_active and mine.step.kind == EligibilityStep.key
    form = PersonForm(request.POST or None, initial=_known(request))
    if request.method == "POST" and is_open and form.is_valid():
        if answer := _check(request, code, form):
            return answer
        form = PersonForm(request.POST)
    context = {
        "application": mine,
        "opening": chosen(mine),
        "form": form,
        "result": last_result(mine),
        "is_open": is_open,
    }
    status = 422 if form.errors else 200
    return render(request, "eligibility/check.html", context, status=status)


def _known(request: SignedInRequest) -> dict[str, Any]:
    identity = own_identity(request.user)
    first, second = [*identity.nationalities, "", ""][:2]
    return {
        "birth_date": identity.birth_date,
        "nationality": first,
        "second_nationality": second,
    }


def _check(
    request: SignedInRequest, code: str, form: PersonForm
) -> HttpResponse | None:
    """Run the check; return where to go on, or None to show what is not met."""
    mine = access.own(request.user, code)
    try:
        kept = operations.check(
            mine,
            birth_date=form.cleaned_data["birth_date"],
            nationalities=form.nationalities(),
            declared=form.declared(),
            actor=request.user,
            now=timezone.now(),
        )
    except (ApplicationError, EligibilityError) as refusal:
        messages.info(request, str(refusal))
        return redirect("candidate:application", code)
    if kept.outcome == Outcome.FAIL:
        return None
    messages.success(request, _("You may apply. The next step is open."))
    return redirect("eligibility:check", code)
