"""Staff: who they are, what they may, and their way in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from compagnon.desks.steward import access, operations
from compagnon.desks.steward.forms import MemberForm, RoleForm
from compagnon.desks.steward.queries.staff import member_page, staff
from compagnon.people import operations as people
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.errors import NotAllowedError
from compagnon.people.models import Person, Role
from compagnon.programmes.models import Programme


def programmes() -> list[str]:
    """Return the slugs of the programmes that are loaded. One query."""
    slugs = Programme.objects.order_by("slug").values_list("slug", flat=True)
    return list(slugs.distinct())


@role_required(Role.STEWARD)
@require_http_methods(["GET", "POST"])
def members(request: SignedInRequest) -> HttpResponse:
    """List the staff; add somebody."""
    form = MemberForm(request.POST or None, programmes=programmes())
    if request.method == "POST" and form.is_valid():
        try:
            person = operations.add_member(
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=Role(form.cleaned_data["role"]),
                programme=form.cleaned_data["programme"],
                actor=request.user,
                now=timezone.now(),
            )
        except NotAllowedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("They can sign in with this address now."))
            return redirect("steward:member", person.code)
    context = {"form": form, "staff": staff(request.GET.get("page", ""))}
    status = 422 if form.errors else 200
    return render(request, "steward/staff.html", context, status=status)


@role_required(Role.STEWARD)
@require_safe
def member(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one member of staff."""
    found = access.member(code)
    context = {
        "member": member_page(found, reader=request.user),
        "form": RoleForm(programmes=programmes()),
    }
    return render(request, "steward/member.html", context)


@role_required(Role.STEWARD)
@require_POST
def create_grant(request: SignedInRequest, code: str) -> HttpResponse:
    """Give a role."""
    found = access.member(code)
    form = RoleForm(request.POST, programmes=programmes())
    if not form.is_valid():
        messages.error(request, _("Choose a role."))
        return redirect("steward:member", found.code)
    return _attempt(
        request,
        found,
        lambda: people.grant_role(
            found,
            Role(form.cleaned_data["role"]),
            programme_slug=form.cleaned_data["programme"],
            actor=request.user,
            now=timezone.now(),
        ),
        _("The role is given."),
    )


@role_required(Role.STEWARD)
@require_POST
def create_revocation(request: SignedInRequest, code: str, grant: int) -> HttpResponse:
    """Take a role away."""
    found = access.member(code)
    held = access.grant_of(found, grant)
    return _attempt(
        request,
        found,
        lambda: people.revoke_role(held, actor=request.user, now=timezone.now()),
        _("The role is taken away."),
    )


ACTS: dict[str, tuple[Callable[..., object], object]] = {
    "close": (people.close_account, gettext_lazy("The account is closed.")),
    "reopen": (
        people.reopen_account,
        gettext_lazy("The account is open, without roles."),
    ),
    "reset": (
        people.reset_second_factor,
        gettext_lazy("They add a second factor anew."),
    ),
    "sign-out": (
        people.forget_sessions,
        gettext_lazy("They are signed out everywhere."),
    ),
}


@role_required(Role.STEWARD)
@require_POST
def create_act(request: SignedInRequest, code: str) -> HttpResponse:
    """Close or open the account, reset its second factor, or end its sessions."""
    found = access.member(code)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    operate, done = act
    return _attempt(
        request, found, lambda: operate(found, actor=request.user), str(done)
    )


def _attempt(
    request: SignedInRequest, member: Person, operate: Callable[[], object], done: str
) -> HttpResponse:
    try:
        operate()
    except NotAllowedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    if member.pk == request.user.pk and not member.grants.exists():
        return redirect("welcome")
    return redirect("steward:member", member.code)
