"""The shape of what a recruiter sends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from compagnon.applications.models import Application
from compagnon.applications.rules import FlagReason, Status, Verdict
from compagnon.kit.codes import ALPHABET
from compagnon.kit.forms import DateInput, DateTimeInput
from compagnon.offers.queries import seats_left_in
from compagnon.postings.models import Opening
from compagnon.programmes.declaration import Declaration

from .queries.filters import CODE_LENGTH, Filters

AGES = (7, 14, 30)
STATUSES = [*Status.choices, ("all", _("All"))]
NEEDS = [("any", _("Any reason")), *FlagReason.choices]
ORDERS = [
    ("oldest", _("Longest in their step first")),
    ("latest", _("Latest movement first")),
    ("due", _("Due first, with a deadline")),
]


def filters_from(query: QueryDict, declaration: Declaration) -> Filters:
    """Read filters from an address; what cannot be meant is left out."""
    known: dict[str, Iterable[str]] = {
        "step": [step.key for step in declaration.steps],
        "status": [value for value, _label in STATUSES],
        "needs": [value for value, _label in NEEDS],
        "order": [value for value, _label in ORDERS],
        "days": [str(days) for days in AGES],
    }
    found: dict[str, Any] = {
        name: query[name] for name in known if query.get(name, "") in known[name]
    }
    found["days"] = int(found.get("days", 0))
    found["is_overdue"] = query.get("overdue") == "1"
    found["is_held"] = query.get("held") == "1"
    found["place"] = query.get("place", "")[:90]
    found["opening"] = query.get("opening", "")[:CODE_LENGTH]
    found["code"] = code_from(query.get("code", ""))
    names = {field.name for field in fields(Filters)}
    return Filters(**{name: found[name] for name in found if name in names})


def code_from(words: str) -> str:
    """Return what a person typed as the beginning of a code, or nothing."""
    typed = words.strip().upper().replace(" ", "").replace("-", "")
    # Crockford: what is easily misread stands for what it looks like.
    typed = typed.replace("O", "0").replace("I", "1").replace("L", "1")
    is_code = 0 < len(typed) <= CODE_LENGTH and set(typed) <= set(ALPHABET)
    return typed if is_code else ""


class SearchForm(forms.Form):
    """One field for both: the beginning of a code, or a whole e-mail address."""

    words = forms.CharField(label=_("Code or e-mail address"), max_length=254)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"].strip()
        if "@" not in words and not code_from(words):
            raise forms.ValidationError(
                _(
                    "Give the beginning of an application code, or a whole e-mail "
                    "address. Names cannot be searched: they are not known here."
                )
            )
        return words


def reason_field(label: Any, help_text: Any = "", *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DecisionForm(forms.Form):
    """A verdict on the present step, with its reason."""

    # The step that was on the page: the application may have moved since.
    at = forms.CharField(required=False, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reason_code = forms.ChoiceField(
        label=_("Reason that the candidate reads"),
        help_text=_("Only when the candidate does not go on."),
        required=False,
    )
    reason = reason_field(
        _("Your reason, for the file"),
        _("What in the evidence led you there. The candidate may ask to read it."),
    )
    release = forms.BooleanField(
        label=_("Announce it now instead of holding it"), required=False
    )

    def __init__(
        self,
        *args: Any,
        declaration: Declaration,
        is_last: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_last:
            # After the last step there is nowhere to go on to.
            field = cast("forms.ChoiceField", self.fields["verdict"])
            field.choices = [(Verdict.DECLINE.value, Verdict.DECLINE.label)]
            self.initial.setdefault("verdict", Verdict.DECLINE.value)
        reasons = declaration.decline_reasons.items()
        self.fields["reason_code"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a reason")),
            *((key, str(words)) for key, words in reasons),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        declines = cleaned.get("verdict") == Verdict.DECLINE
        if declines and not cleaned.get("reason_code"):
            self.add_error(
                "reason_code", _("Choose the reason that the candidate will read.")
            )
        return cleaned


class ReasonForm(forms.Form):
    """An act that always says why."""

    reason = reason_field(_("Reason"))


class WithdrawalForm(forms.Form):
    """A withdrawal on somebody's behalf."""

    reason = reason_field(
        _("On whose word, and how you know"),
        _("For example: the candidate wrote to us on Monday."),
    )


class NoteForm(forms.Form):
    """Something to keep in the file."""

    text = reason_field(_("Note"), _("The candidate may ask to read it."))


class RetractionForm(forms.Form):
    """Taking a held decision back."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False)


class ExtensionForm(forms.Form):
    """A later deadline for the present step."""

    until = forms.DateTimeField(
        label=_("New deadline"),
        help_text=_("In your time zone. The candidate reads it in theirs."),
        widget=DateTimeInput,
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False)


class LetterForm(forms.Form):
    """The words of a letter."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Text"),
        help_text=_(
            "{name} becomes the given name when the letter goes. {link}, {step}, "
            "{due}, {opening}, {place} and {contact} can be used too."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class ChosenOpeningField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the openings that the candidate chose, with the seats that are left."""

    seats_left: dict[int, int]

    def label_from_instance(self, obj: Opening) -> str:
        left = self.seats_left[obj.pk]
        seats = ngettext("%(n)d seat left", "%(n)d seats left", left) % {"n": left}
        return f"{obj.title}, {obj.place}: {seats}"


class OfferForm(forms.Form):
    """The terms of an offer: one of the chosen openings, and its dates."""

    opening = ChosenOpeningField(
        label=_("Opening"),
        queryset=Opening.objects.none(),
        to_field_name="code",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("Empty where the role has no end."),
        required=False,
        widget=DateInput,
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = Opening.objects.filter(choices__application=application)
        openings = chosen.select_related("place").order_by("choices__rank")
        left = seats_left_in(list(openings))
        field = cast("ChosenOpeningField", self.fields["opening"])
        field.queryset = openings
        field.seats_left = left
        first = next((one for one in openings if left[one.pk]), None)
        if first is not None:
            self.initial.setdefault("opening", first.code)
            self.initial.setdefault("starts_on", first.starts_on)


def decision_form(
    application: Application, sent: QueryDict | None = None
) -> DecisionForm:
    declaration = application.campaign.programme.declaration
    return DecisionForm(
        sent,
        declaration=declaration,
        is_last=application.step.key == declaration.steps[-1].key,
        prefix="decision",
        initial={"at": application.step.key},
    )


def offer_form(application: Application, sent: QueryDict | None = None) -> OfferForm:
    return OfferForm(sent, application=application, prefix="offer")


def blank_forms(application: Application) -> dict[str, forms.Form]:
    """Return the empty forms of the application page, by their names there."""
    at_offer = application.status == Status.OPEN and application.step.kind == "offer"
    return {
        **({"offer_form": offer_form(application)} if at_offer else {}),
        "offer_return_form": ReasonForm(prefix="offer-return"),
        "decision_form": decision_form(application),
        "retraction_form": RetractionForm(prefix="retraction"),
        "note_form": NoteForm(prefix="note"),
        "withdrawal_form": WithdrawalForm(prefix="withdrawal"),
        "reinstatement_form": ReasonForm(prefix="reinstatement"),
        "extension_form": ExtensionForm(prefix="extension"),
        "reveal_form": ReasonForm(prefix="reveal"),
        "letter_form": LetterForm(prefix="letter"),
    }
