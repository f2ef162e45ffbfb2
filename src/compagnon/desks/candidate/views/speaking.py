"""Tell us something: adjustments, a message, a withdrawal, a wish to go on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from compagnon.applications import access
from compagnon.applications.errors import ApplicationError
from compagnon.applications.models import Adjustment
from compagnon.applications.operations import withdraw as withdraw_application
from compagnon.applications.rules import FlagReason, Status
from compagnon.applications.statements import keep_adjustment
from compagnon.desks.candidate import operations
from compagnon.desks.candidate.forms import (
    AdjustmentsForm,
    MessageForm,
    ReopenForm,
    WithdrawForm,
)
from compagnon.kit.limits import allow
from compagnon.people.access import SignedInRequest, signed_in

MESSAGES_A_DAY = 20


@require_http_methods(["GET", "POST"])
@signed_in
def adjustments(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose what helps. It holds from now on, and no proof is asked."""
    mine = access.own(request.user, code)
    kept = Adjustment.objects.filter(application=mine).first()
    form = AdjustmentsForm(
        request.POST or None, initial=AdjustmentsForm.initial_of(kept)
    )
    if request.method == "POST" and form.is_valid():
        keep_adjustment(
            mine, needs=form.needs(), actor=request.user, now=timezone.now()
        )
        messages.success(request, _("Kept. It holds for each step from now on."))
        return redirect("candidate:application", code)
    context = {"application": mine, "form": form}
    status = 422 if form.errors else 200
    return render(request, "candidate/adjustments.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def message(request: SignedInRequest, code: str) -> HttpResponse:
    """Write to a person."""
    mine = access.own(request.user, code)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _may_write(request, form):
        is_question = form.cleaned_data["about"] == "question"
        operations.ask_person(
            mine,
            reason=FlagReason.QUESTION if is_question else FlagReason.TECHNICAL,
            words=form.cleaned_data["words"],
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("A person reads it and answers by mail."))
        return redirect("candidate:application", code)
    context = {"application": mine, "form": form}
    status = 422 if form.errors else 200
    return render(request, "candidate/message.html", context, status=status)


def _may_write(request: SignedInRequest, form: MessageForm | ReopenForm) -> bool:
    key = f"message:{request.user.code}"
    if allow(key, limit=MESSAGES_A_DAY, seconds=86_400, now=timezone.now()):
        return True
    form.add_error(None, _("That was many messages for one day. Please call or mail."))
    return False


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw(request: SignedInRequest, code: str) -> HttpResponse:
    """Take the application back, after a page that says what it means."""
    mine = access.own(request.user, code)
    if not mine.is_active:
        messages.info(request, _("This application is closed already."))
        return redirect("candidate:application", code)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        try:
            withdraw_application(mine, actor=request.user, reason=reason, now=now)
        except ApplicationError as refusal:
            messages.warning(request, str(refusal))
        return redirect("candidate:application", code)
    context = {"application": mine, "form": form}
    return render(request, "candidate/withdraw.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def ask_reopening(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask a person to open a withdrawn or lapsed application again."""
    mine = access.own(request.user, code)
    if mine.status not in {Status.WITHDRAWN, Status.LAPSED, Status.TURNED_DOWN}:
        return redirect("candidate:application", code)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _may_write(request, form):
        operations.ask_person(
            mine,
            reason=FlagReason.QUESTION,
            words=form.cleaned_data["words"],
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("We have your wish. A person answers by mail."))
        return redirect("candidate:application", code)
    context = {"application": mine, "form": form}
    status = 422 if form.errors else 200
    return render(request, "candidate/reopening.html", context, status=status)
