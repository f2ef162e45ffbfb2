"""The bases, the error pages, and the choice of light or dark."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

BASE = '{% extends "kit/base.html" %}{% block main %}<h1>Hello</h1>{% endblock %}'


def page(source=BASE, path="/jobs/?page=2", cookies=None, **context):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies or {})
    request.user = AnonymousUser()
    return engines["django"].from_string(source).render(context, request)


def test_a_page_has_one_way_past_its_head():
    html = page()

    assert html.index('href="#main"') < html.index("<header")
    assert html.count('<main id="main"') == 1
    assert '<html lang="en">' in html


def test_a_page_holds_no_inline_script_or_style():
    html = page()

    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert re.findall(r"\sstyle=|\son\w+=|<style", html) == []


def test_the_language_links_keep_the_page_and_its_query():
    assert 'href="?page=2&amp;lang=fr"' in page()


def test_htmx_is_told_to_evaluate_nothing_and_to_show_errors_of_forms():
    html = page()

    assert '"allowEval":false' in html
    assert '{"code":"422","swap":true' in html


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_on_the_first_byte(theme):
    assert f'data-theme="{theme}"' in page(cookies={"theme": theme})


def test_a_theme_that_is_not_ours_is_not_printed():
    assert "data-theme" not in page(cookies={"theme": '"><script>'})


def test_what_a_reader_needs_stands_on_the_root():
    html = page(display={"large_text": True, "readable_font": True})

    assert "data-large-text data-readable-font>" in html
    assert "data-high-contrast" not in html


def test_a_desk_has_its_heading_and_its_actions():
    html = page(
        '{% extends "kit/desk.html" %}{% block heading %}Cohort{% endblock %}'
        '{% block actions %}<a class="button" href="/x">Add</a>{% endblock %}'
        "{% block main %}<p>Rows</p>{% endblock %}"
    )

    assert "<h1>Cohort</h1>" in html
    assert html.index(">Add</a>") < html.index("<p>Rows</p>")


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_context_and_leads_on(name):
    html = render_to_string(f"{name}.html")

    assert html.count("<h1>") == 1
    assert 'href="/"' in html
    assert name[:3] in html


def test_choosing_dark_is_remembered_and_leads_back(client):
    answer = client.get("/kit/theme/dark/?next=/jobs/%3Fpage%3D2")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/jobs/?page=2"
    assert answer.cookies["theme"].value == "dark"


def test_choosing_the_devices_theme_forgets_the_choice(client):
    client.cookies["theme"] = "dark"

    answer = client.get("/kit/theme/auto/")

    assert answer.cookies["theme"]["max-age"] == 0


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "javascript:x"]
)
def test_the_way_back_never_leaves_the_house(client, back):
    assert client.get("/kit/theme/dark/", {"next": back}).headers["Location"] == "/"


def test_a_theme_nobody_has_drawn_is_not_found(client, db):
    assert client.get("/kit/theme/sepia/").status_code == 404


def test_the_style_page_is_there_only_while_we_build(client, settings, db):
    assert client.get("/kit/").status_code == 404

    settings.DEBUG = True
    answer = client.get("/kit/")
    assert answer.status_code == 200
    assert b"The look of the house" in answer.content


def test_the_zone_that_the_browser_names_is_the_readers_zone(client, settings, db):
    settings.DEBUG = True
    client.cookies["tz"] = "Asia/Tokyo"

    assert b"(Tokyo time)" in client.get("/kit/").content


def test_a_form_that_has_expired_says_what_to_do(db):
    answer = Client(enforce_csrf_checks=True).post("/kit/theme/dark/")

    assert answer.status_code == 403
    assert b"This form has been open too long" in answer.content


def test_a_page_that_is_not_there_wears_the_look_of_the_house(client, db):
    answer = client.get("/nothing/here/")

    assert answer.status_code == 404
    assert b"There is no page here" in answer.content
    assert b"<header" in answer.content
