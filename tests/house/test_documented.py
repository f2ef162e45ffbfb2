"""The reference says what the code does."""

from __future__ import annotations

import re

import pytest
from docs import generate

from .test_budgets import ROOT, files

pytestmark = pytest.mark.house


def test_each_setting_is_described():
    source = (ROOT / "src/compagnon/config/settings.py").read_text()
    read = set(re.findall(r'\b(?:text|flag|words)\("([A-Z_]+)"', source))
    described = set(
        re.findall(
            r"`COMPAGNON_([A-Z_]+)`", (ROOT / "docs/reference/settings.md").read_text()
        )
    )

    assert described == read


def test_pages_made_from_the_code_are_fresh():
    assert generate.stale() == [], "run: make docs"


def test_links_in_the_docs_lead_somewhere():
    broken = []
    for path in [*files("*.md"), *files("docs/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text()):
            if "://" in target or target.startswith("mailto:"):
                continue
            if not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)}: {target}")

    assert broken == []


def test_the_lock_holds_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text()

        assert "://" not in lock
        assert lock.count("--hash=sha256:") > 100
