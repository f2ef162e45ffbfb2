"""What can go wrong with an offer.

OfferError
├── NotAtOfferError
├── OpeningNotChosenError
├── SeatsTakenError
├── TermsError
├── OfferClosedError
├── OfferReasonMissingError
├── NameDiffersError
└── LetterChangedError
"""


class OfferError(Exception):
    """A refusal, in words fit for the person who asked. Nothing has changed."""


class NotAtOfferError(OfferError):
    """The application does not stand, open, at its programme's offer step."""


class OpeningNotChosenError(OfferError):
    """Nobody is offered a place that they have not chosen."""


class SeatsTakenError(OfferError):
    """All seats of the opening are offered or accepted."""


class TermsError(OfferError):
    """The dates do not make sense."""


class OfferClosedError(OfferError):
    """The offer has been answered, taken back, or its time is over."""


class OfferReasonMissingError(OfferError):
    """An offer is taken back only with a reason."""


class NameDiffersError(OfferError):
    """What was typed is not the name of the person to whom the offer is made."""


class LetterChangedError(OfferError):
    """The letter that was read is not the letter that would be accepted."""
