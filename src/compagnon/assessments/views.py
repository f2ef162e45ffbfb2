"""The player: doors, introduction, one item a page, thanks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compagnon.applications import access as applications
from compagnon.people.access import SignedInRequest, signed_in

from . import access, operations, player, practice, queries
from .errors import (
    AssessmentError,
    ImpossibleAnswerError,
    OutOfOrderError,
    SittingOverError,
)
from .forms import AnswerForm, StartForm
from .models import Sitting
from .steps import AssessmentsStep


@signed_in
@require_safe
def home(request: SignedInRequest, code: str) -> HttpResponse:
    """The step's doors: what is to be done, in any order."""
    application = applications.own(request.user, code)
    now = timezone.now()
    doors = queries.doors_of(application)
    if not doors and application.step.kind == AssessmentsStep.key:
        operations.open_sittings(application, step=application.step, now=now)
        doors = queries.doors_of(application)
    if not doors:
        raise Http404
    context = {
        "application": application,
        "doors": doors,
        "display": queries.display_of(application),
        "is_done": all(door.is_finished for door in doors),
        "is_open": application.step.kind == AssessmentsStep.key
        and queries.is_open(application, step_key=application.step.key, now=now),
        "is_overdue": application.is_overdue(now),
    }
    return render(request, "assessments/home.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def intro(request: SignedInRequest, code: str, instrument: str) -> HttpResponse:
    """Why, how long, a moment to try, the language and fair use."""
    sitting = access.own_sitting(request.user, code, instrument)
    if sitting.is_started:
        return redirect("assessments:item", code, instrument)
    if not _is_open(sitting):
        return redirect("assessments:home", code)
    content = sitting.instrument.declared
    form = StartForm(
        request.POST if request.method == "POST" else None,
        promise=str(content.promise),
        initial={"language": get_language()},
    )
    if form.is_valid():
        return _begin(request, sitting, form)
    context = {
        "application": sitting.application,
        "content": content,
        "form": form,
        "practice": practice.trial_of(content, request.GET),
        "display": queries.display_of(sitting.application),
    }
    part = "#practice" if request.headers.get("HX-Target") == "practice" else ""
    status = 422 if form.is_bound else 200
    return render(request, f"assessments/intro.html{part}", context, status=status)


def _begin(request: SignedInRequest, sitting: Sitting, form: StartForm) -> HttpResponse:
    code, instrument = sitting.application.code, sitting.instrument.key
    try:
        operations.start(
            sitting,
            actor=request.user,
            language=form.cleaned_data["language"],
            agrees_to_fair_use=form.cleaned_data["agrees"],
            now=timezone.now(),
        )
    except AssessmentError:
        # Its page says why: the step is closed, or its time is over.
        return redirect("assessments:home", code)
    return redirect("assessments:item", code, instrument)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: SignedInRequest, code: str, instrument: str) -> HttpResponse:
    """The present item, whatever page the candidate comes from."""
    sitting = access.own_sitting(request.user, code, instrument)
    if not sitting.is_started:
        return redirect("assessments:intro", code, instrument)
    if request.method == "POST":
        with translation.override(sitting.language):
            return _receive(request, sitting)
    if not sitting.is_finished and not _is_open(sitting):
        return redirect("assessments:home", code)
    return _show(request, sitting)


def _is_open(sitting: Sitting) -> bool:
    return queries.is_open(
        sitting.application, step_key=sitting.step_key, now=timezone.now()
    )


def _receive(request: SignedInRequest, sitting: Sitting) -> HttpResponse:
    """Take an answer; the next page follows from what is kept, not from the tab."""
    code, instrument = sitting.application.code, sitting.instrument.key
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(
            request, sitting, refusal=_("This answer came without its number.")
        )
    number, sent = form.cleaned_data["number"], form.sent()
    try:
        operations.answer(sitting, number=number, answer=sent, now=timezone.now())
    except ImpossibleAnswerError as refusal:
        return _show(request, sitting, refusal=str(refusal), sent=sent)
    except OutOfOrderError as refusal:
        return _show(request, sitting, notice=str(refusal))
    except SittingOverError:
        return redirect("assessments:done", code, instrument)
    except AssessmentError:
        return redirect("assessments:home", code)
    return redirect("assessments:item", code, instrument)


def _show(
    request: SignedInRequest,
    sitting: Sitting,
    *,
    refusal: str = "",
    notice: str = "",
    sent: Mapping[str, Any] | None = None,
) -> HttpResponse:
    planned = operations.serve(sitting, now=timezone.now())
    if planned is None:
        return redirect(
            "assessments:done", sitting.application.code, sitting.instrument.key
        )
    with translation.override(sitting.language):
        context = {
            "application": sitting.application,
            "sitting": sitting,
            "content": sitting.instrument.declared,
            "item": player.page_of(sitting, planned, sent=sent),
            "refusal": refusal,
            "notice": notice,
            "display": queries.display_of(sitting.application),
        }
        part = "#player" if request.headers.get("X-Part") == "player" else ""
        status = 422 if refusal else 409 if notice else 200
        return render(request, f"assessments/item.html{part}", context, status=status)


@signed_in
@require_safe
def done(request: SignedInRequest, code: str, instrument: str) -> HttpResponse:
    """Thanks in one sentence, and the next door."""
    sitting = access.own_sitting(request.user, code, instrument)
    if not sitting.is_finished:
        return redirect("assessments:item", code, instrument)
    doors = queries.doors_of(sitting.application, step_key=sitting.step_key)
    context = {
        "application": sitting.application,
        "content": sitting.instrument.declared,
        "next": next((door for door in doors if not door.is_finished), None),
        "display": queries.display_of(sitting.application),
    }
    return render(request, "assessments/done.html", context)
