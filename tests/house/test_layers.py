"""Who writes, who speaks, and what the kit may know."""

from __future__ import annotations

import ast
import re

import pytest

from .test_budgets import ROOT, files

pytestmark = pytest.mark.house
WRITES = re.compile(
    r"\.(save|create|bulk_create|get_or_create|update_or_create|delete|bulk_update)\("
    r"|\.objects\.[a-z_().]*update\("
)
TRADE = {
    "application",
    "candidate",
    "programme",
    "campaign",
    "opening",
    "placement",
    "offer",
    "interview",
    "assessor",
    "recruiter",
    "sitting",
    "rubric",
    "buddy",
    "vie",
}
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle=", re.DOTALL),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+=", re.DOTALL),
    "an inline style element": re.compile(r"<style[ >]"),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)


def is_page_code(path) -> bool:
    name = path.name
    return (
        name in {"views.py", "forms.py", "queries.py", "access.py"}
        or name.endswith(("_views.py", "_forms.py", "_queries.py"))
        or path.parent.name in {"views", "forms", "queries"}
    )


def code_only(path) -> str:
    """Return the file without comments and texts, so that words do not count."""
    return ast.unparse(Strip().visit(ast.parse(path.read_text())))


class Strip(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.Constant("") if isinstance(node.value, str) else node


def test_views_forms_and_queries_write_nothing():
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files("src/compagnon/*.py")
        if is_page_code(path)
        for match in WRITES.finditer(code_only(path))
    }
    # The vault's one door writes down who looked.
    found -= {"src/compagnon/people/access.py: .create("}

    assert found == set()


def test_the_kit_knows_no_word_of_our_trade():
    found = {
        f"{path.relative_to(ROOT)}: {word}"
        for path in files("src/compagnon/kit/*.py")
        for word in re.findall(r"[a-z]+", code_only(path).lower())
        if word in TRADE
    }

    assert found == set()


def test_pages_carry_nothing_inline():
    found = {
        f"{path.relative_to(ROOT)}: {what}"
        for path in files("src/compagnon/*.html")
        for what, pattern in INLINE.items()
        if pattern.search(path.read_text())
    }
    for path in files("src/compagnon/*.html"):
        for script in SCRIPT.finditer(path.read_text()):
            is_data = "application/" in script["attributes"]
            if not is_data and (script["body"].strip() or "src=" not in script[0]):
                found.add(f"{path.relative_to(ROOT)}: an inline script")

    assert found == set()


def test_there_are_no_signals_and_no_save_overrides():
    found = {
        str(path.relative_to(ROOT))
        for path in files("src/compagnon/*.py")
        if re.search(
            r"^\s+def save\(|\.connect\(\s*receiver", path.read_text(), re.MULTILINE
        )
        and path.name != "forms.py"
    }

    assert found == set()
