"""The shape of what the player's pages send."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

MOST_RATINGS = 9


class StartForm(forms.Form):
    """Language and fair use, before the first item."""

    language = forms.ChoiceField(
        label=_("Language of the task"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("It stays the same from the first item on."),
    )
    agrees = forms.BooleanField(
        label="", error_messages={"required": _("Please tick this before you begin.")}
    )

    def __init__(self, *args: Any, promise: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees"].label = promise


class AnswerForm(forms.Form):
    """An answer of any kind. What it may say is for `rules.cleaned`."""

    number = forms.IntegerField(min_value=1, max_value=10_000)
    choice = forms.CharField(required=False, max_length=4)
    text = forms.CharField(required=False, strip=False)
    share = forms.BooleanField(required=False)
    skip = forms.BooleanField(required=False)

    def sent(self) -> dict[str, Any]:
        """Return the fields by name, with the ratings as a list in page order."""
        ratings = [self.data.get(f"rating-{n}") for n in range(1, MOST_RATINGS + 1)]
        while ratings and ratings[-1] is None:
            ratings.pop()
        return self.cleaned_data | {"ratings": ratings}
