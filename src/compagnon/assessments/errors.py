"""What can go wrong with an assessment.

AssessmentError
├── InstrumentChangedError
├── UnknownInstrumentError
├── NotStartedError
├── OutOfOrderError
├── ImpossibleAnswerError
├── SittingOverError
└── TooLateError
"""


class AssessmentError(Exception):
    """A refusal, in words fit for the person who asked. Nothing has changed."""


class InstrumentChangedError(AssessmentError):
    """A file says something else than the installed version of the same number."""


class UnknownInstrumentError(AssessmentError):
    """The programme names an instrument that nobody has installed."""


class NotStartedError(AssessmentError):
    """Answers come after the language is chosen and fair use is agreed."""


class OutOfOrderError(AssessmentError):
    """The answer is not for the present item. `current` is the present number."""

    def __init__(self, message: str, current: int) -> None:
        super().__init__(message)
        self.current = current


class ImpossibleAnswerError(AssessmentError):
    """The item does not offer this answer."""


class SittingOverError(AssessmentError):
    """All items have been answered; nothing changes any more."""


class TooLateError(AssessmentError):
    """The deadline is over, or the application is no longer at this step."""
