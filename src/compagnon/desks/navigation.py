"""Where people begin, and the links between the desks they may use."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from compagnon.people.access import SignedInRequest, roles_of, signed_in
from compagnon.people.models import Role

# In the order in which they stand; the first that fits is where somebody begins.
DESKS: tuple[tuple[Role, str, Promise], ...] = (
    (Role.RECRUITER, "recruiter:home", _("Recruiting")),
    (Role.ASSESSOR, "assessor:queue", _("Assessing")),
    (Role.HIRING_MANAGER, "manager:home", _("Hiring")),
    (Role.PROGRAMME_MANAGER, "manager:programmes", _("Programmes")),
    (Role.STEWARD, "steward:home", _("Stewardship")),
)
# Pages that belong to a desk although their address does not begin with its own.
ELSEWHERE = {"manager:programmes": ("/managing/campaigns/",)}


@dataclass(frozen=True)
class DeskLink:
    """One link of the staff navigation."""

    url: str
    label: Promise
    is_current: bool


def desk_links(request: HttpRequest) -> dict[str, list[DeskLink]]:
    """Give templates the desks of whoever is signed in. At most one query."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"desk_links": []}
    roles = roles_of(user)
    owned = {name: label for role, name, label in DESKS if role in roles}
    here = _desk_of(request.path, list(owned))
    return {
        "desk_links": [
            DeskLink(reverse(name), label, is_current=name == here)
            for name, label in owned.items()
        ]
    }


def _desk_of(path: str, names: list[str]) -> str | None:
    """Return the desk whose address the path begins with; the longest one wins."""
    starts = {
        prefix: name
        for name in names
        for prefix in (reverse(name), *ELSEWHERE.get(name, ()))
        if path.startswith(prefix)
    }
    return starts[max(starts, key=len)] if starts else None


@signed_in
def welcome(request: SignedInRequest) -> HttpResponse:
    """Bring people to the desk they work at; candidates to their applications."""
    roles = roles_of(request.user)
    first = next((name for role, name, _label in DESKS if role in roles), None)
    return redirect(first or "candidate:home")
