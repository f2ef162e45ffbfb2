"""What may be recorded, for how long, and what a file is. Pure."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .errors import ForeignTypeError

MOST_BYTES = 200 * 1024 * 1024
# One request carries no more: what is lost with a broken one stays small.
MOST_BYTES_AT_ONCE = 4 * 1024 * 1024
# A written answer: shown as a soft limit, and refused only far beyond it.
SOFT_LETTERS = 2500
MOST_LETTERS = 10_000
# Enough of a file to see its container and its tracks.
HEAD = 64 * 1024


class Kind(models.TextChoices):
    """How a question is answered. All kinds are judged by the same criteria."""

    VIDEO = "video", gettext_lazy("Video")
    AUDIO = "audio", gettext_lazy("Sound only")
    TEXT = "text", gettext_lazy("In writing")


class State(models.TextChoices):
    """Where a take stands."""

    RECORDING = "recording", gettext_lazy("Being recorded")
    STORED = "stored", gettext_lazy("Stored")
    FAILED = "failed", gettext_lazy("Interrupted")


# What a browser may claim to record, and under which name a file is served.
SERVED = {
    "video/webm": "webm",
    "video/mp4": "mp4",
    "audio/webm": "webm",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
}
# The names of video codecs in Matroska and WebM (RFC 9559, section 5.1.4.1.21).
PICTURE = re.compile(rb"V_(VP8|VP9|AV1|MPEG4|MPEGH)")
CLAIMED = frozenset(SERVED) | {"video/x-matroska"}


def is_claim_known(claimed: str, kind: Kind) -> bool:
    """Whether a browser's words for what it records name a type that we take."""
    base = claimed.split(";", maxsplit=1)[0].strip().lower()
    return base in CLAIMED and base.startswith(f"{kind.value}/")


def media_type_of(head: bytes, kind: Kind) -> str:
    """Return what a file is, by its first bytes; `kind` is what was to be recorded.

    Raises `ForeignTypeError` for anything that no recorder of ours makes.
    """
    if head.startswith(b"\x1a\x45\xdf\xa3") and re.search(b"webm|matroska", head[:64]):
        container, has_picture = "webm", bool(PICTURE.search(head))
    elif head[4:8] == b"ftyp":
        # A fragmented file names its tracks at the head; another at its end.
        named = b"hdlr" in head
        container = "mp4"
        has_picture = b"vide" in head if named else kind is Kind.VIDEO
    elif head.startswith(b"OggS"):
        container, has_picture = "ogg", False
    else:
        raise ForeignTypeError(_("This file is not a recording that we can keep."))
    if has_picture != (kind is Kind.VIDEO):
        raise ForeignTypeError(_("This file is not what was to be recorded."))
    return f"{'video' if has_picture else 'audio'}/{container}"


@dataclass(frozen=True)
class Allowance:
    """How long one candidate may prepare and answer; None: no clock."""

    prepare_seconds: int | None
    answer_seconds: int | None


def allowance(
    prepare_seconds: int, answer_seconds: int, *, factor: Decimal, is_untimed: bool
) -> Allowance:
    """Return a question's times under the candidate's adjustment."""
    if is_untimed:
        return Allowance(None, None)
    return Allowance(int(prepare_seconds * factor), int(answer_seconds * factor))


def takes_left(allowed: int, stored: int) -> int:
    """Takes that failed or were given up are not counted."""
    return max(allowed - stored, 0)


def unanswered(asked: Iterable[str], answered: Iterable[str]) -> list[str]:
    """Return the keys of the questions that still wait, in the order asked."""
    done = set(answered)
    return [key for key in asked if key not in done]


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that a ``Range`` header asks for.

    None: the whole file (no header, several ranges, or another unit, which a server may
    ignore: RFC 9110 14.2). Raises `ValueError` where nothing of the file is asked for.
    """
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if not found or found.group() == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last or size - 1), size - 1)
    if start > end:
        raise ValueError(header)
    return start, end


def in_words(seconds: int | None) -> str:
    """Return a length of time as people say it; empty for no clock."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    if minutes and not rest:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if not minutes or seconds < 2 * 60:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    return _("%(minutes)d min %(seconds)d s") % {"minutes": minutes, "seconds": rest}


def sha256_in(header: str) -> str:
    """Return the hash, in hex, that a ``Repr-Digest`` header names (RFC 9530).

    Empty where it names none; raises `ValueError` where it cannot be read.
    """
    found = re.search(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]+):", header)
    if found is None:
        return ""
    digest = base64.b64decode(found.group(1), validate=True)
    if len(digest) != hashlib.sha256().digest_size:
        raise ValueError(header)
    return digest.hex()
