"""How forms look and speak: one renderer for all, and inputs that speak ISO dates."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class HouseField(BoundField):
    """A field that knows where a link in the error summary should lead."""

    @property
    def anchor(self) -> str:
        """The id of the first thing that takes the focus."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def is_tick(self) -> bool:
        """Whether the field is one box to tick, whose label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_optional(self) -> bool:
        """Whether to say that the field may be left empty: boxes always may."""
        return not self.field.required and not self.is_tick


class HouseRenderer(TemplatesSetting):
    """Print ``{{ form }}`` and ``{{ form.name.as_field_group }}`` in the house look."""

    form_template_name = "kit/forms/form.html"
    field_template_name = "kit/forms/field.html"
    formset_template_name = "kit/forms/formset.html"
    bound_field_class = HouseField


class DateInput(forms.DateInput):
    """A date in the browser's own picker, which speaks ISO in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """A date and a time in the browser's own picker, in the reader's zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class TimeInput(forms.TimeInput):
    """A time of day in the browser's own picker."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")
