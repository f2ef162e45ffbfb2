"""What may happen to a placement. Pure: no query, no clock, no request."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .errors import PlacementMoveRefusedError


class PlacementStatus(models.TextChoices):
    """Where a placement stands."""

    EXPECTED = "expected", gettext_lazy("Expected")
    STARTED = "started", gettext_lazy("Started")
    COMPLETED = "completed", gettext_lazy("Completed")
    ENDED_EARLY = "ended_early", gettext_lazy("Ended early")
    CANCELLED = "cancelled", gettext_lazy("Cancelled before the start")


class PlacementKind(models.TextChoices):
    """What can happen to a placement."""

    OPENED = "opened", gettext_lazy("Opened by an accepted offer")
    START_MOVED = "start_moved", gettext_lazy("Start moved")
    PEOPLE_CHANGED = "people_changed", gettext_lazy("Manager or buddy changed")
    STARTED = "started", gettext_lazy("Started")
    COMPLETED = "completed", gettext_lazy("Completed")
    ENDED_EARLY = "ended_early", gettext_lazy("Ended early")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")


MOVES: dict[tuple[PlacementStatus, PlacementKind], PlacementStatus] = {
    (PlacementStatus.EXPECTED, PlacementKind.OPENED): PlacementStatus.EXPECTED,
    (PlacementStatus.EXPECTED, PlacementKind.START_MOVED): PlacementStatus.EXPECTED,
    (PlacementStatus.EXPECTED, PlacementKind.PEOPLE_CHANGED): PlacementStatus.EXPECTED,
    (PlacementStatus.EXPECTED, PlacementKind.STARTED): PlacementStatus.STARTED,
    (PlacementStatus.EXPECTED, PlacementKind.CANCELLED): PlacementStatus.CANCELLED,
    (PlacementStatus.STARTED, PlacementKind.PEOPLE_CHANGED): PlacementStatus.STARTED,
    (PlacementStatus.STARTED, PlacementKind.COMPLETED): PlacementStatus.COMPLETED,
    (PlacementStatus.STARTED, PlacementKind.ENDED_EARLY): PlacementStatus.ENDED_EARLY,
}


def status_after(status: PlacementStatus, kind: PlacementKind) -> PlacementStatus:
    """Return where `kind` leads, or raise `PlacementMoveRefusedError`."""
    try:
        return MOVES[status, kind]
    except KeyError:
        message = _("A placement that is “%(status)s” cannot be “%(kind)s”.")
        raise PlacementMoveRefusedError(
            message % {"status": status.label, "kind": kind.label}
        ) from None
