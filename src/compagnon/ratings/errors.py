"""What can go wrong with a rating.

RatingError
├── LockedError
├── IncompleteError
└── RefusedError
"""


class RatingError(Exception):
    """A refusal, in words fit for the person who asked. Nothing has changed."""


class LockedError(RatingError):
    """What is locked stays as it is."""


class IncompleteError(RatingError):
    """Something is still to be rated or to be quoted. `missing` names it by code."""

    def __init__(self, message: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.missing = missing


class RefusedError(RatingError):
    """The value, the person or the moment is not one that is allowed."""
