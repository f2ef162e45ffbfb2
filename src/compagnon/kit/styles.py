"""What the living style page shows: every token, sign and drawing there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import drawings, icons
from .forms import DateInput

COLOURS = (
    *("paper", "card", "sunk", "ink", "ink-soft", "pine", "pine-deep", "brass"),
    *("stone", "line", "ok", "warn", "error", "info", "focus"),
)
CHOICES = [
    ("phone", _("On a telephone, standing in a queue, with one thumb")),
    ("tablet", _("On a tablet")),
    ("desk", _("At a desk")),
]


class SampleForm(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label=_("Your name"), max_length=40)
    mail = forms.EmailField(
        label=_("E-mail address"), help_text=_("We send a code to it.")
    )
    about = forms.CharField(
        label=_("What happened next?"), widget=forms.Textarea, required=False
    )
    begins = forms.DateField(label=_("First day"), widget=DateInput)
    where = forms.ChoiceField(label=_("Place"), choices=CHOICES)
    device = forms.ChoiceField(
        label=_("How do you read this?"), choices=CHOICES, widget=forms.RadioSelect
    )
    several = forms.MultipleChoiceField(
        label=_("What else do you use?"),
        help_text=_("Tick all that apply."),
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    paper = forms.FileField(label=_("A document"), required=False)
    agrees = forms.BooleanField(label=_("I have read how my data are used"))

    def clean(self) -> None:
        super().clean()
        raise ValidationError(_("This form is a sample and is never sent."))


@dataclass(frozen=True)
class StylePage:
    """All that the style page prints. No query."""

    colours: tuple[str, ...]
    icons: tuple[str, ...]
    drawings: tuple[str, ...]
    form: SampleForm
    wrong_form: SampleForm
    now: datetime


def style_page(now: datetime) -> StylePage:
    return StylePage(
        colours=COLOURS,
        icons=tuple(sorted(icons.PATHS)),
        drawings=tuple(drawings.DRAWINGS),
        form=SampleForm(prefix="new"),
        wrong_form=SampleForm(
            {"wrong-mail": "ada at example", "wrong-device": "phone"}, prefix="wrong"
        ),
        now=now,
    )
