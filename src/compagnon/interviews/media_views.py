"""Recordings, to whoever holds a link that was made for them."""

from __future__ import annotations

from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.http import HttpResponseRedirect as Redirect
from django.views.decorators.http import require_safe

from compagnon.kit import links
from compagnon.people.access import SignedInRequest, signed_in

from . import access
from .models import Take
from .rules import SERVED, byte_range

LINK_SECONDS = 600


class Section:
    """A part of an open file, as a file of its own."""

    def __init__(self, file: File[bytes], start: int, length: int) -> None:
        file.seek(start)
        self._file, self._left = file, length

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        piece: bytes = self._file.read(wanted)
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._file.close()


@signed_in
@require_safe
def take(request: SignedInRequest, token: str) -> HttpResponseBase:
    """Play a recording. The link is the permission; it is the reader's alone."""
    code = links.opened("take", token, request.user.code, LINK_SECONDS)
    found = access.stored_take(code)
    name = f"answer.{SERVED[found.media_type]}"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Accept-Ranges": "bytes",
    }
    if address := _elsewhere(found, headers):
        return Redirect(address, headers={"Cache-Control": "private, no-store"})
    return _ranged(request.headers.get("Range", ""), found, headers)


def _elsewhere(found: Take, headers: dict[str, str]) -> str:
    """Return a presigned address where the files lie in an object store."""
    try:
        default_storage.path(str(found.file.name))
    except NotImplementedError:
        asked = {
            "ResponseContentType": found.media_type,
            "ResponseContentDisposition": headers["Content-Disposition"],
            "ResponseCacheControl": headers["Cache-Control"],
        }
        return str(default_storage.url(str(found.file.name), parameters=asked))  # type: ignore[call-arg]
    return ""


def _ranged(wanted: str, found: Take, headers: dict[str, str]) -> HttpResponseBase:
    """Answer with the whole file, or with the range that is wanted (RFC 9110 14)."""
    try:
        part = byte_range(wanted, found.size)
    except ValueError:
        unsatisfied = {**headers, "Content-Range": f"bytes */{found.size}"}
        return HttpResponse(status=416, headers=unsatisfied)
    start, end = part or (0, found.size - 1)
    try:
        file = default_storage.open(str(found.file.name))
    except FileNotFoundError:
        raise Http404 from None
    headers["Content-Length"] = str(end - start + 1)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end}/{found.size}"
    return FileResponse(
        Section(file, start, end - start + 1),
        status=206 if part else 200,
        content_type=found.media_type,
        headers=headers,
    )
