"""The shape of what a candidate, or the candidate's browser, sends."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .errors import ForeignTypeError, LengthMissingError, UploadError
from .rules import MOST_LETTERS, Kind, sha256_in

PIECE = "application/offset+octet-stream"


class TakeForm(forms.Form):
    """What a browser is about to record."""

    kind = forms.ChoiceField(choices=[(Kind.VIDEO, "video"), (Kind.AUDIO, "audio")])
    type = forms.CharField(max_length=120)


class WrittenForm(forms.Form):
    """An answer in writing."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )


@dataclass(frozen=True)
class Piece:
    """The headers of a request that carries bytes of a recording."""

    offset: int
    length: int
    is_last: bool
    sha256: str
    seconds: float | None

    @classmethod
    def of(cls, request: HttpRequest) -> Piece:
        """Read the headers, and nothing of the body.

        A body without a length is refused: WSGI would hand it on as empty.
        """
        if "Content-Length" not in request.headers:
            raise LengthMissingError(_("Say how long the piece is."))
        if request.content_type != PIECE:
            raise ForeignTypeError(_("Send pieces as %(type)s.") % {"type": PIECE})
        try:
            return cls(
                offset=_natural(request.headers.get("Upload-Offset", "")),
                length=_natural(request.headers["Content-Length"]),
                is_last=request.headers.get("Upload-Complete") == "?1",
                sha256=sha256_in(request.headers.get("Repr-Digest", "")),
                seconds=_seconds(request.headers.get("Upload-Duration", "")),
            )
        except ValueError:
            raise UploadError(_("The headers of this piece make no sense.")) from None


def _natural(words: str) -> int:
    if not (words.isascii() and words.isdigit()):
        raise ValueError(words)
    return int(words)


def _seconds(words: str) -> float | None:
    """Return a claimed length of up to ten hours."""
    if not words:
        return None
    seconds = float(words)
    if not 0 <= seconds <= 36_000:
        raise ValueError(words)
    return seconds
