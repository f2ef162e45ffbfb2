"""The only writers of ratings. What is locked is never changed."""

from .judging import lock, save_draft, save_rating, take_note, tick, untick
from .opening import (
    assign_waiting,
    close_ratings,
    open_ratings,
    open_third,
    recuse,
    take_up,
)

__all__ = [
    "assign_waiting",
    "close_ratings",
    "lock",
    "open_ratings",
    "open_third",
    "recuse",
    "save_draft",
    "save_rating",
    "take_note",
    "take_up",
    "tick",
    "untick",
]
