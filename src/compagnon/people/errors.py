"""What can go wrong with people.

PeopleError
├── NotAllowedError
└── SignInRefusedError
"""


class PeopleError(Exception):
    """A refusal, in words fit for the person who asked."""


class NotAllowedError(PeopleError):
    """The person may not do this."""


class SignInRefusedError(PeopleError):
    """The code, the link or the second factor does not open the door."""
