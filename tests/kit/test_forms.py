"""The markup of forms: what assistive technology hears of them."""

import re

from django import forms
from django.template import engines

from compagnon.kit.forms import DateInput
from compagnon.kit.styles import SampleForm


def page(form):
    return str(form)


def test_a_fresh_form_has_no_summary():
    assert "error-summary" not in page(SampleForm())


def test_the_summary_comes_first_and_leads_to_each_field():
    html = page(SampleForm({"mail": "ada at example"}))

    assert html.index("<error-summary") < html.index('name="name"')
    summary = html.split("</error-summary>")[0]
    links = re.findall(r'href="#([\w-]+)"', summary)
    assert links == [
        "id_name",
        "id_mail",
        "id_begins",
        "id_where",
        "id_device_0",
        "id_agrees",
    ]
    for link in links:
        assert f'id="{link}"' in html
    assert "never sent" in summary


def test_a_field_names_its_hint_and_its_error():
    html = page(SampleForm({"mail": "ada at example"}))

    control = re.search(r'<input[^>]*name="mail"[^>]*>', html)[0]
    assert 'aria-invalid="true"' in control
    described = re.search(r'aria-describedby="([^"]*)"', control)[1].split()
    assert sorted(described) == ["id_mail_error", "id_mail_helptext"]
    for name in described:
        assert html.count(f'id="{name}"') == 1


def test_a_label_stands_before_its_control_and_a_box_before_its_label():
    html = page(SampleForm())

    assert html.index('<label for="id_name">') < html.index('name="name"')
    assert re.search(
        r'<label class="choice-row" for="id_agrees"><input type="checkbox"[^>]*>'
        r"<span>I have read",
        html,
    )


def test_choices_are_a_fieldset_with_a_legend_and_one_label_each():
    html = page(SampleForm())

    group = re.search(
        r"<fieldset(?:(?!</fieldset>).)*name=\"several\".*?</fieldset>", html, re.DOTALL
    )[0]
    assert "<legend>What else do you use?" in group
    assert 'aria-describedby="id_several_helptext"' in group
    assert group.count('<label class="choice-row"') == 3


def test_only_what_is_optional_says_so():
    html = page(SampleForm())

    assert html.count('class="optional"') == 3


def test_what_people_type_is_escaped():
    html = page(SampleForm({"name": '"><script>x</script>', "mail": "<b>"}))

    assert "<script>" not in html
    assert "<b>" not in html


def test_a_date_speaks_iso_to_the_browser_in_every_language():
    class Begin(forms.Form):
        day = forms.DateField(widget=DateInput)

    from datetime import date

    from django.utils import translation

    with translation.override("fr"):
        assert 'value="2027-02-14"' in page(Begin(initial={"day": date(2027, 2, 14)}))


def test_a_hidden_fields_error_is_not_lost():
    class Hidden(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)

    html = page(Hidden({}))

    assert "This field is required" in html
    assert html.count('name="token"') == 1


def test_fields_printed_one_by_one_have_a_summary_of_their_own():
    source = "{% error_summary form %}{{ form.mail.as_field_group }}"
    html = engines["django"].from_string(source).render({"form": SampleForm({})})

    assert html.count("<error-summary") == 1
    assert html.count('name="mail"') == 1
