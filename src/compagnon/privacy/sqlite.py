"""What SQLite leaves behind of deleted rows, unless it is told not to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def overwrites_what_it_deletes() -> Iterator[None]:
    """Have SQLite write zeros over what is deleted inside, in the file and its log.

    PostgreSQL does the same in its own time, by vacuuming.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = OFF")
            if not connection.in_atomic_block:
                # Copies the pages into the file and empties the log, or as much of it
                # as no other reader still needs.
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def write_anew() -> bool:
    """Rewrite SQLite's file without what moved pages left behind; whether it was done.

    Zeros are written over deleted rows at once, yet copies that SQLite made earlier,
    when it split a page, stay in the gaps until the file is written anew.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True
