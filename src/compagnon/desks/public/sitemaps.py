"""The addresses of public pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from compagnon.postings.models import Opening
from compagnon.programmes.models import Programme

# The protocol allows 50,000 in one file.
MOST = 49_000


def addresses(now: datetime) -> Iterator[str]:
    """Yield the public pages' addresses. Two queries."""
    for name in ("home", "openings", "privacy", "accessibility"):
        yield settings.ORIGIN + reverse(f"public:{name}")
    slugs = Programme.objects.values_list("slug", flat=True).distinct()
    for slug in slugs.order_by("slug"):
        yield settings.ORIGIN + reverse("public:programme", args=[slug])
    codes = Opening.objects.open(now).order_by("id").values_list("code", flat=True)
    for code in codes[:MOST]:
        yield settings.ORIGIN + reverse("public:opening", args=[code])
