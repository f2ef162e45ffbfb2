"""Light or dark, as the reader chose; without a choice the device decides."""

from django.http import HttpRequest

COOKIE = "theme"
AUTOMATIC = "auto"
THEMES = ("light", "dark")


def theme_of(request: HttpRequest) -> str:
    """Return the theme that the reader chose, or nothing."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""
