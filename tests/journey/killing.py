"""Kill a process before its n-th statement, and before each commit."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Callable

from django.db import connection, connections


def run_and_kill(act: Callable[[], object], at: int) -> bool:
    """Run `act` in a child that dies by SIGKILL at its `at`-th point.

    A point is the moment before a statement is executed or a transaction committed.
    Returns whether the child was killed; False: it ended before it came so far.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        _be_killed(act, at)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the child failed by itself"
    return False


def _be_killed(act: Callable[[], object], at: int) -> None:
    points = itertools.count(1)

    def point() -> None:
        if next(points) >= at:
            os.kill(os.getpid(), signal.SIGKILL)

    def before_statement(execute, sql, params, many, context):
        point()
        return execute(sql, params, many, context)

    commit = connection._commit

    def before_commit():
        point()
        return commit()

    connection._commit = before_commit
    code = 1
    try:
        with connection.execute_wrapper(before_statement):
            act()
        code = 0
    finally:
        # No clean-up of the parent's fixtures in the child.
        os._exit(code)
