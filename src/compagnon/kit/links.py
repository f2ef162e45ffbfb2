"""Short-lived signed links to files: the link itself is the permission."""

from django.core import signing
from django.http import Http404


def sign(purpose: str, code: str, reader: str) -> str:
    """Return a token that lets `reader` (a person's code) fetch one thing once more."""
    return signing.dumps([code, reader], salt=f"compagnon.link.{purpose}")


def opened(purpose: str, token: str, reader: str, seconds: int = 600) -> str:
    """Return the code inside a token, or 404 when it is false, old or another's."""
    try:
        code, whose = signing.loads(
            token, salt=f"compagnon.link.{purpose}", max_age=seconds
        )
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    if whose != reader:
        raise Http404
    return str(code)
