"""What can go wrong with an on-demand interview.

InterviewError
├── ClosedError
├── NoTakeLeftError
├── IncompleteError
├── EmptyAnswerError
├── TooManyError
└── UploadError
    ├── GoneError
    ├── WrongOffsetError
    ├── LengthMissingError
    ├── TooLargeError
    ├── ForeignTypeError
    └── ChangedOnTheWayError
"""


class InterviewError(Exception):
    """A refusal, in words fit for the person who asked. `status`: the same in HTTP."""

    status = 403


class ClosedError(InterviewError):
    """The interview was handed in, its deadline is over, or the step is behind."""


class NoTakeLeftError(InterviewError):
    """Each take that the question allows is used."""


class IncompleteError(InterviewError):
    """A question has no answer yet."""


class EmptyAnswerError(InterviewError):
    """A written answer without a word in it."""


class TooManyError(InterviewError):
    """More requests than a person and one recorder make."""

    status = 429


class UploadError(InterviewError):
    """The bytes cannot be taken."""

    status = 400


class GoneError(UploadError):
    """The recording was given up; a new one has to be begun."""

    status = 410


class WrongOffsetError(UploadError):
    """The bytes do not begin where the stored ones end: at `offset`."""

    status = 409

    def __init__(self, message: str, *, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class LengthMissingError(UploadError):
    """A piece without a length."""

    status = 411


class TooLargeError(UploadError):
    """More than a take may hold."""

    status = 413


class ForeignTypeError(UploadError):
    """Not a recording that we know, by its claim or by its content."""

    status = 415


class ChangedOnTheWayError(UploadError):
    """What arrived is not what the browser recorded."""

    status = 422
