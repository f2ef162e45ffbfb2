"""What can go wrong with an application.

ApplicationError
├── MoveRefusedError
├── ReasonMissingError
├── ClosedError
├── StaleError
├── FileRefusedError
└── AlreadyAppliedError
"""


class ApplicationError(Exception):
    """A refusal, in words fit for the person who asked. Nothing has changed."""


class MoveRefusedError(ApplicationError):
    """The table of moves does not allow it."""


class ReasonMissingError(ApplicationError):
    """A decision, a reveal or a re-opening always says why."""


class ClosedError(ApplicationError):
    """The deadline is over, or applications are not open yet."""


class StaleError(ApplicationError):
    """The page that asks has not seen the latest state."""


class FileRefusedError(ApplicationError):
    """A file is not what may be kept."""


class AlreadyAppliedError(ApplicationError):
    """One candidate has one application in one campaign."""
