"""What can go wrong with eligibility.

EligibilityError
├── NotEligibleError
└── NotAtStepError
"""


class EligibilityError(Exception):
    """A refusal, in words fit for the candidate. Nothing has changed."""


class NotEligibleError(EligibilityError):
    """A rule is not met for the opening that was chosen."""


class NotAtStepError(EligibilityError):
    """The application does not stand at an eligibility step."""
