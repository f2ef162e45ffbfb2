"""What a steward types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compagnon.kit.forms import DateInput
from compagnon.people.models import Role
from compagnon.privacy.queries import RuleLine
from compagnon.privacy.rules import LONGEST, SHORTEST, ErasureReason

from .queries.audit import AuditFilter

REASON = gettext_lazy("It is written down with your name, and the person can read it.")


class RoleForm(forms.Form):
    """A role, for one programme or for all."""

    role = forms.ChoiceField(label=gettext_lazy("Role here"), choices=Role.choices)
    programme = forms.ChoiceField(label=gettext_lazy("Programme"), required=False)

    def __init__(self, *args: Any, programmes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [  # type: ignore[attr-defined]
            ("", _("All programmes")),
            *((slug, slug.upper()) for slug in programmes),
        ]


class MemberForm(RoleForm):
    """A new member of staff, with a first role."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Given and family name"), max_length=160)
    field_order = ["email", "name", "role", "programme"]


class AuditForm(forms.Form):
    """What the audit is narrowed to."""

    reader = forms.CharField(
        label=gettext_lazy("Who looked (code)"), max_length=10, required=False
    )
    subject = forms.CharField(
        label=gettext_lazy("Whose data (code)"), max_length=10, required=False
    )
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=DateInput
    )
    until = forms.DateField(label=gettext_lazy("To"), required=False, widget=DateInput)

    @property
    def filter(self) -> AuditFilter:
        """What is asked for, without what could not be read."""
        if not self.is_bound:
            return AuditFilter()
        self.is_valid()
        found = self.cleaned_data
        return AuditFilter(
            reader=found.get("reader", "").upper(),
            subject=found.get("subject", "").upper(),
            since=found.get("since"),
            until=found.get("until"),
        )


class FindForm(forms.Form):
    """One person, by something that only they have."""

    sought = forms.CharField(
        label=gettext_lazy("E-mail address or code"),
        max_length=254,
        help_text=gettext_lazy(
            "The whole address, or the code of an application, a placement or a person."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ReasonForm(forms.Form):
    """Why somebody's data are opened."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, help_text=REASON
    )


class ErasureForm(forms.Form):
    """The code of the person, typed once more, and why they are erased."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[
            choice
            for choice in ErasureReason.choices
            if choice[0] != ErasureReason.RETENTION
        ],
    )
    code = forms.CharField(
        label=gettext_lazy("Type the person's code"),
        max_length=20,
        help_text=gettext_lazy("It cannot be undone, by nobody."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = code

    def clean_code(self) -> str:
        """Only the very code of the person will do."""
        typed = str(self.cleaned_data["code"]).strip().upper()
        if typed != self.expected:
            raise forms.ValidationError(_("This is not the code of this person."))
        return typed


class RetentionForm(forms.Form):
    """For how many months each kind of data is kept."""

    def __init__(self, *args: Any, rules: list[RuleLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in rules:
            self.fields[rule.kind.value] = forms.IntegerField(
                label=rule.label,
                min_value=SHORTEST,
                max_value=LONGEST,
                initial=rule.months,
                help_text=_("Months %(from_when)s. What goes: %(what_goes)s")
                % {"from_when": rule.from_when, "what_goes": rule.what_goes},
            )
