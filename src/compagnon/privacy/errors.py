"""What can go wrong with the rights of a person over what is kept.

PrivacyError
└── ErasureRefusedError
"""


class PrivacyError(Exception):
    """A refusal, in words fit for the person who asked. Nothing has changed."""


class ErasureRefusedError(PrivacyError):
    """Something still needs what would be erased; `obstacles` says each in words."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles
