"""How a browser sends a recording: piece by piece, and on from where it stopped.

POST makes a take. PATCH appends bytes at ``Upload-Offset``, which must be the length of
what has come; a 409 names the true one. HEAD tells it. The last PATCH carries
``Upload-Complete: ?1``. All is checked before a byte of the body is read.
"""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from compagnon.kit import limits
from compagnon.people.access import SignedInRequest, signed_in

from . import access, parts, queries, recording
from .errors import (
    GoneError,
    InterviewError,
    TooManyError,
    UploadError,
    WrongOffsetError,
)
from .forms import Piece, TakeForm
from .models import Interview, Take
from .rules import Kind, State
from .views import entered

# A take of two minutes sends about 120 pieces; a restless network repeats some.
MOST_PIECES = 1500
MOST_TAKES = 40


def _refused(error: InterviewError) -> HttpResponse:
    response = JsonResponse({"detail": str(error)}, status=error.status)
    if isinstance(error, WrongOffsetError):
        response["Upload-Offset"] = str(error.offset)
    return response


def _slow_down(request: SignedInRequest, what: str, limit: int) -> None:
    key = f"interviews.{what}:{request.user.code}"
    if not limits.allow(key, limit=limit, seconds=600, now=timezone.now()):
        raise TooManyError(_("That was very often. Wait a few minutes."))


@signed_in
@require_http_methods(["GET", "POST"])
def takes(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    """List the takes of a question (GET), or begin one (POST)."""
    interview = entered(request, code)
    asked = access.asked(interview, key)
    if request.method == "GET":
        shown = queries.question_page(interview, asked, request.GET.get("by", ""))
        page = {"question": shown, "application": interview.application}
        return render(request, "interviews/question.html#takes", page)
    try:
        begun = _begin(request, interview, key)
    except InterviewError as refusal:
        return _refused(refusal)
    return _state(begun, code, status=201)


def _begin(request: SignedInRequest, interview: Interview, key: str) -> Take:
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise UploadError(_("Say what you are going to record."))
    _slow_down(request, "take", MOST_TAKES)
    return recording.begin_take(
        interview,
        question_key=key,
        kind=Kind(form.cleaned_data["kind"]),
        claimed_type=form.cleaned_data["type"],
        now=timezone.now(),
    )


@signed_in
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def take(request: SignedInRequest, code: str, take: str) -> HttpResponse:
    """Tell how much has come, take more, or give the take up."""
    found = access.own_take(request.user, code, take)
    try:
        if request.method == "PATCH":
            _slow_down(request, "piece", MOST_PIECES)
            found = _take_in(request, found)
        elif request.method == "DELETE":
            recording.give_up(found)
        elif found.state == State.FAILED:
            raise GoneError(_("This recording is closed."))
    except InterviewError as refusal:
        return _refused(refusal)
    return _state(found, code, status=200 if request.method == "HEAD" else 204)


def _take_in(request: SignedInRequest, found: Take) -> Take:
    """Append a piece; finish with the last one. A finished take stays as it is."""
    piece = Piece.of(request)
    if found.state == State.STORED and piece.is_last:
        return found
    end = piece.offset
    if piece.length or not piece.is_last:
        end = recording.receive(
            found,
            request,
            offset=piece.offset,
            length=piece.length,
            now=timezone.now(),
        )
    if not piece.is_last or end != piece.offset + piece.length:
        return found
    return recording.finish(
        found,
        sha256=piece.sha256,
        claimed_seconds=piece.seconds,
        now=timezone.now(),
    )


def _state(found: Take, code: str, *, status: int) -> HttpResponse:
    response = HttpResponse(status=status)
    is_stored = found.state == State.STORED
    length = found.size if is_stored else parts.length_of(found.code)
    response["Location"] = reverse("interviews:take", args=[code, found.code])
    response["Upload-Offset"] = str(length)
    response["Upload-Complete"] = "?1" if is_stored else "?0"
    response["Cache-Control"] = "no-store"
    return response
