"""The small signs of the house: one line weight, drawn on a grid of 24."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Each entry holds the drawing instructions of one path; round ends and joins.
PATHS = {
    "alert": "M12 3.5 2.5 20h19zM12 9.5v5M12 17.3v.2",
    "arrow": "M4 12h16M14 6l6 6-6 6",
    "back": "M20 12H4M10 6l-6 6 6 6",
    "calendar": "M4 5.5h16v15H4zM4 10h16M8 3v4M16 3v4M8 14h.1M12 14h.1M16 14h.1",
    "camera": "M3 7.5h4L9 5h6l2 2.5h4v12H3zM12 9.5a3.7 3.7 0 1 0 .01 0z",
    "check": "M4.5 12.5l5 5L19.5 7",
    "clock": "M12 3.5a8.5 8.5 0 1 0 .01 0zM12 7.5V12l3.2 2.2",
    "close": "M6 6l12 12M18 6 6 18",
    "copy": "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
    "down": "M5.5 9l6.5 6.5L18.5 9",
    "eye": "M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12z"
    "M12 9.2a2.8 2.8 0 1 0 .01 0z",
    "file": "M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9 12.5h6M9 16h6",
    "filter": "M3.5 5.5h17L14 13v6.5l-4-2V13z",
    "flag": "M6 21V4M6 4.5h12l-2.8 4 2.8 4H6",
    "globe": "M12 3.5a8.5 8.5 0 1 0 .01 0zM3.5 12h17M12 3.5c-5 5-5 12 0 17"
    "M12 3.5c5 5 5 12 0 17",
    "info": "M12 3.5a8.5 8.5 0 1 0 .01 0zM12 11v5.5M12 7.6v.2",
    "lock": "M5.5 10.5h13v10h-13zM8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2.5",
    "mail": "M3.5 5.5h17v13h-17zM3.5 6.5l8.5 7 8.5-7",
    "microphone": "M12 3.5a2.8 2.8 0 0 1 2.8 2.8v5a2.8 2.8 0 0 1-5.6 0v-5"
    "A2.8 2.8 0 0 1 12 3.5zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M9 21h6",
    "minus": "M5 12h14",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "pause": "M8 5v14M16 5v14",
    "person": "M12 4a3.8 3.8 0 1 0 .01 0zM4.5 20.5c.6-4.6 3.6-6.5 7.5-6.5s6.9 1.9 "
    "7.5 6.5",
    "place": "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z"
    "M12 7.7a2.3 2.3 0 1 0 .01 0z",
    "play": "M7.5 5l11 7-11 7z",
    "plus": "M12 5v14M5 12h14",
    "search": "M10.5 4a6.5 6.5 0 1 0 .01 0zM15.3 15.3l5.2 5.2",
    "star": "M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9L6.7 20l1.1-6-4.4-4.2 6-.8z",
    "sun": "M12 8a4 4 0 1 0 .01 0zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2"
    "M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
    "text": "M5 6.5v-2h14v2M12 4.5v15M9 19.5h6",
    "up": "M5.5 15 12 8.5l6.5 6.5",
}


def icon(name: str, label: str = "") -> SafeString:
    """Return a sign as SVG; with a `label` it is read out, without it is silent."""
    speech = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" {}><path d="{}"/></svg>',
        speech,
        PATHS[name],
    )
