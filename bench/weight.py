"""What pages weigh in a browser, without fonts: HTML, styles, scripts, pictures.

Counted from the HTML: each stylesheet, module and image that the page names, and the
modules that those import. Uncompressed and as gzip sends it.
"""

from __future__ import annotations

import gzip
import re
from urllib.parse import urljoin

NAMED = re.compile(rb'(?:href|src)="(/static/[^"]+\.(?:css|js|svg|png))"')
IMPORTED = re.compile(
    rb'(?:from|import)\s*\(?\s*["\']([^"\']+\.js)["\']|@import[^"\']*["\']([^"\']+)["\']'
)


def closure(html: bytes, read) -> dict[str, bytes]:
    """Return every file that a page loads, by path."""
    found: dict[str, bytes] = {}
    waiting = [path.decode() for path in NAMED.findall(html)]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = content = read(path)
        waiting += [
            urljoin(path, next(filter(None, groups)).decode())
            for groups in IMPORTED.findall(content)
        ]
    return found


def weigh(html: bytes, read) -> tuple[float, float]:
    """Return the page's weight in kB, plain and gzipped."""
    parts = [html, *closure(html, read).values()]
    return (
        sum(map(len, parts)) / 1000,
        sum(len(gzip.compress(part)) for part in parts) / 1000,
    )


def static_file(path: str) -> bytes:
    """Return a collected file, as a release serves it."""
    from django.conf import settings

    return (settings.STATIC_ROOT / path.removeprefix("/static/")).read_bytes()
