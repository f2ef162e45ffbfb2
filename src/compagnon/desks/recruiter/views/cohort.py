"""The cohort as a list, as columns and as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from compagnon.desks.recruiter import access, forms, operations
from compagnon.desks.recruiter.queries import board, cohort, export, toolbar
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role


@role_required(Role.RECRUITER)
@require_GET
def applications(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the cohort as a list; with HTMX the rows alone."""
    campaign = access.campaign_in_care(request.user, code)
    filters = forms.filters_from(request.GET, campaign.programme.declaration)
    steps = cohort.steps_of(campaign)
    shown = cohort.cohort(
        campaign,
        filters,
        steps=steps,
        cursor=request.GET.get("page", ""),
        now=timezone.now(),
    )
    context = {
        "campaign": campaign,
        "filters": filters,
        "shown": shown,
        "count": cohort.count_in_words(shown),
        "query": toolbar.query_of(filters),
    }
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        return render(request, "recruiter/applications.html#cohort", context)
    context["tools"] = toolbar.toolbar(campaign, filters)
    return render(request, "recruiter/applications.html", context)


@role_required(Role.RECRUITER)
@require_GET
def columns(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the cohort as columns, one a step."""
    campaign = access.campaign_in_care(request.user, code)
    shown = board.board(campaign, now=timezone.now())
    return render(
        request, "recruiter/board.html", {"campaign": campaign, "columns": shown}
    )


@role_required(Role.RECRUITER)
@require_GET
def table(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Send the filtered list as CSV, without anything that tells who people are."""
    campaign = access.campaign_in_care(request.user, code)
    filters = forms.filters_from(request.GET, campaign.programme.declaration)
    lines = export.lines(campaign, filters, now=timezone.now())
    name = f"applications-{campaign.code}.csv"
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@role_required(Role.RECRUITER)
@require_POST
def create_search(request: SignedInRequest, code: str) -> HttpResponse:
    """Find an application by code or by exact address.

    An address never gets into a URL, and finding somebody by it is written down.
    """
    campaign = access.campaign_in_care(request.user, code)
    form = forms.SearchForm(request.POST)
    back = reverse("recruiter:applications", args=[code])
    if not form.is_valid():
        messages.error(request, str(form.errors["words"][0]))
        return redirect(back)
    words = form.cleaned_data["words"]
    if "@" not in words:
        return redirect(f"{back}?{urlencode({'code': forms.code_from(words)})}")
    found = operations.find_by_address(words, campaign=campaign, reader=request.user)
    if found is None:
        messages.info(request, _("Nobody with this address applied in this campaign."))
        return redirect(back)
    messages.info(request, _("Found by e-mail address. This search was recorded."))
    return redirect("recruiter:application", found.code)
