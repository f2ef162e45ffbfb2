"""The step kind in which staff look at the evidence and decide."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from compagnon.programmes.declaration import Declared, Key
from compagnon.programmes.steps import StepKind


class ReviewSettings(Declared):
    """Who decides, and on which evidence.

    `rates` names an earlier on-demand interview step whose answers are rated now; None
    for a review that rests on the application itself, such as a shortlist.
    """

    rates: Key | None = None
    decides: Literal["recruiter", "hiring_manager"] = "recruiter"


class ReviewStep(StepKind):
    """Staff rate and decide; the candidate waits."""

    key = "review"
    title = _("Review")
    completed_by = "staff"
    Settings = ReviewSettings

    @classmethod
    def mistakes(
        cls, settings: Any, *, earlier: Mapping[str, type[StepKind]]
    ) -> Iterator[tuple[tuple[str | int, ...], str]]:
        answered = [key for key, kind in earlier.items() if kind.gives_answers]
        if settings.rates is not None and settings.rates not in answered:
            message = _(
                "“%(key)s” is no earlier on-demand interview. There is: %(is)s."
            )
            words = {"key": settings.rates, "is": ", ".join(answered) or "–"}
            yield ("rates",), str(message) % words
