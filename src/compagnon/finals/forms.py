"""Shapes of what is sent to the pages of finals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compagnon.applications.documents import MOST_BYTES


class NoSlotForm(forms.Form):
    """What to say when no time suits."""

    note = forms.CharField(
        label=_("When could you come?"),
        help_text=_("Days or hours that suit you. A person reads this."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TaskForm(forms.Form):
    """An answer in words, a file, or both."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = forms.FileField(
        label=_("A file"),
        help_text=_(
            "PDF, Word or Excel, up to 5 MB. Please leave your name out of it: those "
            "who read it do not know who you are."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx"}),
    )

    def clean_file(self) -> bytes | None:
        upload = self.cleaned_data.get("file")
        if not upload:
            return None
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 5 MB. Save it smaller.")
            )
        return bytes(upload.read())
