"""The outbox, and letters in one's own words."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from compagnon.desks.recruiter import access, forms
from compagnon.desks.recruiter.queries import letters
from compagnon.journey import outbox as operations
from compagnon.journey.errors import LetterRefusedError
from compagnon.journey.models import Letter
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role

from .application import page


@role_required(Role.RECRUITER)
@require_GET
def outbox(request: SignedInRequest) -> HttpResponse:
    """List the letters of one heap: those that wait for approval first."""
    state = request.GET.get("state", "")
    if state not in Letter.State.values:
        state = Letter.State.HELD
    shown = letters.outbox(
        access.letters_in_care(request.user),
        state=state,
        cursor=request.GET.get("page", ""),
    )
    return render(request, "recruiter/outbox.html", {"outbox": shown})


@role_required(Role.RECRUITER)
@require_http_methods(["GET", "POST"])
def letter(request: SignedInRequest, letter: int) -> HttpResponse:
    """Read a letter; change its words while it has not gone."""
    found = access.letter_in_care(request.user, letter)
    first = {"subject": found.subject, "body": found.body}
    form = forms.LetterForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit(found, actor=request.user, **form.cleaned_data)
        except LetterRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter is changed."))
            return redirect("recruiter:letter", found.pk)
    context = {
        "letter": found,
        "form": form,
        "is_editable": found.state in operations.EDITABLE,
        "acts": operations.acts_on(found),
    }
    status = 422 if form.errors else 200
    return render(request, "recruiter/letter.html", context, status=status)


@role_required(Role.RECRUITER)
@require_POST
def create_state(request: SignedInRequest, letter: int) -> HttpResponse:
    """Approve, hold, cancel or retry one letter."""
    found = access.letter_in_care(request.user, letter)
    act = request.POST.get("act", "")
    if act not in operations.ACTS:
        raise Http404
    try:
        moved = operations.move(found, act, actor=request.user)
    except LetterRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        label = Letter.State(moved.state).label
        messages.success(request, _("The letter is now “%s”.") % label)
    return redirect("recruiter:letter", found.pk)


@role_required(Role.RECRUITER)
@require_POST
def create_approvals(request: SignedInRequest) -> HttpResponse:
    """Approve the ticked letters together; say which could not be."""
    numbers = [one for one in request.POST.getlist("letter") if one.isdecimal()][:500]
    found = access.letters_in_care(request.user).filter(pk__in=numbers)
    approved, refusals = operations.approve_many(found, actor=request.user)
    if approved:
        words = ngettext(
            "%(n)d letter is approved.", "%(n)d letters are approved.", approved
        )
        messages.success(request, words % {"n": approved})
    for refusal in refusals[:10]:
        messages.error(request, refusal)
    if not approved and not refusals:
        messages.info(request, _("No letter was ticked."))
    return redirect(f"{reverse('recruiter:outbox')}?state=held")


@role_required(Role.RECRUITER)
@require_POST
def create_letter(request: SignedInRequest, code: str) -> HttpResponse:
    """Put a letter to the candidate in the outbox, where it can still be read."""
    application = access.application_in_care(request.user, code)
    form = forms.LetterForm(request.POST, prefix="letter")
    if form.is_valid():
        try:
            written = operations.write_by_hand(
                application, actor=request.user, **form.cleaned_data
            )
        except LetterRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter is in the outbox."))
            return redirect("recruiter:letter", written.pk)
    return page(request, application, letter_form=form, status=422)
