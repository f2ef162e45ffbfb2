"""Who saw what, and for how long what is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compagnon.desks.steward import operations
from compagnon.desks.steward.forms import AuditForm, RetentionForm
from compagnon.desks.steward.queries.audit import audit
from compagnon.people.access import SignedInRequest, role_required
from compagnon.people.models import Role
from compagnon.privacy.operations import apply_retention
from compagnon.privacy.queries import retention_rules


@role_required(Role.STEWARD)
@require_safe
def disclosures(request: SignedInRequest) -> HttpResponse:
    """List who saw whose data."""
    form = AuditForm(request.GET or None)
    shown = audit(form.filter, request.GET.get("page", ""))
    return render(request, "steward/audit.html", {"form": form, "audit": shown})


@role_required(Role.STEWARD)
@require_http_methods(["GET", "POST"])
def retention(request: SignedInRequest) -> HttpResponse:
    """Show and change for how long what is kept."""
    rules = retention_rules()
    form = RetentionForm(request.POST or None, rules=rules)
    if request.method == "POST" and form.is_valid():
        changed = operations.change_retention(
            form.cleaned_data, actor=request.user, now=timezone.now()
        )
        words = _("The new times count from the next night.") if changed else ""
        messages.success(request, words or _("Nothing was changed."))
        return redirect("steward:retention")
    context = {"form": form, "rules": rules}
    status = 422 if form.errors else 200
    return render(request, "steward/retention.html", context, status=status)


@role_required(Role.STEWARD)
@require_safe
def preview(request: SignedInRequest) -> HttpResponse:
    """Show what the rules would let go of now; nothing changes."""
    report = apply_retention(timezone.now(), dry_run=True)
    return render(request, "steward/preview.html", {"report": report})
