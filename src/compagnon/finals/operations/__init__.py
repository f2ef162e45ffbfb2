"""The only writers of final days, bookings, tasks and notes for the talk."""

from .booking import ask_for_another, book, cancel, move, open_final
from .days import add_day, remove_slot
from .talk import write_talk
from .tasks import keep_task, open_task, remove_file, submit_task

__all__ = [
    "add_day",
    "ask_for_another",
    "book",
    "cancel",
    "keep_task",
    "move",
    "open_final",
    "open_task",
    "remove_file",
    "remove_slot",
    "submit_task",
    "write_talk",
]
