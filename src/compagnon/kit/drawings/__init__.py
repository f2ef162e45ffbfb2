"""Drawings of the house: fine lines as an engraver cuts them, made by geometry.

Each drawing is computed once and printed as SVG whose classes take the colours of the
page, so that it works on paper and at night. They say nothing to a screen reader.
"""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from .compass import compass
from .horizon import horizon
from .ring import ring
from .small import chair, envelope, path

DRAWINGS = {
    "ring": ring,
    "horizon": horizon,
    "compass": compass,
    "envelope": envelope,
    "chair": chair,
    "path": path,
}


@lru_cache(maxsize=16)
def drawing(name: str) -> SafeString:
    """Return a drawing as SVG."""
    sheet = DRAWINGS[name]()
    return mark_safe(  # noqa: S308 - made of our own numbers
        f'<svg class="drawing drawing--{name}" viewBox="0 0 {sheet.width} '
        f'{sheet.height}" aria-hidden="true">{sheet.svg()}</svg>'
    )


__all__ = ["DRAWINGS", "drawing"]
