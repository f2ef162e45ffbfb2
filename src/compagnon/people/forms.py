"""What people type at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """An e-mail address to send the code to."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send a code and a link. There is no password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


class CodeForm(forms.Form):
    """The six digits that were mailed; spaces do not matter."""

    code = forms.CharField(
        label=_("The six digits in the mail"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )


class FactorForm(forms.Form):
    """A code from the app (or a recovery code), or what the passkey answered."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        required=False,
        help_text=_("Six digits from your authenticator app, or a recovery code."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )
    passkey = forms.CharField(
        max_length=20_000, required=False, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, str]:
        """One of the two must be there."""
        cleaned: dict[str, str] = super().clean() or {}
        if not cleaned.get("code") and not cleaned.get("passkey"):
            self.add_error("code", _("Type the code."))
        return cleaned
