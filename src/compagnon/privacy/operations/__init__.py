"""The writers of privacy: export, erase, let go."""

from .erasing import ask_erasure, clear_application, erase, turn_down_wish
from .exporting import export, files_of
from .retaining import RetentionReport, apply_retention, change_rule
from .shredding import shred

__all__ = [
    "RetentionReport",
    "apply_retention",
    "ask_erasure",
    "change_rule",
    "clear_application",
    "erase",
    "export",
    "files_of",
    "shred",
    "turn_down_wish",
]
