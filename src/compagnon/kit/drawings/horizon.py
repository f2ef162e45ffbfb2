"""A sail before the sun, and the lines on which people travel."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin, tau

from .lines import Point, Sheet, circle, curve, hatch, polar, polyline

SUN = (300.0, 214.0)
SEA = 268.0
WIDTH, HEIGHT = 560, 420
LEFT, RIGHT, TOP, BOTTOM = 24.0, 536.0, 24.0, 396.0


def horizon() -> Sheet:
    sheet = Sheet(WIDTH, HEIGHT)
    _sky(sheet)
    _routes(sheet)
    _coast(sheet)
    _sea(sheet)
    _boat(sheet)
    _frame(sheet)
    return sheet


def _sky(sheet: Sheet) -> None:
    """Level lines that part around the sun, wider apart the higher they are."""
    x0, y0 = SUN
    for number in range(34):
        y = SEA - 5 - number**1.28 * 2.55
        if y < TOP + 6:
            break
        inside = 84**2 - (y - y0) ** 2
        if inside <= 0:
            sheet.lay("faint", polyline([(LEFT + 6, y), (RIGHT - 6, y)]))
            continue
        half = inside**0.5
        sheet.lay("faint", polyline([(LEFT + 6, y), (x0 - half, y)]))
        sheet.lay("faint", polyline([(x0 + half, y), (RIGHT - 6, y)]))
    for number in range(-17, 18):
        turn = number / 68
        inner, outer = (58, 80 if number % 2 else 72)
        ends = [polar(x0, y0, r, turn) for r in (inner, outer)]
        sheet.lay("brass", polyline(ends))
    disc = curve(lambda t: polar(x0, y0, 50, t), 60)
    sheet.lay("brass", hatch(disc, angle=0, gap=3.2), circle(x0, y0, 50))


def _routes(sheet: Sheet) -> None:
    """Arcs from port to port, with a mark at each end."""
    west, north, east, south = (64, 176), (222, 120), (420, 84), (496, 160)
    for start, end, rise in (
        (west, north, 60),
        (west, east, 26),
        (north, south, 64),
    ):
        points = _arc(start, end, rise)
        for number in range(0, 48, 2):
            sheet.lay("bold", polyline(points[number : number + 2]))
    for x, y in (west, north, east, south):
        sheet.lay("ground", circle(x, y, 6.5))
        sheet.lay("brass", circle(x, y, 6.5))
        sheet.lay("gilt", circle(x, y, 2.6))


def _arc(start: Point, end: Point, rise: float) -> list[Point]:
    (x1, y1), (x2, y2) = start, end
    return curve(
        lambda t: (x1 + (x2 - x1) * t, y1 + (y2 - y1) * t - rise * sin(pi * t)), 48
    )


def _coast(sheet: Sheet) -> None:
    hills = (
        [(24.0, SEA), (58, 232), (84, 240), (116, 214), (150, 246), (192, SEA)],
        [(400.0, SEA), (438, 246), (466, 252), (500, 224), (536, 240), (536, SEA)],
    )
    for outline in hills:
        sheet.lay("ground", polyline(outline, close=True))
        for first, second in pairwise(outline):
            face = [first, second, (second[0], SEA), (first[0], SEA)]
            falls = second[1] > first[1]
            sheet.lay(
                "line",
                hatch(face, angle=58 if falls else -58, gap=3 if falls else 8),
            )
        sheet.lay("line", polyline(outline))


def _sea(sheet: Sheet) -> None:
    """Strokes that swell and break, and a road of light under the sun."""
    sheet.lay("bold", polyline([(LEFT, SEA), (RIGHT, SEA)]))
    for row in range(19):
        depth = row / 18
        y = SEA + 5 + row**1.32 * 2.55
        if y > BOTTOM - 4:
            break
        swell, length = 0.6 + 3.2 * depth, 30 + 60 * depth

        def wave(x: float, y: float = y, swell: float = swell, row: int = row) -> Point:
            return x, y + swell * sin(x / (9 + row * 1.4) + row * 1.9)

        x = LEFT + 6 + (row * 37) % 29
        while x < RIGHT - 12:
            end = min(x + length * (0.7 + 0.3 * cos(x + row)), RIGHT - 6)
            middle = (x + end) / 2
            is_light = abs(middle - SUN[0]) < 26 + 34 * depth
            kind = "brass" if is_light else "line"
            sheet.lay(kind, polyline(curve(wave, 10, x, end)))
            x = end + (5 + 9 * abs(sin(row * 2.1 + x)))


def _boat(sheet: Sheet) -> None:
    x, y = 178.0, 318.0
    hull = [(x - 58, y), (x + 62, y - 4), (x + 40, y + 20), (x - 40, y + 20)]
    main = curve(lambda t: (x + 52 * sin(pi * t * 0.5), y - 122 + 110 * t), 16)
    main += [(x + 4, y - 12)]
    jib = [*curve(lambda t: (x - 6 - 48 * t + 9 * sin(pi * t), y - 112 + 100 * t), 12)]
    jib += [(x - 6, y - 12)]
    for shape in (hull, main, jib):
        sheet.lay("ground", polyline(shape, close=True))
    sheet.lay("line", hatch(main, angle=78, gap=5, until=0.62))
    sheet.lay("line", hatch(jib, angle=64, gap=3))
    sheet.lay("line", hatch(hull, angle=2, gap=2.4))
    for shape in (hull, main, jib):
        sheet.lay("bold", polyline(shape, close=True))
    sheet.lay("brass bold", polyline([(x - 1, y - 2), (x - 1, y - 138)]))
    pennant = [(x - 1, y - 138), (x + 22, y - 133), (x - 1, y - 128)]
    sheet.lay("gilt", polyline(pennant, close=True))
    for row in range(4):
        ripple = curve(
            lambda t, r=row: (  # type: ignore[misc]
                x - 66 + 8 * r + (136 - 14 * r) * t,
                y + 24 + 6 * r + 1.6 * sin(t * tau * (3 - r / 2)),
            ),
            24,
        )
        sheet.lay("line", polyline(ripple))


def _frame(sheet: Sheet) -> None:
    for inset, kind in ((0, "bold"), (5, "brass")):
        box = [
            (LEFT + inset, TOP + inset),
            (RIGHT - inset, TOP + inset),
            (RIGHT - inset, BOTTOM - inset),
            (LEFT + inset, BOTTOM - inset),
        ]
        sheet.lay(kind, polyline(box, close=True))
