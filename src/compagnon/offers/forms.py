"""Answering an offer: shape only."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AcceptForm(forms.Form):
    """The own name and a tick, under the letter."""

    typed_name = forms.CharField(
        label=_("Your first and last name"),
        help_text=_("Typing it has the effect of a signature."),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Please type your name.")},
    )
    agrees = forms.BooleanField(
        label=_("I have read the letter and its conditions, and I accept the offer."),
        error_messages={"required": _("Please tick the box if you accept.")},
    )


class TurnDownForm(forms.Form):
    """A reason, if the person would like to give one."""

    reason = forms.CharField(
        label=_("Would you like to tell us why?"),
        help_text=_("It helps us. It is not needed, and it never counts against you."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
