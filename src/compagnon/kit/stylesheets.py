"""The style sheets of the kit, in the order in which they are read."""

from pathlib import Path

from django.contrib.staticfiles.storage import (
    ManifestFilesMixin,
    staticfiles_storage,
)
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

NAMES = (
    *("layers", "fonts", "tokens", "reset", "base", "layout", "frame", "tools", "desk"),
    *("button", "form", "choice", "card", "badge", "notice", "table", "steps", "meter"),
    *("facts", "tabs", "pagination", "empty", "toolbar", "board", "timeline"),
    *("prose", "hero", "drawing", "dialog", "utilities", "display", "print"),
)

BUNDLE = "kit/css/house.css"
SHEETS = Path(__file__).parent / "static/kit/css"


def bundle() -> str:
    """Return all style sheets as one, without the white space at the margins."""
    lines = (
        line.strip()
        for name in NAMES
        for line in (SHEETS / f"{name}.css").read_text().splitlines()
    )
    return "\n".join(line for line in lines if line) + "\n"


def links() -> SafeString:
    """Return a link to the bundle, or one for each sheet while we build."""
    is_collected = isinstance(staticfiles_storage, ManifestFilesMixin)
    names = (BUNDLE,) if is_collected else [f"kit/css/{name}.css" for name in NAMES]
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names)
    )
