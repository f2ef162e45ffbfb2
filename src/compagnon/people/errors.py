"""What can go wrong with people.

PeopleError
└── NotAllowedError
"""


class PeopleError(Exception):
    """A refusal, in words fit for the person who asked."""


class NotAllowedError(PeopleError):
    """The person may not do this."""
