"""What can go wrong on the journey.

JourneyError
└── LetterRefusedError
"""


class JourneyError(Exception):
    """A refusal, in words fit for the person who asked. Nothing has changed."""


class LetterRefusedError(JourneyError):
    """The letter has gone, or somebody else has dealt with it."""
