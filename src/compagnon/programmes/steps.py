"""What a step kind is. Each kind is one small class; `journey.steps` has the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise

from .declaration import Declared


class NoSettings(Declared):
    """A step kind that needs nothing said in the file."""


class StepKind:
    """A kind of step: what it may be told, who moves it, and where its pages are.

    `completed_by` tells whose act ends the step: the candidate's own (the context calls
    ``applications.operations.pass_step``) or a decision of staff. `candidate_page` is a
    URL name that takes the application's code; None where the candidate only waits.
    What happens when a step of this kind opens stands in ``journey.reactions``.
    """

    key: ClassVar[str]
    title: ClassVar[str | Promise]
    completed_by: ClassVar[str] = "candidate"
    candidate_page: ClassVar[str | None] = None
    # Whether a path may begin with this kind, and whether it ends with it.
    may_begin: ClassVar[bool] = False
    ends_path: ClassVar[bool] = False
    # Whether it leaves answers that a later step can have rated.
    gives_answers: ClassVar[bool] = False
    # Mails that it needs beside ``step_…``, which says that it has opened. ``{key}`` is
    # the step's own key.
    mails: ClassVar[tuple[str, ...]] = ()
    Settings: ClassVar[type[Declared]] = NoSettings

    @classmethod
    def settings_of(cls, settings: dict[str, Any]) -> Any:
        """Return what a file tells a step of this kind, as typed values."""
        return cls.Settings.model_validate(settings)

    @classmethod
    def mistakes(
        cls, settings: Any, *, earlier: Mapping[str, type[StepKind]]
    ) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield what does not agree with the `earlier` steps, as path and message."""
        yield from ()
