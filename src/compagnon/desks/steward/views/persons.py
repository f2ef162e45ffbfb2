"""One person: find, reveal, export, erase."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from compagnon.desks.steward import access, operations
from compagnon.desks.steward.forms import ErasureForm, FindForm, ReasonForm
from compagnon.desks.steward.queries import persons, proof
from compagnon.people.access import SignedInRequest, reveal_identity, role_required
from compagnon.people.errors import NotAllowedError
from compagnon.people.models import Identity, Person, Role
from compagnon.privacy import archive
from compagnon.privacy import operations as privacy
from compagnon.privacy.errors import ErasureRefusedError
from compagnon.privacy.rules import ErasureReason


@role_required(Role.STEWARD)
@require_http_methods(["GET", "POST"])
def find(request: SignedInRequest) -> HttpResponse:
    """Find one person by something that only they have."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = operations.find_person(
            form.cleaned_data["sought"], reader=request.user, now=timezone.now()
        )
        if found is not None:
            return redirect("steward:person", found.code)
        form.add_error("sought", _("Nobody has this address or code."))
    status = 422 if form.errors else 200
    return render(request, "steward/find.html", {"form": form}, status=status)


def _page(
    request: SignedInRequest,
    person: Person,
    *,
    identity: Identity | None = None,
    reveal: ReasonForm | None = None,
    export: ReasonForm | None = None,
) -> HttpResponse:
    context = {
        "held": persons.held_about(person),
        "identity": identity,
        "may_reveal": identity is None and person.erased_at is None,
        "reveal": reveal or ReasonForm(prefix="reveal"),
        "export": export or ReasonForm(prefix="export"),
    }
    status = 422 if (reveal or export) else 200
    return render(request, "steward/person.html", context, status=status)


@role_required(Role.STEWARD)
@require_safe
def person(request: SignedInRequest, code: str) -> HttpResponse:
    """Show what is held about one person, without telling who it is."""
    return _page(request, access.person(code))


@role_required(Role.STEWARD)
@require_POST
def create_reveal(request: SignedInRequest, code: str) -> HttpResponse:
    """Show once who it is; that it was shown is written down."""
    found = access.person(code)
    form = ReasonForm(request.POST, prefix="reveal")
    if form.is_valid():
        try:
            identity = reveal_identity(
                found,
                reader=request.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except NotAllowedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _page(request, found, identity=identity)
    return _page(request, found, reveal=form)


@role_required(Role.STEWARD)
@require_POST
def create_export(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Give everything that is kept about one person as one file."""
    found = access.person(code)
    form = ReasonForm(request.POST, prefix="export")
    if not form.is_valid():
        return _page(request, found, export=form)
    told = privacy.export(
        found,
        actor=request.user,
        reason=form.cleaned_data["reason"],
        now=timezone.now(),
    )
    name = f"compagnon-{found.code}.zip"
    made = archive.archive_of(found, told)
    return FileResponse(made, as_attachment=True, filename=name)


@role_required(Role.STEWARD)
@require_http_methods(["GET", "POST"])
def erasure(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask once more, then erase; afterwards the proof stands here."""
    found = access.person(code)
    if found.erased_at is not None:
        return _proof(request, found)
    form = ErasureForm(request.POST or None, code=found.code)
    obstacles = persons.obstacles(found)
    if request.method == "POST" and form.is_valid():
        try:
            _erase(request, found, form)
        except ErasureRefusedError as refusal:
            obstacles = refusal.obstacles
        else:
            return redirect("steward:erasure", found.code)
    context = {
        "held": persons.held_about(found),
        "obstacles": obstacles,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "steward/erasure.html", context, status=status)


def _erase(request: SignedInRequest, person: Person, form: ErasureForm) -> None:
    privacy.erase(
        person,
        actor=request.user,
        reason=ErasureReason(form.cleaned_data["reason"]),
        now=timezone.now(),
    )
    messages.success(request, _("The person is erased."))


def _proof(request: SignedInRequest, person: Person) -> HttpResponse:
    held = persons.held_about(person)
    chains = [proof.chain_of(one.code) for one in held.applications[:10]]
    context = {"held": held, "chains": chains}
    return render(request, "steward/erased.html", context)


@role_required(Role.STEWARD)
@require_POST
def close_wish(request: SignedInRequest, code: str) -> HttpResponse:
    """Take somebody's wish to be erased off the list: it was answered otherwise."""
    held = persons.held_about(access.person(code))
    if held.wish is not None:
        privacy.turn_down_wish(held.wish, actor=request.user)
        messages.success(request, _("The wish is off the list."))
    return redirect("steward:home")
