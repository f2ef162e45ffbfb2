"""The candidate's pages of the on-demand interview."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compagnon.people.access import SignedInRequest, signed_in

from . import access, operations, queries, recording
from .errors import InterviewError
from .forms import WrittenForm
from .models import Interview
from .rules import SOFT_LETTERS, Kind


def entered(request: SignedInRequest, code: str) -> Interview:
    """Return the candidate's interview; make it where the worker has not yet."""
    application, interview = access.own_application(request.user, code)
    return interview or operations.open_interview(
        application, step=application.step, now=timezone.now()
    )


def _page(interview: Interview, **more: object) -> dict[str, object]:
    application = interview.application
    declaration = application.step.programme.declaration
    return {
        "application": application,
        "interview": interview,
        "programme": declaration,
        "step": declaration.step(interview.step_key),
        "closed": _why_closed(interview),
        **more,
    }


def _why_closed(interview: Interview) -> str:
    """Return why nothing can be recorded any more, in words; empty: it can."""
    try:
        recording.refuse_closed(interview, now=timezone.now())
    except InterviewError as refusal:
        return str(refusal)
    return ""


@signed_in
@require_safe
def home(request: SignedInRequest, code: str) -> HttpResponse:
    """What will be asked, why, and what is answered so far."""
    interview = entered(request, code)
    if interview.submitted_at:
        return redirect("interviews:submit", code)
    adjustment = queries.adjustment_of(interview.application)
    lines = queries.question_lines(interview, adjustment)
    following = next((line for line in lines if line.answer is None), None)
    has_answers = any(line.answer for line in lines)
    page = _page(interview, lines=lines, next_line=following, has_answers=has_answers)
    return render(request, "interviews/home.html", page)


@signed_in
@require_safe
def practice(request: SignedInRequest, code: str) -> HttpResponse:
    """Try camera and microphone; nothing is sent or stored."""
    interview = entered(request, code)
    if interview.submitted_at:
        return redirect("interviews:submit", code)
    by = Kind.AUDIO if request.GET.get("by") == Kind.AUDIO else Kind.VIDEO
    return render(request, "interviews/practice.html", _page(interview, by=by))


@signed_in
@require_safe
def question(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    """One question, to be answered by video, by sound, or in writing."""
    interview = entered(request, code)
    if interview.submitted_at:
        return redirect("interviews:submit", code)
    asked = access.asked(interview, key)
    shown = queries.question_page(interview, asked, request.GET.get("by", ""))
    form = WrittenForm(initial={"text": shown.draft})
    return _question_page(request, interview, shown, form)


def _question_page(
    request: SignedInRequest,
    interview: Interview,
    shown: queries.QuestionPage,
    form: WrittenForm,
) -> HttpResponse:
    page = _page(interview, question=shown, form=form, soft=SOFT_LETTERS, kinds=Kind)
    status = 422 if form.errors else 200
    return render(request, "interviews/question.html", page, status=status)


@signed_in
@require_POST
def write(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    """Save a written answer: as a draft while it is typed, or as the answer."""
    interview = entered(request, code)
    asked = access.asked(interview, key)
    form = WrittenForm(request.POST)
    is_draft = "keep" not in request.POST
    if form.is_valid():
        _write(interview, key, form, is_draft=is_draft)
    if form.errors:
        shown = queries.question_page(interview, asked, Kind.TEXT)
        return _question_page(request, interview, shown, form)
    if is_draft:
        return HttpResponse(status=204)
    messages.success(request, _("Your written answer is kept."))
    return redirect("interviews:question", code, key)


def _write(
    interview: Interview, key: str, form: WrittenForm, *, is_draft: bool
) -> None:
    try:
        operations.write_answer(
            interview,
            question_key=key,
            text=form.cleaned_data["text"],
            is_draft=is_draft,
            now=timezone.now(),
        )
    except InterviewError as refusal:
        form.add_error("text", str(refusal))


@signed_in
@require_POST
def keep(request: SignedInRequest, code: str, take: str) -> HttpResponse:
    """Choose one of the stored takes as the answer."""
    chosen = access.own_take(request.user, code, take)
    try:
        operations.keep(chosen, now=timezone.now())
        messages.success(request, _("This take is your answer now."))
    except InterviewError as refusal:
        messages.error(request, str(refusal))
    return redirect("interviews:question", code, chosen.question_key)


@signed_in
@require_safe
def play(request: SignedInRequest, code: str, take: str) -> HttpResponse:
    """Lead to a fresh link to one's own recording."""
    chosen = access.own_take(request.user, code, take)
    return redirect(queries.media_link(chosen, request.user))


@signed_in
def submit(request: SignedInRequest, code: str) -> HttpResponse:
    """Look over all answers and hand them in; afterwards, the receipt."""
    interview = entered(request, code)
    if request.method == "POST":
        try:
            operations.submit(interview, actor=request.user, now=timezone.now())
        except InterviewError as refusal:
            messages.error(request, str(refusal))
        return redirect("interviews:submit", code)
    lines = queries.question_lines(interview)
    if interview.submitted_at:
        return render(request, "interviews/receipt.html", _page(interview, lines=lines))
    is_whole = all(line.answer for line in lines)
    page = _page(interview, lines=lines, is_whole=is_whole)
    return render(request, "interviews/submit.html", page)
