"""The facts that the rules need, as somebody types them. Nothing is saved here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from babel import Locale
from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from compagnon.kit.forms import DateInput

from .operations import Declared
from .rules import Earlier, Facts

FIRST_BIRTH_YEAR = 1900
# Codes in the list that are no countries: unions, islands without people, tests.
NO_COUNTRY = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def countries() -> list[tuple[str, str]]:
    """Return code and name of each country, by name in the reader's language."""
    territories = Locale((get_language() or "en")[:2]).territories
    found = [
        (code, name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    ]
    return [("", "—"), *sorted(found, key=lambda one: one[1].casefold())]


def yes_no(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=YES_NO,
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )


def country_field(
    label: Any, *, required: bool, help_text: Any = ""
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=countries, required=required, help_text=help_text
    )


class PersonForm(forms.Form):
    """The person: what the statute looks at."""

    birth_date = forms.DateField(label=_("Date of birth"), widget=DateInput)
    nationality = country_field(_("Nationality"), required=True)
    second_nationality = country_field(
        _("Second nationality"),
        required=False,
        help_text=_("One nationality on the list is enough."),
    )
    residence = country_field(_("Country where you live"), required=False)
    earlier = forms.ChoiceField(
        label=_("Have you been a V.I.E. or V.I.A. before?"),
        choices=Earlier.choices,
        widget=forms.RadioSelect,
        initial=Earlier.NONE,
    )
    earlier_months = forms.IntegerField(
        label=_("How many months did that mission last?"),
        required=False,
        min_value=0,
        max_value=24,
        help_text=_("Only if you have been one."),
    )
    service_in_order = yes_no(
        _("Are you in order with national service?"),
        _(
            "French nationals: census and Defence and Citizenship Day. Others: the "
            "rules of your own state; where it has none, answer yes."
        ),
    )
    has_civic_rights = yes_no(_("Do you enjoy your civic rights?"))
    has_clean_record = yes_no(
        _("Is your criminal record free of entries incompatible with the mission?"),
        _("Not every entry is. If you are not sure, ask a person."),
    )
    leaves_other_work = yes_no(
        _("Will you have left any other paid work by the start?")
    )

    def clean_birth_date(self) -> date:
        born: date = self.cleaned_data["birth_date"]
        if born.year < FIRST_BIRTH_YEAR or born > timezone.localdate():
            raise forms.ValidationError(_("Look at the year of your birth again."))
        return born

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        is_second = values.get("earlier") in {
            Earlier.FORCE_MAJEURE,
            Earlier.COMPANY_BREACH,
        }
        if is_second and values.get("earlier_months") is None:
            self.add_error("earlier_months", _("Say how many months it lasted."))
        return values

    def nationalities(self) -> tuple[str, ...]:
        values = self.cleaned_data
        both = (values["nationality"], values["second_nationality"])
        return tuple(dict.fromkeys(one for one in both if one))

    def declared(self) -> Declared:
        values = self.cleaned_data
        is_first = values["earlier"] == Earlier.NONE
        return Declared(
            earlier=values["earlier"],
            earlier_months=0 if is_first else values["earlier_months"] or 0,
            residence=values["residence"],
            service_in_order=values["service_in_order"],
            has_civic_rights=values["has_civic_rights"],
            has_clean_record=values["has_clean_record"],
            leaves_other_work=values["leaves_other_work"],
        )


class PublicCheckForm(PersonForm):
    """The person and the mission, for a check that nobody keeps."""

    filing_date = forms.DateField(label=_("The day you would apply"), widget=DateInput)
    destination = country_field(_("Destination"), required=True)
    starts_on = forms.DateField(label=_("Start of the mission"), widget=DateInput)
    months = forms.IntegerField(
        label=_("Duration in months"), min_value=1, max_value=60, initial=12
    )

    field_order = ["destination", "starts_on", "months", "filing_date"]

    def facts(self) -> Facts:
        return replace(
            self.declared().facts(),
            birth_date=self.cleaned_data["birth_date"],
            nationalities=self.nationalities(),
            filing_date=self.cleaned_data["filing_date"],
            starts_on=self.cleaned_data["starts_on"],
            months=self.cleaned_data["months"],
            destination=self.cleaned_data["destination"],
        )
