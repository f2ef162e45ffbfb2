"""Small drawings for places where there is nothing yet."""

from __future__ import annotations

from math import sin, tau

from .lines import Point, Sheet, circle, curve, ellipse, hatch, polar, polyline


def envelope() -> Sheet:
    """A sealed letter, for an empty mailbox or queue."""
    sheet = Sheet(240, 180)
    back: list[Point] = [(30, 48), (210, 48), (210, 150), (30, 150)]
    flap: list[Point] = [(30, 48), (120, 108), (210, 48)]
    sheet.lay(
        "line", hatch([(36, 154), (214, 154), (220, 160), (44, 160)], angle=0, gap=2)
    )
    sheet.lay("ground", polyline(back, close=True))
    sheet.lay("faint", hatch([(30, 48), (92, 90), (30, 150)], angle=58, gap=4))
    sheet.lay("faint", hatch([(210, 48), (148, 90), (210, 150)], angle=-58, gap=3))
    sheet.lay(
        "line", polyline([(30, 150), (98, 94)]), polyline([(210, 150), (142, 94)])
    )
    sheet.lay("ground", polyline(flap, close=True))
    sheet.lay("line", hatch(flap, angle=0, gap=3.4, until=0.45))
    sheet.lay("bold", polyline(back, close=True), polyline(flap))
    seal = curve(lambda t: polar(120, 104, 17 + 1.4 * sin(9 * t * tau), t), 72)
    sheet.lay("ground", polyline(seal, close=True))
    sheet.lay("brass bold", polyline(seal, close=True))
    sheet.lay("brass", circle(120, 104, 12))
    star = [polar(120, 104, 9 if i % 2 == 0 else 3, i / 8) for i in range(8)]
    sheet.lay("gilt", polyline(star, close=True))
    return sheet


def chair() -> Sheet:
    """A chair that waits for somebody, for a day without bookings."""
    sheet = Sheet(240, 220)
    sheet.lay("faint", *(ellipse(124, 198, 84 - 9 * i, 9 - i) for i in range(6)))
    seat: list[Point] = [(70, 118), (160, 110), (182, 130), (88, 140)]
    for foot in ([(92, 138), (84, 200)], [(178, 130), (188, 192)]):
        sheet.lay("bold", polyline(foot))
    for foot in ([(74, 122), (68, 178)], [(158, 114), (164, 172)]):
        sheet.lay("line", polyline(foot))
    hoop = curve(
        lambda t: (
            114 - 46 * sin((t - 0.5) * tau / 2) * -1,
            34 + 82 * (2 * t - 1) ** 4,
        ),
        40,
    )
    inner = [(114 + (x - 114) * 0.84, y + 7) for x, y in hoop]
    sheet.lay("bold", polyline(hoop))
    sheet.lay("line", polyline(inner))
    for number in range(1, 8):
        x = 74 + number * 10
        top = min(inner, key=lambda point, x=x: abs(point[0] - x))  # type: ignore[misc]
        sheet.lay("brass", polyline([top, (x + 1, 116 - number * 0.4)]))
    sheet.lay("ground", polyline(seat, close=True))
    sheet.lay("line", hatch(seat, angle=-5, gap=2.6), hatch(seat, angle=62, gap=7))
    sheet.lay("bold", polyline(seat, close=True))
    sheet.lay("bold", polyline([(88, 140), (88, 146), (183, 136), (182, 130)]))
    return sheet


def path() -> Sheet:
    """A way over the hills with its milestone, for a page that is not there."""
    sheet = Sheet(280, 200)
    disc = curve(lambda t: polar(198, 58, 22, t), 40)
    sheet.lay("brass", hatch(disc, angle=0, gap=2.6), circle(198, 58, 22))
    for number in range(32):
        ends = [polar(198, 58, r, number / 32) for r in (27, 35 if number % 2 else 31)]
        sheet.lay("brass", polyline(ends))
    _hill(sheet, 0)
    for x, height in ((34, 20), (42, 27), (51, 17)):
        _cypress(sheet, x, 78, height)
    for row in range(1, 4):
        _hill(sheet, row)
    for x, height in ((236, 34), (250, 44), (263, 30)):
        _cypress(sheet, x, 152, height)
    _way(sheet)
    stone = [(58.0, 176.0), (58, 142), (64, 134), (80, 134), (86, 142), (86, 176)]
    sheet.lay("ground", polyline(stone, close=True))
    sheet.lay("line", hatch(stone, angle=90, gap=2.4, until=0.5))
    sheet.lay("bold", polyline(stone, close=True))
    sheet.lay(
        "brass", polyline([(65, 148), (79, 148)]), polyline([(67, 154), (77, 154)])
    )
    return sheet


def _way(sheet: Sheet) -> None:
    def edge(side: float) -> list[Point]:
        return curve(
            lambda t: (
                150 + 52 * sin(t * tau * 0.9) * (0.25 + t) + side * (1.5 + 24 * t * t),
                100 + 98 * t,
            ),
            40,
        )

    left, right = edge(-1), edge(1)
    sheet.lay("ground", polyline([*left, *reversed(right)], close=True))
    sheet.lay("bold", polyline(left), polyline(right))
    for number in range(3, 40):
        (x1, y1), (x2, y2) = left[number], right[number]
        reach = 0.3 + 0.18 * sin(number * 2.3)
        sheet.lay("faint", polyline([(x1, y1), (x1 + (x2 - x1) * reach, y2)]))


def _hill(sheet: Sheet, row: int) -> None:
    base = 88 + 26 * row

    def crest(x: float) -> Point:
        return x, base - (20 - 3 * row) * sin(x / (52 + 9 * row) + row * 1.7)

    line = curve(crest, 48, 10, 270)
    sheet.lay("ground", polyline([*line, (270, 198), (10, 198)], close=True))
    sheet.lay("line", polyline(line))
    for depth in range(1, 6):
        first = (depth * 5 + row * 7) % 17
        below = [
            (x, y + depth * 3.1 + 0.9 * sin(x / 11 + depth + row))
            for x, y in line[first : 48 - depth * 4]
        ]
        sheet.lay("faint", polyline(below))


def _cypress(sheet: Sheet, x: float, foot: float, height: float) -> None:
    def flank(side: float) -> list[Point]:
        return curve(
            lambda t: (x + side * height * 0.13 * sin(3.1 * t**0.7), foot - height * t),
            10,
        )

    tree = [*flank(-1), *reversed(flank(1))]
    sheet.lay("ground", polyline(tree, close=True))
    sheet.lay("line", hatch(tree, angle=80, gap=1.7, until=0.75))
    sheet.lay("line", polyline(tree, close=True), polyline([(x, foot), (x, foot + 4)]))
