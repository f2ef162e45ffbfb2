"""Where people begin, and the links between the desks they may use."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from compagnon.people.access import roles_of, signed_in
from compagnon.people.models import Role

# In the order in which they stand; the first that fits is where somebody begins.
DESKS: tuple[tuple[Role, str, object], ...] = (
    (Role.RECRUITER, "recruiter:home", _("Recruiting")),
    (Role.ASSESSOR, "assessor:queue", _("Assessing")),
    (Role.HIRING_MANAGER, "manager:home", _("Hiring")),
    (Role.PROGRAMME_MANAGER, "manager:programmes", _("Programmes")),
    (Role.STEWARD, "steward:home", _("Stewardship")),
)


@dataclass(frozen=True)
class DeskLink:
    """One link of the staff navigation."""

    url: str
    label: object
    is_current: bool


def desk_links(request: HttpRequest) -> dict[str, list[DeskLink]]:
    """Give templates the desks of whoever is signed in. At most one query."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"desk_links": []}
    roles = roles_of(user)
    links = []
    for role, name, label in DESKS:
        if role in roles:
            try:
                url = reverse(name)
            except NoReverseMatch:
                continue
            links.append(DeskLink(url, label, request.path.startswith(url)))
    return {"desk_links": links}


@signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """Bring people to the desk they work at; candidates to their applications."""
    roles = roles_of(request.user)  # type: ignore[arg-type]
    first = next((name for role, name, _label in DESKS if role in roles), None)
    return redirect(first or "candidate:home")
