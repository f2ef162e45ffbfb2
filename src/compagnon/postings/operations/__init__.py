"""The only writers of places, campaigns and openings."""

from .bulk import import_openings
from .campaigns import create_campaign
from .openings import (
    create_opening,
    name_managers,
    publish_opening,
    update_opening,
    withdraw_opening,
)

__all__ = [
    "create_campaign",
    "create_opening",
    "import_openings",
    "name_managers",
    "publish_opening",
    "update_opening",
    "withdraw_opening",
]
