"""The candidate's pages: choosing a slot, and the technical task."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from compagnon.applications.access import own
from compagnon.applications.errors import ApplicationError
from compagnon.applications.models import Application
from compagnon.kit.calendar import event_file
from compagnon.people.access import SignedInRequest, signed_in

from . import access, operations, queries
from .errors import FinalError
from .forms import NoSlotForm, TaskForm
from .models import TaskSubmission
from .steps import TaskStep


@signed_in
@require_safe
def home(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose a slot; once chosen, all that is needed to come."""
    application = own(request.user, code)
    page = queries.final_page(application, now=timezone.now())
    context = {
        "application": application,
        "page": page,
        "booking": page.booking,
        "is_moving": page.may_change and "move" in request.GET,
        "form": NoSlotForm(),
    }
    return render(request, "finals/home.html", context)


def _back(
    request: SignedInRequest,
    code: str,
    act: Callable[[], Any],
    thanks: str,
) -> HttpResponse:
    """Do something and go back to the page, with its outcome in words."""
    try:
        act()
    except (FinalError, ApplicationError) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, thanks)
    return redirect("finals:home", code)


@signed_in
@require_POST
def create_booking(request: SignedInRequest, code: str) -> HttpResponse:
    """Take a slot, or move to it."""
    application = own(request.user, code)
    slot = access.offered(application, request.POST.get("slot", ""))
    now = timezone.now()
    has_one = queries.booking_of(application, now=now, step_key=application.step.key)
    act = operations.move if has_one else operations.book
    return _back(
        request,
        code,
        lambda: act(application, slot=slot, actor=request.user, now=now),
        _("Your slot is booked. We look forward to meeting you."),
    )


@signed_in
@require_POST
def cancel_booking(request: SignedInRequest, code: str) -> HttpResponse:
    """Give the slot back."""
    application = own(request.user, code)
    return _back(
        request,
        code,
        lambda: operations.cancel(application, actor=request.user, now=timezone.now()),
        _("Your slot is free again. Choose another one whenever you like."),
    )


@signed_in
@require_POST
def ask(request: SignedInRequest, code: str) -> HttpResponse:
    """Say that no slot suits."""
    application = own(request.user, code)
    form = NoSlotForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    return _back(
        request,
        code,
        lambda: operations.ask_for_another(
            application, actor=request.user, note=note, now=timezone.now()
        ),
        _("Thank you. A person looks for another time and writes to you."),
    )


@signed_in
@require_safe
def calendar(request: SignedInRequest, code: str) -> HttpResponse:
    """The booked slot as a file for any calendar, with its end and its time zone."""
    now = timezone.now()
    appointment = queries.appointment_of(
        own(request.user, code),
        now=now,
        url=request.build_absolute_uri(reverse("finals:home", args=[code])),
    )
    response = HttpResponse(
        event_file(appointment, now=now), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="final-interview.ics"'
    return response


def _submission(application: Application) -> TaskSubmission:
    """Return the task; set it where the worker has not come to it yet."""
    if application.step.kind == TaskStep.key:
        operations.open_task(application, step=application.step, now=timezone.now())
    return access.own_task(application)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: SignedInRequest, code: str) -> HttpResponse:
    """Read the task, keep an answer, send it."""
    application = own(request.user, code)
    submission = _submission(application)
    form = TaskForm(
        request.POST or None, request.FILES or None, initial={"text": submission.text}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, submission, form)
        except (FinalError, ApplicationError) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("finals:task", code)
    page = queries.task_page(access.own_task(application))
    context = {
        "application": application,
        "task": page,
        "due_at": None if page.is_sent else application.due_at,
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "finals/task.html", context, status=status)


def _keep(request: SignedInRequest, submission: TaskSubmission, form: TaskForm) -> None:
    """Keep what the form holds, then do what the pressed button says."""
    now = timezone.now()
    operations.keep_task(
        submission,
        actor=request.user,
        text=form.cleaned_data["text"],
        content=form.cleaned_data["file"],
        now=now,
    )
    if "remove" in request.POST:
        operations.remove_file(submission, actor=request.user, now=now)
    elif "send" in request.POST:
        operations.submit_task(submission, actor=request.user, now=now)
        messages.success(request, _("Your answer is with us. Thank you."))
    else:
        messages.success(request, _("Kept. You can go on whenever you like."))
