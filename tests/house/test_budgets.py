"""Rooms stay small enough to read: files, functions, templates, modules, models."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.house
ROOT = Path(__file__).resolve().parents[2]
# Tables of data in the shape of code; nobody reads them line by line.
TABLES = {"src/compagnon/kit/icons.py", "src/compagnon/postings/zones.py"}


def files(pattern: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    found = [ROOT / name for name in listed if "/migrations/" not in name]
    return [path for path in found if path.exists()]


def too_long(pattern: str, limit: int) -> dict[str, int]:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in files(pattern)
    }
    return {
        name: length
        for name, length in lengths.items()
        if length > limit and name not in TABLES
    }


@pytest.mark.parametrize(
    ("pattern", "limit"),
    [
        ("src/compagnon/*.py", 500),
        ("src/compagnon/*.html", 120),
        ("src/compagnon/*.js", 150),
        ("src/compagnon/*.css", 150),
    ],
)
def test_a_file_stays_within_its_budget(pattern, limit):
    assert too_long(pattern, limit) == {}


def test_few_files_are_longer_than_three_hundred_lines():
    assert len(too_long("src/compagnon/*.py", 300)) <= 5


def functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node, node.end_lineno - node.lineno + 1


def test_a_function_stays_within_its_budget():
    lengths = [
        (length, f"{path.relative_to(ROOT)}:{node.name}")
        for path in files("src/compagnon/*.py")
        for node, length in functions(path)
    ]
    lengths.sort()

    assert [one for one in lengths if one[0] > 60] == []
    assert lengths[int(len(lengths) * 0.95)][0] <= 30


def test_a_model_has_at_most_twelve_methods():
    crowded = {
        f"{path.relative_to(ROOT)}:{node.name}": len(methods)
        for path in files("src/compagnon/*models.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
        and len(
            methods := [one for one in node.body if isinstance(one, ast.FunctionDef)]
        )
        > 12
    }

    assert crowded == {}
