"""What each page may say about the installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .appearance import theme_of


def installation(request: HttpRequest) -> dict[str, Any]:
    return {
        "organisation": settings.ORGANISATION,
        "contact_name": settings.CONTACT_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "demo": settings.DEMO,
        "theme": theme_of(request),
    }
