"""Counts that stop: what a page says is "more than", a database need not count."""

from __future__ import annotations

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class CountUpTo(Subquery):
    """How many rows a selection has, counted no further than `limit` and one more."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, found: QuerySet[Any, Any], limit: int) -> None:
        super().__init__(found.order_by().values("pk")[: limit + 1])


def up_to(count: int, limit: int) -> str:
    """Return a count in words, as far as it was counted."""
    return f"{limit:,}+" if count > limit else f"{count:,}"
