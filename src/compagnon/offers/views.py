"""The candidate's offer: reading the letter, accepting it, turning it down."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from compagnon.applications.errors import ApplicationError
from compagnon.people.access import SignedInRequest, own_identity, signed_in

from . import access, operations, papers
from .errors import OfferError
from .forms import AcceptForm, TurnDownForm
from .queries import LetterPage, letter_page


@signed_in
def answer(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the letter and where it stands; accept it by POST."""
    application, offer = access.own_at_offer(request.user, code)
    if offer is None:
        return render(request, "offers/awaited.html", {"application": application})
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.accept(
                offer,
                person=request.user,
                typed_name=form.cleaned_data["typed_name"],
                # Nothing sent is no letter seen.
                letter_sha256=request.POST.get("letter_sha256") or "-",
                language=get_language() or "en",
                now=timezone.now(),
            )
        except (OfferError, ApplicationError) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("offers:answer", code)
    return _page(request, code, form=form)


@signed_in
@require_POST
def turn_down(request: SignedInRequest, code: str) -> HttpResponse:
    """Turn the offer down, with or without a reason."""
    _application, offer = access.own_offer(request.user, code)
    form = TurnDownForm(request.POST)
    if form.is_valid():
        try:
            operations.turn_down(
                offer,
                person=request.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except (OfferError, ApplicationError) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("offers:answer", code)
    return _page(request, code, form=AcceptForm(), turn_down_form=form)


@signed_in
@require_safe
def letter(request: SignedInRequest, code: str) -> HttpResponse:
    """Give the letter as an accessible PDF, in the reader's language."""
    page = _letter(request, code)
    name = f"offer-{page.code}.pdf"
    return HttpResponse(
        papers.letter(page),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _letter(request: SignedInRequest, code: str) -> LetterPage:
    application, offer = access.own_offer(request.user, code)
    name = own_identity(request.user).name
    return letter_page(application, offer, name=name, now=timezone.now())


def _page(
    request: SignedInRequest,
    code: str,
    *,
    form: AcceptForm,
    turn_down_form: TurnDownForm | None = None,
) -> HttpResponse:
    page = _letter(request, code)
    refused = form.errors or (turn_down_form is not None and turn_down_form.errors)
    return render(
        request,
        "offers/answer.html",
        {
            "page": page,
            "form": form,
            "turn_down_form": turn_down_form or TurnDownForm(),
        },
        status=422 if refused else 200,
    )
