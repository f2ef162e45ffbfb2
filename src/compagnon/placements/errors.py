"""What can go wrong with a placement.

PlacementError
└── PlacementMoveRefusedError
"""


class PlacementError(Exception):
    """A refusal, in words fit for the person who asked. Nothing has changed."""


class PlacementMoveRefusedError(PlacementError):
    """The table of moves does not allow it."""
