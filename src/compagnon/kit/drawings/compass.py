"""A compass rose of thirty-two winds with its graduated ring."""

from __future__ import annotations

from math import sin, tau

from .lines import Point, Sheet, circle, curve, hatch, polar, polyline

C = 240.0


def compass() -> Sheet:
    sheet = Sheet(480, 480)
    _graduation(sheet)
    _turned_ring(sheet)
    for winds, long, broad in ((16, 92, 26), (8, 122, 34), (4, 168, 40)):
        for number in range(winds):
            is_drawn_later = winds > 4 and number % 2 == 0
            if not is_drawn_later:
                _wind(sheet, number / winds, long, broad, is_main=winds == 4)
    _heart(sheet)
    return sheet


def _graduation(sheet: Sheet) -> None:
    sheet.lay("bold", circle(C, C, 226))
    sheet.lay("line", circle(C, C, 221), circle(C, C, 204), circle(C, C, 176))
    for degree in range(0, 360, 2):
        outer, inner = 221, 214 if degree % 10 else 204
        ends = [polar(C, C, r, degree / 360) for r in (outer, inner)]
        sheet.lay("line" if degree % 10 == 0 else "faint", polyline(ends))
    for number in range(32):
        at = polar(C, C, 209, number / 32 + 1 / 64)
        sheet.lay("gilt", circle(*at, 1.5))


def _turned_ring(sheet: Sheet) -> None:
    for phase in range(4):

        def wave(t: float, phase: int = phase) -> Point:
            return polar(C, C, 190 + 10 * sin((32 * t + phase / 4) * tau), t)

        sheet.lay("brass", polyline(curve(wave, 256), close=True))


def _wind(
    sheet: Sheet, turn: float, long: float, broad: float, *, is_main: bool
) -> None:
    """One point of the star: a light half, and a half in shade."""
    tip = polar(C, C, long, turn)
    left = polar(C, C, broad, turn - 1 / 16 if is_main else turn - 1 / 20)
    right = polar(C, C, broad, turn + 1 / 16 if is_main else turn + 1 / 20)
    shade: list[Point] = [(C, C), tip, right]
    sheet.lay("ground", polyline([(C, C), left, tip, right], close=True))
    if is_main:
        sheet.lay("solid", polyline(shade, close=True))
    else:
        sheet.lay("line", hatch(shade, angle=turn * 360 + 35, gap=2.6))
    sheet.lay("line", polyline([(C, C), left, tip, right], close=True))
    sheet.lay("line", polyline([(C, C), tip]))


def _heart(sheet: Sheet) -> None:
    north = [polar(C, C, r, t) for r, t in ((176, -0.012), (198, 0), (176, 0.012))]
    sheet.lay("ground", circle(C, C, 19))
    sheet.lay("brass", circle(C, C, 19), circle(C, C, 16))
    for number in range(48):
        ends = [polar(C, C, r, number / 48) for r in (9, 15)]
        sheet.lay("brass", polyline(ends))
    sheet.lay("gilt", circle(C, C, 5), polyline(north, close=True))
