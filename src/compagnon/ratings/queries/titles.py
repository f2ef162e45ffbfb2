"""What a rated subject is called, in the language of whoever reads."""

from __future__ import annotations

from typing import Any

from compagnon.programmes.declaration import Declaration, Text
from compagnon.ratings.models import RatingTask
from compagnon.ratings.steps import ReviewStep

# Where a step's settings declare what can be rated.
LISTS = ("questions", "role_plays", "conversations", "tasks")


def title_of(task: RatingTask, declared: Declaration) -> str:
    """Return the declared title; the one it was opened with where none is declared.

    A task is opened by the worker or by a candidate, in a language of theirs.
    """
    settings: dict[str, Any] = declared.step(task.step_key).settings
    if declared.step(task.step_key).kind == ReviewStep.key and settings.get("rates"):
        settings = declared.step(settings["rates"]).settings
    for name in LISTS:
        for one in settings.get(name, ()):
            if one["key"] == task.subject_key:
                words = one.get("title") or one["text"]
                return str(Text.model_validate(words))
    return task.subject_title
