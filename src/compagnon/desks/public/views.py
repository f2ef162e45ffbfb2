"""Pages for anybody. None needs a session or JavaScript."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import push_url
from django_htmx.middleware import HtmxDetails

from compagnon.postings.access import public_opening
from compagnon.postings.queries import find_openings, similar_to

from . import texts
from .forms import SearchForm, facets
from .queries import programme_cards, programme_names, programme_page
from .sheets import sheet_of
from .sitemaps import addresses


class HtmxRequest(HttpRequest):
    """A request as the middleware of HTMX leaves it."""

    htmx: HtmxDetails


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page with its address in each language."""
    address = settings.ORIGIN + request.path
    context["alternates"] = [
        *((code, f"{address}?lang={code}") for code, _name in settings.LANGUAGES),
        ("x-default", address),
    ]
    return render(request, template, context, status=status)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the house is, and its programmes."""
    cards = programme_cards(timezone.now())
    return page(request, "public/home.html", {"cards": cards})


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme, in the version that is in force."""
    found = programme_page(slug, timezone.now())
    if found is None:
        raise Http404
    context = {"page": found, "card": found.card, "declared": found.card.declared}
    return page(request, "public/programme.html", context)


@require_safe
def openings(request: HtmxRequest) -> HttpResponse:
    """All that is open, with search and filters. HTMX asks for what changed alone."""
    form = SearchForm(request.GET)
    wanted = form.wanted
    found = find_openings(wanted, now=timezone.now(), page=form.page_number)
    asked = wanted.address()
    context = {
        "found": found,
        "wanted": wanted,
        "facets": facets(found.counts, wanted, programme_names()),
        "asked": f"{asked}&" if asked else "",
    }
    if request.htmx and not request.htmx.history_restore_request:
        response = render(request, "public/openings.html#update", context)
        push_url(response, request.path + (f"?{asked}" if asked else ""))
    else:
        response = page(request, "public/openings.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """One opening; when it has closed, 410 and others like it."""
    now = timezone.now()
    found = public_opening(code, now)
    sheet = sheet_of(found, now)
    if sheet.is_open:
        return page(request, "public/opening.html", {"sheet": sheet})
    context = {"sheet": sheet, "similar": similar_to(found, now=now)}
    return page(request, "public/gone.html", context, status=410)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, how long, and what they may ask."""
    return page(request, "public/text.html", {"text": texts.read("privacy")})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages serve everybody, and how to ask for something else."""
    return page(request, "public/text.html", {"text": texts.read("accessibility")})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Which pages machines may read: the public ones."""
    context = {"sitemap": settings.ORIGIN + reverse("public:sitemap")}
    return render(request, "public/robots.txt", context, content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The public pages, each in both languages."""
    context = {"pages": addresses(timezone.now())}
    return render(
        request, "public/sitemap.xml", context, content_type="application/xml"
    )
