"""What a candidate types. Shape only: nothing is saved here."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compagnon.applications.models import Adjustment
from compagnon.applications.statements import Needs
from compagnon.eligibility.steps import FormQuestion
from compagnon.people.models import Identity

from .consents import CONSENTS


class ApplyForm(forms.Form):
    """Who to write to, and what is agreed."""

    given_name = forms.CharField(
        label=_("Given name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=80,
        help_text=_("For letters and the offer. Those who rate you never see it."),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    def __init__(self, *args: Any, identity: Identity, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "given_name": identity.given_name,
            "family_name": identity.family_name,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        for consent in CONSENTS:
            self.fields[consent.purpose] = forms.BooleanField(
                label=str(consent.label),
                help_text=str(consent.words),
                required=consent.is_required,
                error_messages={
                    "required": _("We cannot go on without this agreement.")
                },
            )


class DraftField(forms.CharField):
    """Words that have to be there when they are sent, and may be missing until then."""

    def validate(self, value: Any) -> None:
        """Accept an empty draft; `required` only tells the page what to mark."""


class WordsForm(forms.Form):
    """The questions that are answered in one's own words.

    A draft may be empty or short: completeness is looked at when it is sent. Beside
    each answer goes the version of the text that the page began with.
    """

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        questions: Sequence[FormQuestion],
        texts: dict[str, str],
        versions: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = DraftField(
                label=str(question.label),
                help_text=_help(question),
                required=question.is_required,
                max_length=question.max_length,
                initial=texts.get(question.key, ""),
                widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "true"}),
            )
            self.fields[f"seen-{question.key}"] = forms.CharField(
                required=False,
                initial=versions.get(question.key, ""),
                widget=forms.HiddenInput,
            )

    def answers(self) -> dict[str, tuple[str, str]]:
        """Return the text and the version that was seen, by question."""
        return {
            question.key: (
                self.cleaned_data.get(question.key, ""),
                self.cleaned_data.get(f"seen-{question.key}", ""),
            )
            for question in self.questions
            if question.key in self.cleaned_data
        }


def _help(question: FormQuestion) -> str:
    length = str(_("Up to %(count)s characters.") % {"count": question.max_length})
    return f"{question.help} {length}" if question.help else length


class ResumeForm(forms.Form):
    """One file. What it is, is read from its content by the operation."""

    file = forms.FileField(
        label=_("Your résumé"),
        help_text=_("PDF or Word (.docx), up to 5 MB. No photo is needed."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )


TIMES = [
    ("1", _("The time as it is")),
    ("1.25", _("A quarter more time")),
    ("1.5", _("Half as much again")),
    ("2", _("Twice the time")),
    ("none", _("No clock")),
]


class AdjustmentsForm(forms.Form):
    """What somebody needs to show what they can do. No proof is asked."""

    time = forms.ChoiceField(label=_("Time"), choices=TIMES, widget=forms.RadioSelect)
    text_version = forms.BooleanField(
        label=_("Text version of tasks with drawings"), required=False
    )
    large_text = forms.BooleanField(label=_("Larger text"), required=False)
    readable_font = forms.BooleanField(
        label=_("A typeface made for easy reading"), required=False
    )
    high_contrast = forms.BooleanField(label=_("High contrast"), required=False)
    reduced_motion = forms.BooleanField(label=_("No motion"), required=False)
    written_interview = forms.BooleanField(
        label=_("Written answers in place of recorded ones"), required=False
    )
    note = forms.CharField(
        label=_("Anything else we should arrange"),
        help_text=_(
            "Read only by the person who arranges adjustments. Say what would help; "
            "you need not say why."
        ),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @staticmethod
    def initial_of(kept: Adjustment | None) -> dict[str, Any]:
        if kept is None:
            return {"time": "1"}
        factor = f"{kept.time_factor.normalize():f}"
        return {**vars(kept), "time": "none" if kept.is_untimed else factor}

    def needs(self) -> Needs:
        values = dict(self.cleaned_data)
        time = values.pop("time")
        return Needs(
            time_factor=Decimal(1) if time == "none" else Decimal(time),
            is_untimed=time == "none",
            **values,
        )


class WithdrawForm(forms.Form):
    """An application is taken back; the reason is the candidate's to give or not."""

    reason = forms.CharField(
        label=_("Would you tell us why?"),
        help_text=_("You need not. It helps us do better."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MessageForm(forms.Form):
    """Words for a person."""

    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            ("question", _("A question")),
            ("technical", _("Something did not work")),
        ],
        widget=forms.RadioSelect,
        initial="question",
    )
    words = forms.CharField(
        label=_("Your message"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ContestForm(forms.Form):
    """Why a decision should be looked at again."""

    words = forms.CharField(
        label=_("What should we look at again?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ReopenForm(forms.Form):
    """Why a withdrawn application should go on."""

    words = forms.CharField(
        label=_("Why would you like to go on?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
