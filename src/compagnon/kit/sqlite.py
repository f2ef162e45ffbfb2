"""Use a recent SQLite where the interpreter brings an old one.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when a checkpoint resets the
log (fixed in 3.51.3); the ``pysqlite3`` wheel carries a newer one than most systems.
"""

import sys
import warnings

SAFE = (3, 51, 3)
# SQLite's own numbers of two limits, and their values as SQLite is usually built.
COLUMN, VARIABLE_NUMBER = 2, 9
LIMITS = {COLUMN: 2000, VARIABLE_NUMBER: 32766}


def use_recent_sqlite() -> dict[str, object]:
    """Put the newest SQLite in place and return the connection options it needs.

    Call it before Django opens a database. Warns when only an old SQLite is found.
    """
    try:
        import pysqlite3  # noqa: PLC0415 - not there on every platform
    except ImportError:
        import sqlite3  # noqa: PLC0415 - must not be loaded before the swap

        if sqlite3.sqlite_version_info < SAFE:
            warnings.warn(
                f"SQLite {sqlite3.sqlite_version} can damage a database under load. "
                "Install pysqlite3, or Python with SQLite 3.51.3 or newer.",
                RuntimeWarning,
                stacklevel=2,
            )
        return {}
    # The wheel leaves out the limits of Python 3.11's module.
    pysqlite3.SQLITE_LIMIT_COLUMN = COLUMN
    pysqlite3.SQLITE_LIMIT_VARIABLE_NUMBER = VARIABLE_NUMBER
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

    class Connection(pysqlite3.Connection):  # type: ignore[misc]
        """Django asks for limits, which the wheel does not tell."""

        def getlimit(self, category: int) -> int:
            return LIMITS.get(category, 1_000_000)

    return {"factory": Connection}
