"""The only writers of applications. Each act is one transaction and one event."""

from .deciding import decide, release, retract
from .flagging import clear, flag, note
from .moving import extend, lapse, pass_step, reinstate, start, withdraw
from .recording import due_for, record, step_after

__all__ = [
    "clear",
    "decide",
    "due_for",
    "extend",
    "flag",
    "lapse",
    "note",
    "pass_step",
    "record",
    "reinstate",
    "release",
    "retract",
    "start",
    "step_after",
    "withdraw",
]
