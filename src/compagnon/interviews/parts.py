"""Part files: where the bytes of a take lie until it is whole.

The length of the file is the only offset. It needs no lock: a writer looks at the
length before each buffer and stops where it is not the one it counted on. Two writers
of the same bytes (a request that stalled, and its repetition) then write them once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from .rules import HEAD

BUFFER = 64 * 1024


class Readable(Protocol):
    """A request, or a file."""

    def read(self, size: int, /) -> bytes: ...


def folder() -> Path:
    """Return where part files lie. On each machine's own disk."""
    place = Path(settings.DATA) / "uploads"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def path_of(code: str) -> Path:
    return folder() / f"{code}.part"


def length_of(code: str) -> int:
    """Return how many bytes have come: the offset."""
    try:
        return path_of(code).stat().st_size
    except FileNotFoundError:
        return 0


def append(code: str, body: Readable, *, offset: int, length: int) -> int:
    """Write up to `length` bytes of `body` at `offset`; return the new offset.

    What comes of a connection that breaks is kept. Where the file is not `offset` long,
    before the first byte or later, nothing more is written.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    handle = os.open(path_of(code), flags, 0o600)
    try:
        position, end = offset, offset + length
        while position < end and os.fstat(handle).st_size == position:
            piece = _read(body, min(BUFFER, end - position))
            if not piece or os.fstat(handle).st_size != position:
                break
            position += os.pwrite(handle, piece, position)
        os.fdatasync(handle)
        return os.fstat(handle).st_size
    finally:
        os.close(handle)


def _read(body: Readable, size: int) -> bytes:
    try:
        return body.read(size)
    except OSError:  # the candidate's connection broke: Django's UnreadablePostError
        return b""


def head_of(code: str) -> bytes:
    """Return the first bytes, for a look at what the file is."""
    try:
        with path_of(code).open("rb") as part:
            return part.read(HEAD)
    except FileNotFoundError:
        return b""


def sha256_of(code: str) -> str:
    with path_of(code).open("rb") as part:
        return hashlib.file_digest(part, "sha256").hexdigest()


def opened(code: str) -> BinaryIO:
    return path_of(code).open("rb")


def discard(code: str) -> None:
    path_of(code).unlink(missing_ok=True)


def written_since(code: str, moment: datetime) -> bool:
    """Whether bytes came after `moment`."""
    try:
        return path_of(code).stat().st_mtime >= moment.timestamp()
    except FileNotFoundError:
        return False


def lying_since(moment: datetime) -> Iterator[str]:
    """Yield the codes of parts to which nothing was added after `moment`."""
    for part in folder().glob("*.part"):
        if part.stat().st_mtime < moment.timestamp():
            yield part.stem
