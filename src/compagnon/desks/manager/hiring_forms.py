"""The shape of what a hiring manager sends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compagnon.applications.rules import Verdict
from compagnon.kit.forms import DateInput, TimeInput
from compagnon.people.models import Person
from compagnon.postings.models import Place


class VerdictForm(forms.Form):
    """A decision with its reason."""

    at = forms.CharField(widget=forms.HiddenInput, max_length=40)
    verdict = forms.ChoiceField(
        label=_("Your decision"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reason_code = forms.ChoiceField(
        label=_("What the candidate reads, if they do not go on"), required=False
    )
    reason = forms.CharField(
        label=_("Why, with the evidence"),
        help_text=_("Kept in the file. The candidate can ask for it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: Any = None, *, reasons: Iterable[tuple[str, str]], at: str
    ) -> None:
        super().__init__(data, initial={"at": at})
        field = self.fields["reason_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a reason")), *reasons]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        declines = cleaned.get("verdict") == Verdict.DECLINE
        if declines and not cleaned.get("reason_code"):
            self.add_error("reason_code", _("Choose what the candidate will read."))
        return cleaned


class ResumeForm(forms.Form):
    """Why a résumé is read: it tells who somebody is."""

    reason = forms.CharField(
        label=_("Why do you need it?"),
        help_text=_("It tells who the person is. Your reason is kept with your name."),
        max_length=300,
    )


class DayForm(forms.Form):
    """A day on which people meet, cut into slots."""

    step = forms.ChoiceField(label=_("Step"))
    day = forms.DateField(label=_("Date"), widget=DateInput)
    begins = forms.TimeField(label=_("From"), widget=TimeInput)
    ends = forms.TimeField(label=_("Until"), widget=TimeInput)
    minutes = forms.IntegerField(label=_("Minutes a slot"), min_value=10, max_value=480)
    pause = forms.IntegerField(
        label=_("Minutes between two slots"), min_value=0, max_value=120, initial=0
    )
    capacity = forms.IntegerField(
        label=_("Seats a slot"), min_value=1, max_value=50, initial=1
    )
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=_("Place"),
        required=False,
        empty_label=_("Online only"),
    )
    link = forms.URLField(
        label=_("Link for those who come online"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone of these hours"),
        help_text=_("With a place, the hours are those of the place."),
    )
    directions = forms.CharField(
        label=_("How to find us"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    panel = forms.TypedMultipleChoiceField(
        label=_("Panel"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They observe and rate. Nobody ticked: others are found."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        steps: Sequence[tuple[str, str]],
        places: Any,
        colleagues: Sequence[tuple[int, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        zones = sorted({place.time_zone for place in places} | {"UTC", "Europe/Paris"})
        for name, choices in (
            ("step", list(steps)),
            ("time_zone", [(zone, zone.replace("_", " ")) for zone in zones]),
            ("panel", list(colleagues)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        place = self.fields["place"]
        assert isinstance(place, forms.ModelChoiceField)
        place.queryset = places

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("place") and not cleaned.get("link"):
            self.add_error("link", _("Say where to meet: a place, a link, or both."))
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end must be later than the beginning."))
        return cleaned

    @property
    def zone(self) -> str:
        """The zone that holds: the place's own, else the one that was chosen."""
        place: Place | None = self.cleaned_data["place"]
        return place.time_zone if place else str(self.cleaned_data["time_zone"])

    @property
    def members(self) -> list[Person]:
        return list(Person.objects.filter(pk__in=self.cleaned_data["panel"]))
