"""What a reader may look for. Shape only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compagnon.kit.cldr import country_name
from compagnon.kit.templatetags.kit import duration_months
from compagnon.postings.queries import FACETS, Wanted


class SearchForm(forms.Form):
    """Filters of the list of openings, from the address. Wrong values ask nothing."""

    words = forms.CharField(label=gettext_lazy("Words"), max_length=100, required=False)
    programme = forms.CharField(max_length=40, required=False)
    country = forms.CharField(max_length=2, required=False)
    city = forms.CharField(max_length=80, required=False)
    function = forms.CharField(max_length=120, required=False)
    month = forms.RegexField(r"^20\d{2}-(0[1-9]|1[0-2])$", required=False)
    duration = forms.RegexField(r"^\d{1,2}$", required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    @property
    def wanted(self) -> Wanted:
        self.full_clean()
        return Wanted(
            words=self.cleaned_data.get("words", ""),
            **{name: self.cleaned_data.get(name, "") for name in FACETS},
        )

    @property
    def page_number(self) -> int:
        self.full_clean()
        return int(self.cleaned_data.get("page") or 1)


class Facet:
    """One select of the filters, with the number of openings beside each value."""

    def __init__(
        self,
        name: str,
        label: str,
        everything: str,
        options: list[tuple[str, str, int]],
        chosen: str,
    ) -> None:
        self.name = name
        self.label = label
        self.everything = everything
        self.options = options
        self.chosen = chosen

    @property
    def is_of_use(self) -> bool:
        """Whether there is anything to choose between, or to take back."""
        return len(self.options) > 1 or bool(self.chosen)

    @property
    def without(self) -> dict[str, None]:
        """The change of the address that takes the choice back."""
        return {self.name: None}

    @property
    def chosen_label(self) -> str:
        return next(
            (label for value, label, _count in self.options if value == self.chosen), ""
        )


def facets(
    counts: dict[str, dict[str, int]], wanted: Wanted, programmes: dict[str, str]
) -> list[Facet]:
    """Return the selects for what was found, in the reader's words."""
    words: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "programme": (
            _("Programme"),
            _("All programmes"),
            lambda slug: programmes.get(slug, slug),
        ),
        "country": (_("Country"), _("All countries"), country_name),
        "city": (_("City"), _("All cities"), str),
        "function": (_("Function"), _("All functions"), str),
        "month": (_("Start"), _("Any month"), month_name),
        "duration": (
            _("Duration"),
            _("Any duration"),
            lambda months: duration_months(int(months)),
        ),
    }
    found = []
    for name, (label, everything, say) in words.items():
        options = [(value, say(value), count) for value, count in counts[name].items()]
        by_value = name in {"month", "duration"}
        options.sort(key=lambda one: _order(one, by_value=by_value))
        chosen = wanted.facets()[name]
        found.append(Facet(name, label, everything, options, chosen))
    return found


def month_name(value: str) -> str:
    """Return a month as people say it.

    >>> month_name("2027-09")
    'September 2027'
    """
    return date_format(date.fromisoformat(f"{value}-01"), "F Y")


def _order(option: tuple[str, str, int], *, by_value: bool) -> tuple[int, str]:
    value, label, _count = option
    if by_value:
        return len(value), value
    return 0, label.casefold()
