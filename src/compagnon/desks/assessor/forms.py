"""What an assessor writes: evidence first, then a rating, for each competency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from compagnon.ratings.queries import CriterionView
from compagnon.ratings.rules import HALF_POINTS, Draft

NOT_OBSERVED = "none"
SCALE = [
    (f"{value.normalize():f}", f"{value.normalize():f}".replace(".5", "½"))
    for value in HALF_POINTS
]


@dataclass(frozen=True)
class Row:
    """One competency with its two fields."""

    criterion: CriterionView
    evidence: BoundField
    value: BoundField
    is_missing: bool


class RatingForm(forms.Form):
    """The rubric as fields. All may be empty: it is a draft until it is locked."""

    notes = forms.CharField(
        label=_("Notes, word for word"),
        max_length=20_000,
        required=False,
        # The notes stand beside the rubric, outside its form element.
        widget=forms.Textarea(attrs={"rows": 6, "form": "rating-form"}),
    )

    def __init__(
        self,
        criteria: Sequence[CriterionView],
        data: Mapping[str, Any] | None = None,
        *,
        notes: str = "",
    ) -> None:
        super().__init__(data, initial={"notes": notes})
        self.criteria = criteria
        self.missing: tuple[str, ...] = ()
        for criterion in criteria:
            self._add_fields(criterion)

    def _add_fields(self, criterion: CriterionView) -> None:
        code, draft = criterion.competency, criterion.draft
        self.fields[f"evidence_{code}"] = forms.CharField(
            label=_("Evidence"),
            help_text=_("What was said or done, in their words. No judgement yet."),
            initial=draft.evidence,
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields[f"value_{code}"] = forms.ChoiceField(
            label=_("Rating"),
            choices=[*SCALE, (NOT_OBSERVED, _("Not observed"))],
            initial=_choice_of(draft),
            required=False,
            widget=forms.RadioSelect,
        )

    @property
    def rows(self) -> list[Row]:
        return [
            Row(
                criterion=criterion,
                evidence=self[f"evidence_{criterion.competency}"],
                value=self[f"value_{criterion.competency}"],
                is_missing=criterion.competency in self.missing,
            )
            for criterion in self.criteria
        ]

    def drafts(self) -> list[Draft]:
        """What was written, as the operations take it. Needs a valid form."""
        return [
            _draft_of(
                criterion.competency,
                self.cleaned_data[f"evidence_{criterion.competency}"],
                self.cleaned_data[f"value_{criterion.competency}"],
            )
            for criterion in self.criteria
        ]


def _choice_of(draft: Draft) -> str:
    if draft.is_observed is None:
        return ""
    if draft.value is None:
        return NOT_OBSERVED
    return f"{draft.value.normalize():f}"


def _draft_of(competency: str, evidence: str, chosen: str) -> Draft:
    if not chosen:
        return Draft(competency, evidence)
    if chosen == NOT_OBSERVED:
        return Draft(competency, evidence, is_observed=False)
    return Draft(competency, evidence, value=Decimal(chosen), is_observed=True)


class RecusalForm(forms.Form):
    """Why somebody steps back."""

    reason = forms.CharField(
        label=_("Why do you step back?"),
        help_text=_("For example: I know this person. Nobody else reads it."),
        max_length=300,
        required=False,
    )


class TickForm(forms.Form):
    """A line of the observation list."""

    position = forms.IntegerField(min_value=0, max_value=99)
    off = forms.BooleanField(required=False)
