"""What holds for each request: the reader's language, time zone and privacy."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

Respond = Callable[[HttpRequest], HttpResponse]


def language_from_query(respond: Respond) -> Respond:
    """Let a link choose the language: ``?lang=fr`` is remembered in a cookie."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("lang", "")
        if wanted not in known:
            return respond(request)
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = wanted
        response = respond(request)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=31_536_000,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    return middleware


def readers_time_zone(respond: Respond) -> Respond:
    """Show times in the zone that the browser named in the cookie ``tz``."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = request.COOKIES.get("tz", "")
        try:
            timezone.activate(zoneinfo.ZoneInfo(name))
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
            timezone.deactivate()
        try:
            return respond(request)
        finally:
            timezone.deactivate()

    return middleware


def private_pages(respond: Respond) -> Respond:
    """Keep pages of signed-in people out of caches; allow camera only to ourselves."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(self), microphone=(self), geolocation=()"
        )
        if "sessionid" in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware
