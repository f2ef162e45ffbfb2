"""The page of one application, and who it is when there is a reason to know."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from compagnon.applications.models import Application
from compagnon.desks.recruiter import access, forms, operations
from compagnon.desks.recruiter.queries import dossier, evidence, letters
from compagnon.eligibility.queries import outcomes_of
from compagnon.finals.queries.slots import booking_of
from compagnon.offers.queries import offer_of
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.errors import PeopleError
from compagnon.people.models import Role


def page(
    request: SignedInRequest,
    application: Application,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Draw the application page, with a form that was refused in its place."""
    now = timezone.now()
    context = {
        "application": application,
        "campaign": application.campaign,
        "dossier": dossier.dossier(application, reader=request.user, now=now),
        "matrix": evidence.matrix(application),
        "outcomes": outcomes_of(application),
        "booking": booking_of(application, now=now),
        "offer": offer_of(application),
        "letters": letters.letters_of(application),
        "letter_templates": letters.templates_of(application),
        **forms.blank_forms(application),
        **more,
    }
    return render(request, "recruiter/application.html", context, status=status)


@role_required(Role.RECRUITER)
@require_GET
def application(request: SignedInRequest, code: str) -> HttpResponse:
    """Show what is known of an application, and nothing that tells who it is.

    ``?letter=key`` begins a letter with the programme's words of that name.
    """
    found = access.application_in_care(request.user, code)
    wanted = request.GET.get("letter", "")
    if words := letters.words_of(found, wanted):
        form = forms.LetterForm(prefix="letter", initial=words)
        return page(request, found, letter_form=form, letter_template=wanted)
    return page(request, found)


@role_required(Role.RECRUITER)
@require_POST
def create_reveal(request: SignedInRequest, code: str) -> HttpResponse:
    """Show who it is, on this one page, and keep who asked and why."""
    application = access.application_in_care(request.user, code)
    form = forms.ReasonForm(request.POST, prefix="reveal")
    if form.is_valid():
        try:
            identity = operations.reveal(
                application, actor=request.user, reason=form.cleaned_data["reason"]
            )
        except PeopleError as refusal:
            form.add_error("reason", str(refusal))
        else:
            return page(request, application, identity=identity)
    return page(request, application, reveal_form=form, status=422)


@role_required(Role.RECRUITER)
@require_GET
def document(request: SignedInRequest, code: str, document: str) -> FileResponse:
    """Send a file of the application to be kept, not shown; the reading is recorded."""
    application = access.application_in_care(request.user, code)
    found = get_object_or_404(application.documents, code=document)
    operations.open_document(found, actor=request.user)
    ending = str(found.file.name).rpartition(".")[2]
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=f"{application.code}-{found.purpose}.{ending}",
        content_type=found.media_type,
    )
