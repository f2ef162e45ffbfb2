"""What an engraver has: a sheet, lines, curves, and hatching for tone. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin, tau

Point = tuple[float, float]


def text(number: float) -> str:
    """Return a coordinate with one decimal at most."""
    short = f"{number:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def polyline(points: Iterable[Point], *, close: bool = False) -> str:
    """Return straight lines through `points` as path data, in relative steps."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    (x, y), *rest = tenths
    data = [f"M{text(x / 10)} {text(y / 10)}l" if rest else ""]
    for number, (to_x, to_y) in enumerate(rest):
        step = f"{text((to_x - x) / 10)} {text((to_y - y) / 10)}"
        data.append(step if number == 0 or step.startswith("-") else f" {step}")
        x, y = to_x, to_y
    return "".join(data) + ("z" if close else "")


def circle(x: float, y: float, r: float) -> str:
    return ellipse(x, y, r, r)


def ellipse(x: float, y: float, rx: float, ry: float) -> str:
    a, b, d = text(rx), text(ry), text(2 * rx)
    return f"M{text(x - rx)} {text(y)}a{a} {b} 0 1 0 {d} 0a{a} {b} 0 1 0-{d} 0z"


def polar(x: float, y: float, r: float, turn: float) -> Point:
    """Return the point at distance `r`, `turn` of a full turn clockwise from north."""
    return x + r * sin(turn * tau), y - r * cos(turn * tau)


def curve(
    of: Callable[[float], Point], steps: int, start: float = 0, end: float = 1
) -> list[Point]:
    """Return `steps` + 1 points of a curve between two values of its parameter."""
    return [of(start + (end - start) * i / steps) for i in range(steps + 1)]


def hatch(
    polygon: Sequence[Point], *, angle: float, gap: float, until: float = 1
) -> str:
    """Return parallel lines that fill a convex polygon, for tone.

    `angle` in degrees; `until` stops after that share of the breadth, for shading.
    """
    c, s = cos(angle * pi / 180), sin(angle * pi / 180)
    turned = [(x * c + y * s, y * c - x * s) for x, y in polygon]
    low, high = min(y for _, y in turned), max(y for _, y in turned)
    data, y = [], low + gap / 2
    while y < low + (high - low) * until:
        crossings = sorted(_crossings(turned, y))
        if len(crossings) >= 2:
            ends = ((x * c - y * s, x * s + y * c) for x in _ends(crossings))
            data.append(polyline(ends))
        y += gap
    return "".join(data)


def _crossings(polygon: Sequence[Point], y: float) -> list[float]:
    pairs = zip(polygon, [*polygon[1:], polygon[0]], strict=True)
    return [
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairs
        if (y1 <= y) != (y2 <= y)
    ]


def _ends(crossings: list[float]) -> tuple[float, float]:
    return crossings[0], crossings[-1]


@dataclass
class Sheet:
    """Lines in the order in which they are laid, grouped by their class."""

    width: int
    height: int
    layers: list[tuple[str, list[str]]] = field(default_factory=list)

    def lay(self, kind: str, *data: str) -> None:
        """Lay path data of one class over what is there."""
        if not self.layers or self.layers[-1][0] != kind:
            self.layers.append((kind, []))
        self.layers[-1][1].extend(data)

    def svg(self) -> str:
        return "".join(
            f'<path class="{kind}" d="{"".join(data)}"/>' for kind, data in self.layers
        )
