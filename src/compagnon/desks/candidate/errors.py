"""What can go wrong at the candidate's desk.

DeskError
├── IncompleteError
└── NotNowError
"""


class DeskError(Exception):
    """A refusal, in words fit for the candidate. Nothing has changed."""


class IncompleteError(DeskError):
    """The form cannot be sent before all that it asks is there."""


class NotNowError(DeskError):
    """The step does not wait for this."""
