"""The tools above a list: what can be chosen, and what is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from compagnon.applications.rules import FlagReason, Status
from compagnon.kit.cldr import country_name
from compagnon.postings.models import Campaign, Opening

from .cohort import places_in
from .filters import Filters


@dataclass(frozen=True)
class Toolbar:
    """Options as HTML: a page draws hundreds, and templates are slow at that."""

    steps: SafeString
    statuses: SafeString
    places: SafeString
    needs: SafeString
    days: SafeString
    orders: SafeString
    # The title of the opening that the list is narrowed to, in place of the places.
    opening: str


def toolbar(campaign: Campaign, filters: Filters) -> Toolbar:
    """One query: the places of the campaign, or the opening if one is named."""
    declared = campaign.programme.declaration.steps
    return Toolbar(
        steps=options(
            [("", _("Every step")), *((one.key, str(one.title)) for one in declared)],
            filters.step,
        ),
        statuses=options([*Status.choices, ("all", _("Every status"))], filters.status),
        places=SafeString() if filters.opening else _places(campaign, filters.place),
        needs=options(
            [("", _("All")), ("any", _("Needs a person")), *FlagReason.choices],
            filters.needs,
        ),
        days=options(
            [
                ("", _("Any time")),
                *((str(n), _("More than %(n)d days") % {"n": n}) for n in (7, 14, 30)),
            ],
            str(filters.days or ""),
        ),
        orders=options(
            [
                ("oldest", _("Longest in step")),
                ("latest", _("Latest movement")),
                ("due", _("Due first, with a deadline")),
            ],
            filters.order,
        ),
        opening=_opening(campaign, filters.opening) if filters.opening else "",
    )


def options(choices: Iterable[tuple[str, object]], chosen: str) -> SafeString:
    """Return the options of a select; a tenth of what `format_html` would take."""
    return SafeString(
        "".join(
            f'<option value="{escape(value)}"{" selected" * (value == chosen)}>'
            f"{escape(str(label))}</option>"
            for value, label in choices
        )
    )


def _places(campaign: Campaign, chosen: str) -> SafeString:
    groups: dict[str, list[tuple[str, str]]] = {}
    for country, city in places_in(campaign):
        cities = groups.setdefault(country, [(country, country_name(country))])
        if city:
            cities.append((f"{country}/{city}", city))
    everywhere = options([("", _("Everywhere"))], chosen)
    return everywhere + format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (cities[0][1], options(cities, chosen))
            for cities in sorted(groups.values(), key=lambda found: found[0][1])
        ),
    )


def _opening(campaign: Campaign, code: str) -> str:
    found = Opening.objects.select_related("place").filter(campaign=campaign, code=code)
    return " · ".join(f"{opening.title}, {opening.place}" for opening in found) or code


def query_of(filters: Filters) -> str:
    """Return the address of a list, as far as it differs from the first view of it."""
    named = {
        "step": filters.step,
        "status": "" if filters.status == Status.OPEN else filters.status,
        "place": filters.place,
        "opening": filters.opening,
        "needs": filters.needs,
        "days": str(filters.days or ""),
        "overdue": "1" if filters.is_overdue else "",
        "held": "1" if filters.is_held else "",
        "code": filters.code,
        "order": "" if filters.order == "oldest" else filters.order,
    }
    return urlencode({name: value for name, value in named.items() if value})
