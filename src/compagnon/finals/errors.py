"""What can go wrong around a final interview or a technical task.

FinalError
├── SlotFullError
├── AlreadyBookedError
├── TooLateError
├── NotNowError
├── DayRefusedError
└── TaskIncompleteError
"""


class FinalError(Exception):
    """A refusal, in words fit for the person who asked. Nothing has changed."""


class SlotFullError(FinalError):
    """Somebody else has just taken the last seat."""


class AlreadyBookedError(FinalError):
    """One application has one slot for one step."""


class TooLateError(FinalError):
    """A booking stands from a day before it begins."""


class NotNowError(FinalError):
    """The application does not stand where this is done, or the slot is not for it."""


class DayRefusedError(FinalError):
    """A day that cannot be: no time in it, in the past, or somebody is elsewhere."""


class TaskIncompleteError(FinalError):
    """There is nothing to send, or it has been sent already."""
