"""What a recruiter does to one application. Each address is a noun; each is a POST."""

from __future__ import annotations

from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from compagnon.applications import operations as applications
from compagnon.applications.errors import ApplicationError
from compagnon.applications.models import Application
from compagnon.applications.rules import Verdict
from compagnon.desks.recruiter import access, forms, operations
from compagnon.offers import operations as offers
from compagnon.offers.errors import OfferError
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role

from .application import page


def answer(
    request: SignedInRequest,
    application: Application,
    name: str,
    *,
    form: django_forms.Form,
    act: Callable[[], object],
    done: str,
) -> HttpResponse:
    """Do what a valid form asks and go back to the page; else show what to mend."""
    if form.is_valid():
        try:
            act()
        except (ApplicationError, OfferError) as refusal:
            # On top of the page: the form itself may not be drawn any more.
            more = {"refusal": str(refusal), f"{name}_form": form}
            return page(request, application, status=422, **more)
        messages.success(request, done)
        return redirect("recruiter:application", application.code)
    return page(request, application, status=422, **{f"{name}_form": form})


@role_required(Role.RECRUITER)
@require_POST
def create_decision(request: SignedInRequest, code: str) -> HttpResponse:
    """Hold a decision on the present step, or announce it at once."""
    application = access.application_in_care(request.user, code)
    form = forms.decision_form(application, request.POST)

    def decide() -> None:
        operations.decide_for_one(
            application,
            at=form.cleaned_data["at"] or application.step.key,
            actor=request.user,
            verdict=Verdict(form.cleaned_data["verdict"]),
            reason=form.cleaned_data["reason"],
            reason_code=form.cleaned_data["reason_code"],
            release=form.cleaned_data["release"],
        )

    return answer(
        request,
        application,
        "decision",
        form=form,
        act=decide,
        done=_("The decision is kept."),
    )


@role_required(Role.RECRUITER)
@require_POST
def create_retraction(request: SignedInRequest, code: str) -> HttpResponse:
    """Take the held decision back."""
    application = access.application_in_care(request.user, code)
    form = forms.RetractionForm(request.POST, prefix="retraction")
    return answer(
        request,
        application,
        "retraction",
        form=form,
        act=lambda: operations.retract_held(
            application, actor=request.user, reason=form.cleaned_data["reason"]
        ),
        done=_("The decision is taken back. Nobody outside has heard of it."),
    )


@role_required(Role.RECRUITER)
@require_POST
def create_note(request: SignedInRequest, code: str) -> HttpResponse:
    application = access.application_in_care(request.user, code)
    form = forms.NoteForm(request.POST, prefix="note")
    return answer(
        request,
        application,
        "note",
        form=form,
        act=lambda: applications.note(
            application, actor=request.user, text=form.cleaned_data["text"]
        ),
        done=_("The note is kept."),
    )


@role_required(Role.RECRUITER)
@require_POST
def create_withdrawal(request: SignedInRequest, code: str) -> HttpResponse:
    """Withdraw on the candidate's word."""
    application = access.application_in_care(request.user, code)
    form = forms.WithdrawalForm(request.POST, prefix="withdrawal")
    return answer(
        request,
        application,
        "withdrawal",
        form=form,
        act=lambda: applications.withdraw(
            application, actor=request.user, reason=form.cleaned_data["reason"]
        ),
        done=_("The application is withdrawn."),
    )


@role_required(Role.RECRUITER)
@require_POST
def create_reinstatement(request: SignedInRequest, code: str) -> HttpResponse:
    """Open a closed application again where it ended."""
    application = access.application_in_care(request.user, code)
    form = forms.ReasonForm(request.POST, prefix="reinstatement")
    return answer(
        request,
        application,
        "reinstatement",
        form=form,
        act=lambda: applications.reinstate(
            application, actor=request.user, reason=form.cleaned_data["reason"]
        ),
        done=_("The application is open again."),
    )


@role_required(Role.RECRUITER)
@require_POST
def create_extension(request: SignedInRequest, code: str) -> HttpResponse:
    """Give more time for the present step."""
    application = access.application_in_care(request.user, code)
    form = forms.ExtensionForm(request.POST, prefix="extension")
    return answer(
        request,
        application,
        "extension",
        form=form,
        act=lambda: applications.extend(
            application,
            actor=request.user,
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
        ),
        done=_("The deadline is later now. The candidate is told."),
    )


@role_required(Role.RECRUITER)
@require_POST
def create_clearance(request: SignedInRequest, code: str, flag: int) -> HttpResponse:
    """Say that a person has seen to it."""
    found = access.flag_in_care(request.user, code, flag)
    try:
        applications.clear(
            found, actor=request.user, note=request.POST.get("note", "")[:2000]
        )
    except ApplicationError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Noted that you have seen to it."))
    return redirect("recruiter:application", code)


@role_required(Role.RECRUITER)
@require_POST
def create_offer(request: SignedInRequest, code: str) -> HttpResponse:
    """Propose an offer; the operation refuses it to anybody who is not at that step."""
    application = access.application_in_care(request.user, code)
    form = forms.offer_form(application, request.POST)
    return answer(
        request,
        application,
        "offer",
        form=form,
        act=lambda: offers.propose(
            application,
            opening=form.cleaned_data["opening"],
            starts_on=form.cleaned_data["starts_on"],
            ends_on=form.cleaned_data["ends_on"],
            actor=request.user,
        ),
        done=_("The offer is made. The candidate is told."),
    )


@role_required(Role.RECRUITER)
@require_POST
def create_offer_return(request: SignedInRequest, code: str) -> HttpResponse:
    """Take an open offer back, with the reason."""
    application = access.application_in_care(request.user, code)
    offer = access.open_offer_in_care(request.user, code)
    form = forms.ReasonForm(request.POST, prefix="offer-return")
    return answer(
        request,
        application,
        "offer_return",
        form=form,
        act=lambda: offers.take_back(
            offer, actor=request.user, reason=form.cleaned_data["reason"]
        ),
        done=_("The offer is taken back. The application is open again."),
    )
