"""Figures from values alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

# Two primes: multiples of one, modulo the other, visit each remainder once in an order
# that has nothing to do with the order of the numbers.
SCATTER, WHOLE = 7919, 10007


def weighted_median(values: Iterable[tuple[float, float]]) -> float | None:
    """Return the lower weighted median of ``(value, weight)``; None of nothing.

    With equal weights: the middle value, or the lower of the two in the middle.

    >>> weighted_median([(3, 1), (1, 1), (2, 1)])
    2
    >>> weighted_median([(1, 1), (9, 5)])
    9
    """
    ordered = sorted(values)
    half = sum(weight for _value, weight in ordered) / 2
    sums = accumulate(weight for _value, weight in ordered)
    for (value, _weight), reached in zip(ordered, sums, strict=True):
        if reached >= half:
            return value
    return None


def part(count: int, enough: int) -> int:
    """Return how many of `WHOLE` parts of `count` are about `enough`; all where few."""
    return min(WHOLE, -(-WHOLE * enough // max(count, 1)))
