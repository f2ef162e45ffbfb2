"""Openings of a campaign: list, add, change, publish, withdraw, import."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Person, Role
from compagnon.postings import operations
from compagnon.postings.access import managed_campaign, managed_opening
from compagnon.postings.errors import PostingError
from compagnon.postings.models import Campaign, Opening

from .programme_forms import ImportForm, OpeningForm, PlaceForm, initial_of
from .programme_history import change_lines
from .programme_imports import import_table, tasks_of
from .programme_queries import (
    OPENING_STATES,
    hiring_managers,
    opening_page,
    opening_state,
)


def _page_number(request: SignedInRequest) -> int:
    said = request.GET.get("page", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 1


@require_safe
@role_required(Role.PROGRAMME_MANAGER)
def openings(request: SignedInRequest, code: str) -> HttpResponse:
    """The openings of a campaign, with search and state."""
    campaign = managed_campaign(request.user, code)
    page = opening_page(
        campaign,
        words=request.GET.get("words", "")[:100],
        state=request.GET.get("state", ""),
        page=_page_number(request),
        now=timezone.now(),
    )
    context = {"campaign": campaign, "page": page, "states": OPENING_STATES.items()}
    return render(request, "manager/programme_openings.html", context)


def _form(request: SignedInRequest, campaign: Campaign, **more: Any) -> OpeningForm:
    return OpeningForm(
        request.POST or None,
        tasks=tasks_of(campaign),
        people=hiring_managers(campaign.programme.slug),
        **more,
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.PROGRAMME_MANAGER)
def create_opening(request: SignedInRequest, code: str) -> HttpResponse:
    """Seats in one place. A draft, until it is published."""
    campaign = managed_campaign(request.user, code)
    form, place = _form(request, campaign), PlaceForm(request.POST or None)
    if form.is_valid() and place.is_valid():
        try:
            new = operations.create_opening(
                campaign,
                place=place.terms(),
                terms=form.terms(),
                managers=_chosen(form),
                is_published="publish" in request.POST,
                actor=request.user,
                now=timezone.now(),
            )
        except PostingError as refusal:
            _refuse(form, place, refusal)
        else:
            messages.success(request, _("%(title)s is there.") % {"title": new.title})
            return redirect("manager:openings", campaign.code)
    context = {"campaign": campaign, "form": form, "place": place}
    return _answer(request, "manager/programme_opening_new.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.PROGRAMME_MANAGER)
def edit_opening(request: SignedInRequest, code: str) -> HttpResponse:
    """What an opening says, and who hires for it. Its place stays."""
    opening = managed_opening(request.user, code)
    form = _form(request, opening.campaign, initial=initial_of(opening))
    if form.is_valid():
        try:
            operations.update_opening(
                opening,
                terms=form.terms(opening),
                managers=_chosen(form),
                actor=request.user,
                now=timezone.now(),
            )
        except PostingError as refusal:
            _refuse(form, None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("manager:opening-edit", opening.code)
    context = {"form": form, **_standing(opening)}
    return _answer(request, "manager/programme_opening.html", context)


def _standing(opening: Opening) -> dict[str, Any]:
    state = opening_state(opening, timezone.now())
    return {
        "opening": opening,
        "state": state,
        "state_label": OPENING_STATES[state],
        "changes": change_lines(opening.campaign, opening),
    }


@require_POST
@role_required(Role.PROGRAMME_MANAGER)
def set_publication(request: SignedInRequest, code: str) -> HttpResponse:
    """Publish an opening, or withdraw it."""
    opening = managed_opening(request.user, code)
    act = {
        "publish": operations.publish_opening,
        "withdraw": operations.withdraw_opening,
    }.get(request.POST.get("act", ""))
    if act is not None:
        try:
            act(opening, actor=request.user, now=timezone.now())
        except PostingError as refusal:
            messages.error(request, str(refusal))
    return redirect("manager:opening-edit", opening.code)


@require_http_methods(["GET", "POST"])
@role_required(Role.PROGRAMME_MANAGER)
def import_openings(request: SignedInRequest, code: str) -> HttpResponse:
    """A table of openings; answers with what was done and what was refused."""
    campaign = managed_campaign(request.user, code)
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"campaign": campaign, "form": form}
    if form.is_valid():
        try:
            context["report"] = import_table(
                campaign, form.cleaned_data, actor=request.user, now=timezone.now()
            )
        except PostingError as refusal:
            form.add_error("file", str(refusal))
    return _answer(request, "manager/programme_import.html", context)


def _answer(
    request: SignedInRequest, template: str, context: dict[str, Any]
) -> HttpResponse:
    forms = (context.get("form"), context.get("place"))
    is_wrong = any(form is not None and form.errors for form in forms)
    return render(request, template, context, status=422 if is_wrong else 200)


def _chosen(form: OpeningForm) -> list[Person] | None:
    """Return the managers that were ticked; None where nobody could be."""
    if "managers" not in form.fields:
        return None
    return list(Person.objects.filter(pk__in=form.cleaned_data["managers"]))


def _refuse(form: OpeningForm, place: PlaceForm | None, refusal: PostingError) -> None:
    """Put the reason beside the field that it names."""
    field = getattr(refusal, "field", "")
    name = {"place": "name"}.get(field, field)
    if place is not None and name in place.fields:
        place.add_error(name, str(refusal))
    else:
        form.add_error(field if field in form.fields else None, str(refusal))
