"""Static files of a release: one style sheet, names by content, modules that agree."""

import re

import pytest
from django.core.files.base import ContentFile

from compagnon.kit import stylesheets
from compagnon.kit.storage import HashedModules

STATIC = stylesheets.SHEETS.parent


@pytest.fixture
def release(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    storage = HashedModules(location=tmp_path, base_url="/static/")
    wanted = [*STATIC.glob("elements/*.js"), *STATIC.glob("helpers/*.js")]
    wanted += [*STATIC.glob("models/*.js"), *STATIC.glob("fonts/*.woff2")]
    paths = {}
    for file in wanted:
        name = f"kit/{file.relative_to(STATIC)}"
        storage.save(name, ContentFile(file.read_bytes()))
        paths[name] = (storage, name)
    outcome = list(storage.post_process(paths))
    assert [
        fault for _old, _new, fault in outcome if isinstance(fault, Exception)
    ] == []
    return tmp_path, storage


def test_all_sheets_are_one_file_whose_fonts_are_found(release):
    folder, storage = release
    sheet = folder / storage.stored_name(stylesheets.BUNDLE)

    css = sheet.read_text()
    assert css.startswith("@layer reset, base, components, utilities;")
    fonts = re.findall(r'url\("([^"]+)"\)', css)
    assert len(fonts) == 8
    for font in fonts:
        assert (sheet.parent / font).exists()


def test_imports_inside_modules_carry_the_hash(release):
    folder, storage = release
    house = folder / storage.stored_name("kit/elements/house.js")

    modules = re.findall(r'"(\./[\w.-]+\.js)"', house.read_text())
    assert len(modules) >= 6
    for module in modules:
        assert re.search(r"\.[0-9a-f]{12}\.js$", module)
        assert (house.parent / module).exists()


def test_text_is_compressed_once(release):
    folder, storage = release
    sheet = folder / storage.stored_name(stylesheets.BUNDLE)
    packed = sheet.with_name(sheet.name + ".gz")

    assert packed.stat().st_size < sheet.stat().st_size / 3


def test_while_we_build_each_sheet_is_linked():
    assert stylesheets.links().count("<link") == len(stylesheets.NAMES)
