"""What a programme manager enters. Shape only."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compagnon.kit.cldr import country_name
from compagnon.kit.forms import DateInput, DateTimeInput
from compagnon.postings.countries import codes
from compagnon.postings.models import Opening, Place
from compagnon.postings.terms import LONGEST, LONGEST_PLACE, OpeningTerms, PlaceTerms
from compagnon.postings.zones import zone_of
from compagnon.programmes.models import Programme

LARGEST_PROGRAMME = 2_000_000
LARGEST_TABLE = 20_000_000


class ProgrammeFileForm(forms.Form):
    """A programme file to check."""

    file = forms.FileField(
        label=gettext_lazy("Programme file"),
        help_text=gettext_lazy("YAML, in UTF-8. Nothing is loaded before you confirm."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def clean_file(self) -> str:
        """Return the text of the file."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_PROGRAMME:
            raise forms.ValidationError(_("The file is too long to be a programme."))
        content = upload.read()
        try:
            return str(content.decode("utf-8"))
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            words = _("Line %(line)d is not in UTF-8. Save the file in that encoding.")
            raise forms.ValidationError(words % {"line": line}) from None


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of programme versions, by name and number."""

    def label_from_instance(self, obj: Programme) -> str:
        return f"{obj.declaration.full_name}, v{obj.version}"


class CompareForm(forms.Form):
    """Two versions to lay beside each other."""

    old = VersionField(queryset=Programme.objects.none(), label=gettext_lazy("From"))
    new = VersionField(queryset=Programme.objects.none(), label=gettext_lazy("To"))

    def __init__(self, *args: Any, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = versions  # type: ignore[attr-defined]


class CampaignForm(forms.Form):
    """One run of a programme version."""

    programme = VersionField(
        queryset=Programme.objects.none(),
        label=gettext_lazy("Programme version"),
        help_text=gettext_lazy("The campaign stays on it to the end."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("As people call it: “January 2027”."),
    )
    opens_at = forms.DateTimeField(
        label=gettext_lazy("Applications open"), widget=DateTimeInput
    )
    closes_at = forms.DateTimeField(
        label=gettext_lazy("Applications close"),
        widget=DateTimeInput,
        help_text=gettext_lazy("Each opening may close before, on its own day."),
    )

    def __init__(self, *args: Any, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = versions  # type: ignore[attr-defined]


def _words(label: Any, name: str, **more: Any) -> forms.CharField:
    limit = {**LONGEST, **LONGEST_PLACE}[name]
    return forms.CharField(label=label, max_length=limit, **more)


class OpeningForm(forms.Form):
    """What an opening says."""

    title_en = _words(gettext_lazy("Title in English"), "title_en")
    title_fr = _words(gettext_lazy("Title in French"), "title_fr")
    function = _words(gettext_lazy("Function"), "function", required=False)
    organisation = _words(
        gettext_lazy("Host, where it is not the house itself"),
        "organisation",
        required=False,
    )
    seats = forms.IntegerField(label=gettext_lazy("Seats"), min_value=1, initial=1)
    starts_on = forms.DateField(label=gettext_lazy("Start"), widget=DateInput)
    closes_on = forms.DateField(
        label=gettext_lazy("Last day to apply"),
        widget=DateInput,
        help_text=gettext_lazy("To 23:59:59 at the place."),
    )
    duration_months = forms.IntegerField(
        label=gettext_lazy("Duration in months"), min_value=1, required=False
    )
    level = _words(gettext_lazy("Level"), "level", required=False)
    languages = forms.CharField(
        label=gettext_lazy("Languages"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Codes with a space between: en fr"),
    )
    allowance_eur = forms.DecimalField(
        label=gettext_lazy("Allowance in euro a month"),
        required=False,
        max_digits=9,
        decimal_places=2,
    )
    allowance_as_of = forms.DateField(
        label=gettext_lazy("Allowance as of"), widget=DateInput, required=False
    )
    allowance_source = _words(
        gettext_lazy("Source of the allowance"), "allowance_source", required=False
    )
    technical_task = forms.ChoiceField(
        label=gettext_lazy("Technical task"), required=False
    )
    description_en = _words(
        gettext_lazy("Description in English"),
        "description_en",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    description_fr = _words(
        gettext_lazy("Description in French"),
        "description_fr",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    managers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hiring managers"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They see the shortlist and take part in the panel."),
    )

    def __init__(
        self,
        *args: Any,
        tasks: Iterable[str],
        people: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("None")), *((task, task) for task in sorted(tasks))]
        self.fields["technical_task"].choices = choices  # type: ignore[attr-defined]
        self.fields["managers"].choices = people  # type: ignore[attr-defined]
        if len(choices) == 1:
            del self.fields["technical_task"]
        if not people:
            del self.fields["managers"]

    def clean_languages(self) -> tuple[str, ...]:
        said = self.cleaned_data["languages"].split()
        for code in said:
            if not (len(code) in {2, 3} and code.isascii() and code.islower()):
                words = _("“%(said)s” is not the code of a language, such as en.")
                raise forms.ValidationError(words % {"said": code})
        return tuple(said)

    def terms(self, opening: Opening | None = None) -> OpeningTerms:
        """Return what was entered; what the form does not ask stays as it is."""
        names = OpeningTerms.__dataclass_fields__.keys() & self.cleaned_data.keys()
        values = {name: self.cleaned_data[name] for name in names}
        if opening is not None:
            values |= {
                "reference": opening.reference,
                "source_url": opening.source_url,
            }
            values.setdefault("technical_task", opening.technical_task)
        return OpeningTerms(**values)


def initial_of(opening: Opening) -> dict[str, Any]:
    """Return what the form shows of an opening."""
    names = OpeningTerms.__dataclass_fields__
    return {name: getattr(opening, name) for name in names} | {
        "languages": " ".join(opening.languages),
        "managers": list(opening.managers.values_list("pk", flat=True)),
    }


class PlaceForm(forms.Form):
    """Where a new opening is. A place of the same name and city is the same one."""

    name = _words(gettext_lazy("Name of the boutique or office"), "name")
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Place.Kind.choices)
    city = _words(gettext_lazy("City"), "city", required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"))
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Empty: that of the city, such as America/New_York."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted((country_name(code), code) for code in codes())
        choices = [("", ""), *((code, name) for name, code in names)]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]

    def clean_time_zone(self) -> str:
        said = str(self.cleaned_data["time_zone"]).strip()
        if said and said not in zoneinfo.available_timezones():
            raise forms.ValidationError(_("There is no such time zone."))
        return said

    def terms(self) -> PlaceTerms:
        values = self.cleaned_data
        zone = values["time_zone"] or zone_of(values["country"], values["city"])
        return PlaceTerms(**{**values, "time_zone": zone or "UTC"})


class ImportForm(forms.Form):
    """A table of openings to import."""

    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy(
            "CSV in UTF-8, with commas: our own columns, or a list of V.I.E. offers."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Last day to apply, for lists of offers"),
        widget=DateInput,
        required=False,
        help_text=gettext_lazy("Such lists do not say it. Empty: in 60 days."),
    )
    shifts = forms.BooleanField(
        label=gettext_lazy("Move starts by whole years until they lie ahead"),
        required=False,
    )
    skip_bad = forms.BooleanField(
        label=gettext_lazy("Keep the good rows where others are refused"),
        required=False,
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_TABLE:
            raise forms.ValidationError(_("The file is larger than 20 MB. Split it."))
        return upload
