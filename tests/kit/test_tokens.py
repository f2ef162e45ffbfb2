"""Contrast of every pair that the kit lays over each other, from the style sheet."""

import re
from pathlib import Path

import pytest

import compagnon.kit

CSS = Path(compagnon.kit.__file__).parent / "static/kit/css"
SOURCE = (CSS / "tokens.css").read_text()
DISPLAY = (CSS / "display.css").read_text()

TEXT = 4.5
SHAPE = 3.0
GROUNDS = ("paper", "card", "sunk")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-soft", "pine") for ground in GROUNDS),
    *(("pine-deep", ground, TEXT) for ground in GROUNDS),
    ("brass", "paper", TEXT),
    ("brass", "card", TEXT),
    ("on-pine", "pine", TEXT),
    ("on-pine", "pine-deep", TEXT),
    *(
        pair
        for tone in ("ok", "warn", "error", "info")
        for pair in (
            (tone, "paper", TEXT),
            (tone, "card", TEXT),
            (tone, f"{tone}-tint", TEXT),
            ("ink", f"{tone}-tint", TEXT),
            ("pine", f"{tone}-tint", TEXT),
            ("ink-soft", f"{tone}-tint", TEXT),
        )
    ),
    *(("stone", ground, SHAPE) for ground in GROUNDS),
    *(("focus", ground, SHAPE) for ground in GROUNDS),
    # On a pine surface the ring around the outline carries the contrast.
    ("focus-ring", "pine", SHAPE),
]


def tokens_in(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def block_after(source: str, selector: str) -> str:
    return source.split(selector + " {", 1)[1].split("}", 1)[0]


LIGHT = tokens_in(block_after(SOURCE, ":root"))
NIGHT = LIGHT | tokens_in(block_after(SOURCE, ':root:not([data-theme="light"])'))
CHOSEN_NIGHT = LIGHT | tokens_in(block_after(SOURCE, ':root[data-theme="dark"]'))
CONTRAST_DAY = LIGHT | tokens_in(block_after(DISPLAY, ":root[data-high-contrast]"))
CONTRAST_NIGHT = NIGHT | tokens_in(
    block_after(DISPLAY, ':root[data-high-contrast][data-theme="dark"]')
)
SETS = {
    "light": LIGHT,
    "night": NIGHT,
    "contrast day": CONTRAST_DAY,
    "contrast night": CONTRAST_NIGHT,
}


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_agrees_with_its_limits():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_a_pair_can_be_read(name, front, ground, least):
    colours = SETS[name]

    assert contrast(colours[front], colours[ground]) >= least


@pytest.mark.parametrize("name", ["contrast day", "contrast night"])
def test_high_contrast_text_reaches_the_enhanced_level(name):
    colours = SETS[name]

    for front in ("ink", "ink-soft", "pine"):
        assert contrast(colours[front], colours["paper"]) >= 7


def test_the_night_of_the_device_is_the_night_chosen_by_hand():
    assert CHOSEN_NIGHT == NIGHT


def test_the_style_sheets_stay_light():
    sheets = [path for path in CSS.glob("*.css") if path.name != "styles.css"]

    assert sum(path.stat().st_size for path in sheets) <= 48_000
    assert [p.name for p in sheets if len(p.read_text().splitlines()) > 150] == []


def test_every_sheet_is_linked_and_every_link_has_a_sheet():
    from compagnon.kit.stylesheets import NAMES

    assert sorted(NAMES) == sorted(
        path.stem for path in CSS.glob("*.css") if path.name != "styles.css"
    )


def test_every_property_that_is_used_is_declared():
    sheets = {path.name: path.read_text() for path in CSS.glob("*.css")}
    declared = set(re.findall(r"(--[\w-]+):", "".join(sheets.values())))
    used = set(re.findall(r"var\((--[\w-]+)", "".join(sheets.values())))

    assert used - declared == set()


def test_the_fonts_of_a_page_are_modest():
    fonts = CSS.parent / "fonts"
    loaded = ["newsreader", "source-sans-3", "atkinson-hyperlegible-mono"]

    assert sum((fonts / f"{n}-latin.woff2").stat().st_size for n in loaded) <= 150_000
    for font in {path.name.split("-latin")[0] for path in fonts.glob("*.woff2")}:
        assert "SIL Open Font License" in (fonts / f"{font}.LICENSE.txt").read_text()
