"""A ring with a cut stone before a turned rosette."""

from __future__ import annotations

from math import cos, sin, tau

from .lines import Point, Sheet, circle, curve, hatch, polar, polyline

CENTRE = 240.0
STONE = (240.0, 158.0)


def ring() -> Sheet:
    sheet = Sheet(480, 480)
    _rosette(sheet)
    _band(sheet)
    _stone(sheet)
    _sparks(sheet)
    return sheet


def _rosette(sheet: Sheet) -> None:
    """Waves laid around a circle, each turned a little: the work of a rose engine."""
    for number in range(5):
        turn = number / 5 * tau

        def wave(t: float, turn: float = turn) -> Point:
            radius = 196 + 15 * sin(24 * t * tau + turn)
            return polar(CENTRE, CENTRE, radius, t)

        sheet.lay("faint", polyline(curve(wave, 192), close=True))
    sheet.lay("brass", circle(CENTRE, CENTRE, 218), circle(CENTRE, CENTRE, 222))
    sheet.lay("brass", circle(CENTRE, CENTRE, 174))
    ticks = (
        polyline([polar(CENTRE, CENTRE, r, i / 120) for r in (166, 172)])
        for i in range(120)
    )
    sheet.lay("faint", *ticks)
    sheet.lay("ground", circle(CENTRE, CENTRE, 165))


def _band(sheet: Sheet) -> None:
    """Two rims, and between them arcs that grow denser where the light is lost."""
    x, y = CENTRE, 292.0

    def rim(share: float) -> list[Point]:
        rx, ry = 84 + 20 * share, 88 + 18 * share
        low = 5 * sin(share * tau / 2)
        return curve(lambda t: (x + rx * sin(t * tau), y + low - ry * cos(t * tau)), 60)

    outer, inner = rim(1), rim(0)
    sheet.lay("ground", polyline(outer, close=True))
    for number in range(1, 12):
        share = number / 12
        dark = curve(
            lambda t, s=share: (  # type: ignore[misc]
                x + (84 + 20 * s) * sin(t * tau),
                y - (88 + 18 * s) * cos(t * tau),
            ),
            36,
            0.10 + 0.20 * abs(share - 0.35),
            0.62 - 0.10 * share,
        )
        sheet.lay("line", polyline(dark))
        if number % 3 == 0:
            light = [(2 * x - px, py) for px, py in dark[: 20 - number]]
            sheet.lay("line", polyline(light))
    sheet.lay("bold", polyline(outer, close=True), polyline(inner, close=True))
    depth = curve(lambda t: (x + 78 * sin(t * tau), y + 9 - 84 * cos(t * tau)), 40)
    sheet.lay("line", polyline(depth[8:33]))


def _facets() -> dict[str, list[Point]]:
    """The faces of a brilliant seen from the side, in the order of their shade."""
    x, y = STONE
    table = [-42, -20, 4, 26, 42]
    girdle = [-78, -52, -18, 18, 52, 78]
    top, belt, foot = y - 38, y, y + 84
    faces: dict[str, list[Point]] = {}
    for i in range(5):
        a, b = girdle[i], girdle[i + 1]
        faces[f"crown{i}"] = [(x + table[i], top), (x + a, belt), (x + b, belt)]
        faces[f"pavilion{i}"] = [(x + a, belt + 5), (x + b, belt + 5), (x, foot)]
    for i in range(4):
        faces[f"star{i}"] = [
            (x + table[i], top),
            (x + table[i + 1], top),
            (x + girdle[i + 1], belt),
        ]
    return faces


def _stone(sheet: Sheet) -> None:
    x, y = STONE
    claws = ((-62, 8, -30, 52), (62, 8, 30, 52), (-24, 40, -12, 64), (24, 40, 12, 64))
    outline = [(x - 42, y - 38), (x + 42, y - 38), (x + 78, y), (x + 78, y + 5)]
    outline += [(x, y + 84), (x - 78, y + 5), (x - 78, y)]
    sheet.lay("ground", polyline(outline, close=True))
    faces = _facets()
    tones = {
        "pavilion0": (64, 4.5),
        "pavilion1": (-30, 7),
        "pavilion2": (90, 9),
        "pavilion3": (64, 3.2),
        "pavilion4": (-52, 2.4),
        "crown1": (30, 7),
        "crown3": (-40, 4),
        "crown4": (-64, 2.6),
        "star2": (0, 6),
        "star3": (-20, 3.4),
    }
    for name, (angle, gap) in tones.items():
        sheet.lay("line", hatch(faces[name], angle=angle, gap=gap))
    for face in faces.values():
        sheet.lay("line", polyline(face, close=True))
    sheet.lay("bold", polyline(outline, close=True))
    sheet.lay("line", polyline([(x - 78, y), (x + 78, y)]))
    for x1, y1, x2, y2 in claws:
        sheet.lay("brass bold", polyline([(x + x1, y + y1), (x + x2, y + y2)]))
    sheet.lay("brass bold", polyline(curve(_collar, 16)))


def _collar(t: float) -> Point:
    x, y = STONE
    return x - 34 + 68 * t, y + 50 + 34 * (1 - (2 * t - 1) ** 2) ** 0.5


def _sparks(sheet: Sheet) -> None:
    """Rays around the stone, long and short."""
    x, y = STONE[0], STONE[1] - 6
    for number in range(-6, 7):
        turn = number / 34
        length = 34 if number % 2 == 0 else 18
        sheet.lay(
            "brass",
            polyline([polar(x, y, 66, turn), polar(x, y, 66 + length, turn)]),
        )
