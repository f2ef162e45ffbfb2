"""Tags that every template may use without loading them."""

import zoneinfo
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compagnon.kit import cldr, drawings, icons, markdown, stylesheets

register = template.Library()

register.filter("country", cldr.country_name)
register.filter("language_name", cldr.language_name)
register.simple_tag(icons.icon, name="icon")
register.simple_tag(drawings.drawing, name="drawing")
register.simple_tag(stylesheets.links, name="stylesheets")


@register.simple_tag
def moment(value: date | None, zone: str = "", form: str = "full") -> str:
    """Print a date or an instant: in `zone`, or else in the reader's own zone.

    ``form`` is full, date or time. An instant without a zone of its own is rewritten
    by the browser, which knows the reader's zone better than a cookie does.
    """
    if value is None:
        return ""
    if not isinstance(value, datetime):
        return format_html(
            '<time datetime="{}">{}</time>', value.isoformat(), cldr.date_words(value)
        )
    if zone:
        return _time(value.astimezone(zoneinfo.ZoneInfo(zone)), form)
    return format_html(
        '<local-time form="{}" zone-words="{}">{}</local-time>',
        form,
        _("%(city)s time") % {"city": "{}"},
        _time(timezone.localtime(value), form),
    )


def _time(value: datetime, form: str) -> SafeString:
    named = "" if form == "date" else f" ({cldr.zone_words(value)})"
    return format_html(
        '<time datetime="{}">{}{}</time>',
        value.isoformat(timespec="seconds"),
        cldr.date_words(value, form),
        named,
    )


@register.filter
def money(amount: Decimal | None) -> str:
    """Print an amount in euro."""
    return "" if amount is None else cldr.euros(amount)


@register.filter(name="markdown")
def as_markdown(text: str | None) -> SafeString:
    """Print Markdown as safe HTML."""
    return mark_safe(markdown.to_html(str(text or "")))  # noqa: S308 - nh3 cleaned it


@register.filter
def duration_months(months: int | None) -> str:
    """Print a number of months."""
    if months is None:
        return ""
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


@register.simple_tag
def maybe_url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page, or nothing where the installation lacks it."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.filter
def notice_kind(level: str) -> str:
    """Return the kind of notice that shows a message of `level`."""
    kinds = {"success": "ok", "warning": "warn", "error": "error"}
    return kinds.get(level, "info")


@register.filter
def notice_icon(level: str) -> str:
    """Return the icon that goes with a message of `level`."""
    signs = {"success": "check", "warning": "alert", "error": "alert"}
    return signs.get(level, "info")


@register.inclusion_tag("kit/forms/summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Print what must be mended, each with a link to its field."""
    return {"form": form}
