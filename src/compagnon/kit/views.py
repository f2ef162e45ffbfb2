"""Pages that belong to the look of the house."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from . import appearance
from .styles import style_page


@require_safe
def choose_theme(request: HttpRequest, theme: str) -> HttpResponse:
    """Keep the reader's choice of light or dark, and go back where they were."""
    if theme not in {appearance.AUTOMATIC, *appearance.THEMES}:
        raise Http404
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if theme == appearance.AUTOMATIC:
        response.delete_cookie(appearance.COOKIE, samesite="Lax")
        return response
    response.set_cookie(
        appearance.COOKIE,
        theme,
        max_age=31_536_000,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_safe
def styles(request: HttpRequest) -> HttpResponse:
    """Show the look of the house; only where it is being built."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "kit/styles.html", {"styles": style_page(timezone.now())})
