"""Versions of programme files: see them, check a file, load it, compare two."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from compagnon.journey.steps import STEP_KINDS
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role
from compagnon.programmes import operations
from compagnon.programmes.comparing import differences
from compagnon.programmes.reading import ProgrammeFileError, Reading, read

from .programme_access import managed_programme, managed_programmes, manages
from .programme_forms import CompareForm, ProgrammeFileForm
from .programme_queries import campaign_lines, version_groups

# A checked file travels in the page that asks to confirm it, signed, for so long.
SALT = "compagnon.programme.checked"
SECONDS = 3600


@require_safe
@role_required(Role.PROGRAMME_MANAGER)
def programmes(request: SignedInRequest) -> HttpResponse:
    """All programmes in the manager's care, with their versions."""
    groups = version_groups(request.user, timezone.now())
    return render(request, "manager/programme_list.html", {"groups": groups})


@require_safe
@role_required(Role.PROGRAMME_MANAGER)
def programme(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version: its path, its campaigns, its words."""
    version = managed_programme(request.user, pk)
    context = {
        "programme": version,
        "declared": version.declaration,
        "kinds": STEP_KINDS,
        "campaigns": campaign_lines(request.user, timezone.now(), version),
    }
    return render(request, "manager/programme_version.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.PROGRAMME_MANAGER)
def check_file(request: SignedInRequest) -> HttpResponse:
    """Read a file: show its faults, or what it changes and the button that loads it."""
    form = ProgrammeFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            reading = read(form.cleaned_data["file"], kinds=STEP_KINDS)
        except ProgrammeFileError as error:
            context["faults"] = error.faults
        else:
            context |= _preview(request, reading)
    is_wrong = bool(form.errors or context.get("faults"))
    return render(
        request, "manager/programme_file.html", context, status=422 if is_wrong else 200
    )


def _preview(request: SignedInRequest, reading: Reading) -> dict[str, Any]:
    """Return what a page says of a file without faults."""
    new = reading.declaration
    if not manages(request.user, new.slug):
        return {"refusal": _("This programme is not in your care.")}
    current = managed_programmes(request.user).filter(slug=new.slug).first()
    return {
        "declared": new,
        "current": current,
        "is_same": bool(current and current.sha256 == reading.sha256),
        "differences": differences(current.declaration, new) if current else None,
        "sealed": signing.dumps(reading.source, salt=SALT, compress=True),
    }


@require_POST
@role_required(Role.PROGRAMME_MANAGER)
def load_file(request: SignedInRequest) -> HttpResponse:
    """Load a file that was checked and confirmed."""
    try:
        source = signing.loads(
            request.POST.get("sealed", ""), salt=SALT, max_age=SECONDS
        )
        reading = read(source, kinds=STEP_KINDS)
    except (signing.BadSignature, ProgrammeFileError):
        messages.error(request, _("Choose the file again: the check is too old."))
        return redirect("manager:programme-file")
    if not manages(request.user, reading.declaration.slug):
        messages.error(request, _("This programme is not in your care."))
        return redirect("manager:programmes")
    loaded = operations.load(reading, actor=request.user, now=timezone.now())
    words = _("%(name)s is version %(version)d. Running campaigns stay on theirs.")
    values = {"name": loaded.declaration.full_name, "version": loaded.version}
    messages.success(request, words % values)
    return redirect("manager:programme", loaded.pk)


@require_safe
@role_required(Role.PROGRAMME_MANAGER)
def compare(request: SignedInRequest) -> HttpResponse:
    """Two versions, and what the second changes."""
    form = CompareForm(
        request.GET or None, versions=managed_programmes(request.user).defer("source")
    )
    found = None
    if form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        found = differences(old.declaration, new.declaration)
    return render(
        request,
        "manager/programme_compare.html",
        {"form": form, "differences": found},
        status=422 if form.errors else 200,
    )
