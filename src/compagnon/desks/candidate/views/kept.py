"""What is kept about me, and what I can do about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compagnon.desks.candidate import access
from compagnon.desks.candidate.queries.kept import kept_about
from compagnon.kit.limits import allow
from compagnon.people import vault
from compagnon.people.access import SignedInRequest, signed_in
from compagnon.privacy import operations as privacy
from compagnon.privacy.archive import archive_of

EXPORTS_AN_HOUR = 10


@require_safe
@signed_in
def data(request: SignedInRequest) -> HttpResponse:
    """Show everything that is kept about the reader."""
    return render(request, "candidate/data.html", {"kept": kept_about(request.user)})


@require_safe
@signed_in
def export(request: SignedInRequest) -> HttpResponseBase:
    """Give all that is kept about the reader, with their files, as an archive."""
    now, person = timezone.now(), request.user
    if not allow(f"export:{person.code}", limit=EXPORTS_AN_HOUR, seconds=3600, now=now):
        messages.warning(request, _("That was often. Try again in an hour."))
        return redirect("candidate:data")
    told = privacy.export(person, actor=person, now=now)
    return FileResponse(
        archive_of(person, told),
        as_attachment=True,
        filename=f"compagnon-{person.code}.zip",
    )


@require_POST
@signed_in
def withdraw_consent(request: SignedInRequest, purpose: str) -> HttpResponse:
    """End one consent."""
    ended = vault.withdraw_consent(
        request.user, purpose=purpose, actor=request.user, now=timezone.now()
    )
    if ended:
        messages.success(request, _("The consent has ended."))
    return redirect("candidate:data")


@require_POST
@signed_in
def ask_erasure(request: SignedInRequest) -> HttpResponse:
    """Ask that everything about the reader be deleted."""
    privacy.ask_erasure(request.user, now=timezone.now())
    messages.success(request, _("We have your wish. A person answers by mail."))
    return redirect("candidate:data")


@require_safe
@signed_in
def document(request: SignedInRequest, code: str, document: str) -> HttpResponseBase:
    """Give back the reader's own document, never shown inside the page."""
    kept = access.own_document(request.user, code, document)
    return FileResponse(
        kept.file.open("rb"),
        as_attachment=True,
        filename=(kept.file.name or "").rsplit("/", 1)[-1],
        content_type=kept.media_type,
    )
