"""The tags that every template may use."""

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import timezone, translation

from compagnon.kit import drawings, icons

MOMENT = datetime(2027, 2, 14, 22, 59, tzinfo=UTC)


def rendered(source, **context):
    return engines["django"].from_string(source).render(context)


def test_a_moment_in_a_place_names_its_zone():
    assert rendered('{% moment m "Europe/Paris" %}', m=MOMENT) == (
        '<time datetime="2027-02-14T23:59:00+01:00">'
        "Sun 14 Feb 2027, 23:59 (Paris time)</time>"
    )


def test_a_moment_without_a_place_is_in_the_readers_zone():
    with timezone.override("Asia/Tokyo"):
        html = rendered("{% moment m %}", m=MOMENT)

    assert "Mon 15 Feb 2027, 07:59 (Tokyo time)</time></local-time>" in html


def test_a_moment_before_the_reader_is_known_is_in_utc():
    assert "Sun 14 Feb 2027, 22:59 (UTC)" in rendered("{% moment m %}", m=MOMENT)


def test_a_moment_in_french():
    with translation.override("fr"):
        html = rendered('{% moment m "America/New_York" %}', m=MOMENT)

    assert "dim. 14 févr. 2027, 17:59" in html
    assert "New York" in html


def test_a_date_has_no_zone_and_nothing_prints_nothing():
    html = rendered("{% moment m %}|{% moment none %}", m=date(2027, 2, 14), none=None)

    assert html == '<time datetime="2027-02-14">Sun 14 Feb 2027</time>|'


@pytest.mark.parametrize(
    ("source", "english", "french"),
    [
        ('{{ "FR"|country }}', "France", "France"),
        ('{{ "DE"|country }}', "Germany", "Allemagne"),
        ('{{ "XX"|country }}', "XX", "XX"),
        ('{{ "it"|language_name }}', "Italian", "Italien"),
        ("{{ whole|money }}", "€1,240", "1\u202f240\xa0€"),
        ("{{ cents|money }}", "€1,240.50", "1\u202f240,50\xa0€"),
        ("{{ none|money }}", "", ""),
        ("{{ 1|duration_months }}", "1 month", None),
        ("{{ 18|duration_months }}", "18 months", None),
    ],
)
def test_names_and_figures_follow_the_language(source, english, french):
    context = {"whole": Decimal("1240.00"), "cents": Decimal("1240.5"), "none": None}

    assert rendered(source, **context) == english
    if french is not None:
        with translation.override("fr"):
            assert rendered(source, **context) == french


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](https://elsewhere.example/pixel.gif)",
        "<style>*{display:none}</style>",
    ],
)
def test_markdown_lets_no_markup_of_others_in(attack):
    html = rendered("{{ text|markdown }}", text=attack)

    tags = {e.tag for e in ET.fromstring(f"<p>{html}</p>").iter()}
    assert tags <= {"p", "a"}
    assert "javascript" not in html.split("href=")[-1].split(">")[0]


def test_markdown_keeps_one_first_heading_for_the_page():
    assert rendered("{{ t|markdown }}", t="# Hello\n\n*you*") == (
        "<h2>Hello</h2>\n<p><em>you</em></p>\n"
    )


def test_an_address_that_is_not_there_is_empty():
    source = '{% maybe_url "nobody:home" as href %}[{{ href }}]'

    assert rendered(source) == "[]"


@pytest.mark.parametrize("name", drawings.DRAWINGS)
def test_a_drawing_is_sound_silent_and_light(name):
    svg = drawings.drawing(name)

    root = ET.fromstring(svg)
    assert root.attrib["aria-hidden"] == "true"
    assert {e.tag for e in root.iter()} == {"svg", "path"}
    assert "style=" not in svg
    assert len(svg) <= 30_000


def test_an_icon_speaks_only_with_a_label():
    assert 'aria-hidden="true"' in icons.icon("check")
    assert 'role="img" aria-label="Done &amp; sent"' in icons.icon(
        "check", "Done & sent"
    )
    for name in icons.PATHS:
        ET.fromstring(icons.icon(name))
