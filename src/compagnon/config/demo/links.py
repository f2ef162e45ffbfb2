"""The doors that the demo prints."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from compagnon.applications.models import Application
from compagnon.applications.rules import Status
from compagnon.journey.mailbox_views import door_to
from compagnon.people.models import Grant, Role


def links() -> Iterator[tuple[str, str]]:
    """Yield who it is and the path that signs them in."""
    for slug in ("act", "vie"):
        found = Application.objects.filter(
            campaign__programme__slug=slug,
            status=Status.OPEN,
            step__kind__in=["assessments", "form"],
        ).select_related("candidate")
        if application := found.order_by("-step__position", "pk").first():
            yield f"{slug.upper()} candidate", door_to(application.candidate)
    hired = Application.objects.filter(status=Status.HIRED).select_related("candidate")
    if application := hired.order_by("pk").first():
        yield "Hired", door_to(application.candidate)
    for role in Role:
        grant = Grant.objects.filter(role=role).select_related("person").first()
        if grant is not None:
            yield str(role.label), door_to(grant.person)
    yield "Mailbox of the demo", reverse("journey:mailbox")
