"""The assessor's pages: one blind thing at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compagnon.finals import access as finals_access
from compagnon.finals import operations as finals_operations
from compagnon.finals import queries as finals
from compagnon.finals.errors import FinalError
from compagnon.finals.files import ENDINGS
from compagnon.interviews import queries as interviews
from compagnon.people.access import SignedInRequest, has_role, role_required
from compagnon.people.models import Role
from compagnon.ratings import access, operations
from compagnon.ratings import queries as ratings
from compagnon.ratings.errors import IncompleteError, RatingError
from compagnon.ratings.models import RatingTask

from . import queries
from .forms import RatingForm, RecusalForm, TickForm

# A manager of an opening rates what is given to them on the same pages.
raters = role_required(Role.ASSESSOR, Role.HIRING_MANAGER)


@role_required(Role.ASSESSOR)
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    """What is to be rated, the first due first."""
    page = queries.queue_page(request.user, now=timezone.now())
    return render(request, "assessor/queue.html", {"page": page})


@role_required(Role.ASSESSOR)
@require_POST
def take_up(request: SignedInRequest) -> HttpResponse:
    """Take one of the tasks that nobody was found for."""
    try:
        task = operations.take_up(actor=request.user, now=timezone.now())
    except RatingError as refusal:
        messages.warning(request, str(refusal))
        return redirect("assessor:queue")
    return redirect("assessor:task", task.code)


def _desk(request: SignedInRequest) -> str:
    """Where the person's own tasks are listed: a manager may be no assessor."""
    is_assessor = has_role(request.user, Role.ASSESSOR)
    return reverse("assessor:queue" if is_assessor else "manager:home")


@raters
@require_safe
def task(request: SignedInRequest, code: str) -> HttpResponse:
    """One answer or one task beside its rubric."""
    found = access.own(request.user, code)
    if found.is_sheet:
        return redirect("assessor:sheet", code)
    return _show(request, found)


@raters
@require_safe
def sheet(request: SignedInRequest, code: str) -> HttpResponse:
    """One role-play or conversation, while it happens."""
    found = access.own(request.user, code)
    if not found.is_sheet:
        return redirect("assessor:task", code)
    return _show(request, found)


def _show(
    request: SignedInRequest,
    found: RatingTask,
    form: RatingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    view = ratings.task_view(found)
    context: dict[str, Any] = {
        "task": view,
        "form": form or RatingForm(view.criteria, notes=view.notes),
        "recusal": RecusalForm(),
        "back": _desk(request),
    }
    if not found.is_sheet:
        context["subject"] = queries.subject_of(view, found)
        return render(request, "assessor/task.html", context, status=status)
    part = finals.sheet_part(view.programme_id, view.step_key, view.kind, view.key)
    context |= {"part": part, "lines": queries.lines_of(view, part)}
    if view.is_locked:
        context["talk"] = queries.talk_rows(view, found)
    return render(request, "assessor/sheet.html", context, status=status)


@raters
@require_POST
def save(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep the draft; with "lock", close it and go on to the next."""
    found = access.own(request.user, code)
    view = ratings.task_view(found)
    form = RatingForm(view.criteria, request.POST, notes=view.notes)
    if form.is_valid():
        try:
            _keep(request, found, form)
        except IncompleteError as refusal:
            form.missing = refusal.missing
            form.add_error(None, str(refusal))
        except RatingError as refusal:
            form.add_error(None, str(refusal))
    if form.errors:
        return _show(request, found, form, status=422)
    if "HX-Request" in request.headers:
        return render(request, "assessor/parts/saved.html", {"saved": timezone.now()})
    return _after(request, code)


def _keep(request: SignedInRequest, found: RatingTask, form: RatingForm) -> None:
    now = timezone.now()
    notes = form.cleaned_data["notes"] if "notes" in request.POST else None
    operations.save_draft(
        found, actor=request.user, drafts=form.drafts(), notes=notes, now=now
    )
    if "lock" in request.POST:
        operations.lock(found, actor=request.user, now=now)


def _after(request: SignedInRequest, code: str) -> HttpResponse:
    """Go where the pressed button leads: on, or back to the same page."""
    if "lock" not in request.POST:
        messages.success(request, _("Saved."))
        return redirect("assessor:task", code)
    left = ratings.queue_of(request.user, now=timezone.now())
    if not left:
        messages.success(request, _("Locked. That was the last one; thank you."))
        return redirect("assessor:task", code)
    messages.success(request, _("Locked. Here is the next one."))
    return redirect("assessor:task", left[0].code)


@raters
@require_POST
def tick(request: SignedInRequest, code: str) -> HttpResponse:
    """Note that a line of the observation list was seen, or take it back."""
    found = access.own(request.user, code)
    form = TickForm(request.POST)
    if form.is_valid():
        position, now = form.cleaned_data["position"], timezone.now()
        act = operations.untick if form.cleaned_data["off"] else operations.tick
        try:
            act(found, actor=request.user, position=position, now=now)
        except RatingError as refusal:
            messages.warning(request, str(refusal))
    if "HX-Request" not in request.headers:
        return redirect("assessor:sheet", code)
    view = ratings.task_view(found)
    part = finals.sheet_part(view.programme_id, view.step_key, view.kind, view.key)
    context = {"task": view, "lines": queries.lines_of(view, part)}
    return render(request, "assessor/parts/observations.html", context)


@raters
@require_POST
def recuse(request: SignedInRequest, code: str) -> HttpResponse:
    """Step back from this application; somebody else rates it."""
    found = access.own(request.user, code)
    form = RecusalForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        operations.recuse(found, actor=request.user, reason=reason, now=timezone.now())
    except RatingError as refusal:
        messages.warning(request, str(refusal))
        return redirect("assessor:task", code)
    messages.success(request, _("Thank you for saying so. Somebody else rates it."))
    return redirect(_desk(request))


@raters
@require_POST
def talk(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep what the candidate is to take home."""
    found = access.own(request.user, code)
    try:
        for competency in found.competencies:
            finals_operations.write_talk(
                found,
                actor=request.user,
                competency=competency,
                strength=request.POST.get(f"strength_{competency}", "")[:2000],
                suggestion=request.POST.get(f"suggestion_{competency}", "")[:2000],
                now=timezone.now(),
            )
    except FinalError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Kept for the candidate's feedback page."))
    return redirect("assessor:sheet", code)


@raters
@require_safe
def media(request: SignedInRequest, code: str) -> HttpResponse:
    """Lead to the recording, by a link that holds for a few minutes."""
    found = access.own(request.user, code)
    answer = interviews.answer(found.subject_code)
    if answer is None or not answer.media_type:
        raise Http404
    return redirect(interviews.media_link(answer, request.user))


@raters
@require_safe
def file(request: SignedInRequest, code: str) -> FileResponse:
    """The file of a technical task, under a name that says nothing."""
    sent = finals_access.submission_behind(access.own(request.user, code))
    if not sent.file:
        raise Http404
    ending = ENDINGS[sent.media_type]
    return FileResponse(
        sent.file.open("rb"),
        as_attachment=True,
        filename=f"task-{sent.code}.{ending}",
        content_type=sent.media_type,
    )
