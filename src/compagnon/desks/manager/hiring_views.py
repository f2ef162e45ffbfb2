"""The hiring manager's pages: openings, the shortlisted, decisions, résumés."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compagnon.applications.documents import ENDINGS
from compagnon.applications.errors import ApplicationError
from compagnon.applications.models import Application
from compagnon.applications.rules import Verdict
from compagnon.finals import queries as finals
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Person, Role

from . import hiring_access as access
from . import hiring_dossier as dossiers
from . import hiring_operations as operations
from . import hiring_queries as queries
from .hiring_forms import ResumeForm, VerdictForm


@role_required(Role.HIRING_MANAGER)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Openings, who starts, what is to be rated, when to sit in a panel."""
    page = queries.home_page(request.user, now=timezone.now())
    return render(request, "manager/hiring_home.html", {"page": page})


@role_required(Role.HIRING_MANAGER)
@require_safe
def opening(request: SignedInRequest, code: str) -> HttpResponse:
    """Who is shortlisted for one opening, and the slots in which to meet them."""
    found = access.opening_of(request.user, code)
    number = request.GET.get("page", "1")
    rows, page = queries.rows_of(found, number=int(number) if number.isdigit() else 1)
    days = finals.days_of(
        campaign_id=found.campaign_id, opening_id=found.pk, now=timezone.now()
    )
    context = {"opening": found, "rows": rows, "page_obj": page, "days": days}
    return render(request, "manager/hiring_opening.html", context)


def _dossier(
    request: SignedInRequest,
    found: Application,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    dossier = dossiers.dossier(found, request.user, access.first_choice(found))
    context = {
        "dossier": dossier,
        "verdict": VerdictForm(reasons=dossier.reasons, at=dossier.step_key),
        "resume": ResumeForm(),
        **forms,
    }
    return render(request, "manager/hiring_application.html", context, status=status)


@role_required(Role.HIRING_MANAGER)
@require_safe
def application(request: SignedInRequest, code: str) -> HttpResponse:
    """One shortlisted application: words, evidence, decision. No scores, no name."""
    return _dossier(request, access.application_of(request.user, code))


@role_required(Role.HIRING_MANAGER)
@require_POST
def create_decision(request: SignedInRequest, code: str) -> HttpResponse:
    """Hold a decision where the programme gives it to the manager."""
    found = access.application_of(request.user, code)
    reasons = found.campaign.programme.declaration.decline_reasons
    form = VerdictForm(
        request.POST,
        reasons=[(key, str(text)) for key, text in reasons.items()],
        at=found.step.key,
    )
    if form.is_valid():
        try:
            _decide(found, request.user, form)
        except ApplicationError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. A recruiter announces it."))
            return redirect("manager:application", code)
    return _dossier(request, found, status=422, verdict=form)


def _decide(found: Application, actor: Person, form: VerdictForm) -> None:
    operations.decide(
        found,
        actor=actor,
        at=form.cleaned_data["at"],
        verdict=Verdict(form.cleaned_data["verdict"]),
        reason=form.cleaned_data["reason"],
        reason_code=form.cleaned_data["reason_code"],
        now=timezone.now(),
    )


@role_required(Role.HIRING_MANAGER)
@require_POST
def resume(request: SignedInRequest, code: str) -> HttpResponse | FileResponse:
    """Hand over the résumé, with a reason that is written down."""
    found = access.application_of(request.user, code)
    document = get_object_or_404(found.documents, purpose=dossiers.RESUME)
    form = ResumeForm(request.POST)
    if not form.is_valid():
        return _dossier(request, found, status=422, resume=form)
    operations.open_resume(
        document,
        actor=request.user,
        reason=form.cleaned_data["reason"],
        now=timezone.now(),
    )
    return FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=f"resume-{found.code}.{ENDINGS[document.media_type]}",
        content_type=document.media_type,
    )
