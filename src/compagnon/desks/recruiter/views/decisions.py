"""Held decisions, and decisions for many."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from compagnon.applications.models import Application
from compagnon.applications.rules import Status, Verdict
from compagnon.desks.recruiter import access, forms, operations
from compagnon.desks.recruiter.queries import cohort, decisions
from compagnon.desks.recruiter.queries.filters import filtered
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role
from compagnon.postings.models import Campaign


@role_required(Role.RECRUITER)
@require_GET
def held(request: SignedInRequest, code: str) -> HttpResponse:
    """List the decisions of a campaign that nobody outside knows of yet."""
    campaign = access.campaign_in_care(request.user, code)
    shown = decisions.held_page(campaign, cursor=request.GET.get("page", ""))
    return render(
        request, "recruiter/decisions.html", {"campaign": campaign, "shown": shown}
    )


@role_required(Role.RECRUITER)
@require_POST
def create_releases(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the letters that a release would write; announce once that is confirmed."""
    campaign = access.campaign_in_care(request.user, code)
    found = decisions.chosen_held(campaign, request.POST.getlist("decision"))
    context = {"campaign": campaign, "decisions": found}
    if not request.POST.get("confirmed") or not found:
        context["previews"] = decisions.previews(campaign, found)
        return render(request, "recruiter/release.html", context)
    context["report"] = operations.release_many(found, actor=request.user)
    return render(request, "recruiter/report.html", context)


@role_required(Role.RECRUITER)
@require_POST
def create_retractions(request: SignedInRequest, code: str) -> HttpResponse:
    """Take chosen decisions back before anybody outside has heard of them."""
    campaign = access.campaign_in_care(request.user, code)
    found = decisions.chosen_held(campaign, request.POST.getlist("decision"))
    report = operations.retract_many(found, actor=request.user)
    return render(
        request,
        "recruiter/report.html",
        {"campaign": campaign, "report": report, "is_retraction": True},
    )


@role_required(Role.RECRUITER)
@require_http_methods(["GET", "POST"])
def batch(request: SignedInRequest, code: str) -> HttpResponse:
    """Decide the same for many, with one reason; each in a transaction of its own."""
    campaign = access.campaign_in_care(request.user, code)
    declaration = campaign.programme.declaration
    posted = request.POST if request.method == "POST" else None
    form = forms.DecisionForm(posted, declaration=declaration)
    if posted is not None and form.is_valid():
        report = operations.decide_for_many(
            operations.picked(campaign, posted.getlist("pick")),
            actor=request.user,
            verdict=Verdict(form.cleaned_data["verdict"]),
            reason=form.cleaned_data["reason"],
            reason_code=form.cleaned_data["reason_code"],
            release=form.cleaned_data["release"],
        )
        context = {"campaign": campaign, "report": report}
        return render(request, "recruiter/report.html", context)
    found = _chosen(request, campaign)
    context = {"campaign": campaign, "form": form, "chosen": found}
    status = 200 if posted is None else 422
    return render(request, "recruiter/batch.html", context, status=status)


def _chosen(request: SignedInRequest, campaign: Campaign) -> list[decisions.Chosen]:
    """Return what the list page chose: ticked ones, or all that its filters show."""
    if request.GET.get("all"):
        filters = forms.filters_from(request.GET, campaign.programme.declaration)
        steps = cohort.steps_of(campaign)
        step_id = next((one.pk for one in steps if one.key == filters.step), None)
        found = filtered(campaign, filters, step_id=step_id, now=timezone.now())
        found = found.order_by(filters.by, "pk")
    else:
        picks = [one.partition(":")[0] for one in request.POST.getlist("pick")]
        codes = picks or request.GET.getlist("application")
        found = Application.objects.filter(campaign=campaign, code__in=codes[:500])
    undecided = found.exclude(pk__in=decisions.held_in(campaign).values("application"))
    return decisions.chosen(undecided.filter(status=Status.OPEN), campaign)
