"""What can go wrong with campaigns and openings.

PostingError
├── CampaignRefusedError
├── OpeningRefusedError
└── FileRefusedError
"""


class PostingError(Exception):
    """A refusal, in words fit for the person who asked. Nothing has changed."""


class CampaignRefusedError(PostingError):
    """The campaign cannot have these dates or this name."""


class OpeningRefusedError(PostingError):
    """The opening cannot be so. `field` names what is wrong, where one field is."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class FileRefusedError(PostingError):
    """The file as a whole cannot be read."""
