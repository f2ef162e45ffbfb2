"""What may happen to an application. Pure: no query, no clock, no request."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .errors import MoveRefusedError


class Status(models.TextChoices):
    """Where an application stands."""

    OPEN = "open", gettext_lazy("Open")
    OFFERED = "offered", gettext_lazy("Offer made")
    HIRED = "hired", gettext_lazy("Offer accepted")
    DECLINED = "declined", gettext_lazy("Declined")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
    TURNED_DOWN = "turned_down", gettext_lazy("Offer turned down")
    LAPSED = "lapsed", gettext_lazy("Lapsed")


class Kind(models.TextChoices):
    """What can happen. Written once in the event, in the past."""

    STARTED = "started", gettext_lazy("Started")
    PASSED = "passed", gettext_lazy("Passed the step")
    DECIDED = "decided", gettext_lazy("Decision taken, not yet announced")
    RETRACTED = "retracted", gettext_lazy("Decision taken back before it was announced")
    DECLINED = "declined", gettext_lazy("Declined")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
    REINSTATED = "reinstated", gettext_lazy("Re-opened")
    LAPSED = "lapsed", gettext_lazy("Lapsed without an answer")
    OFFERED = "offered", gettext_lazy("Offer made")
    OFFER_ACCEPTED = "offer_accepted", gettext_lazy("Offer accepted")
    OFFER_TURNED_DOWN = "offer_turned_down", gettext_lazy("Offer turned down")
    OFFER_TAKEN_BACK = "offer_taken_back", gettext_lazy("Offer taken back")
    EXTENDED = "extended", gettext_lazy("Deadline extended")
    CHOICES_CHANGED = "choices_changed", gettext_lazy("Choices changed")
    FLAGGED = "flagged", gettext_lazy("Needs a person")
    CLEARED = "cleared", gettext_lazy("Seen to by a person")
    REVEALED = "revealed", gettext_lazy("Identity revealed")
    NOTED = "noted", gettext_lazy("Note written")


MOVES: dict[tuple[Status, Kind], Status] = {
    (Status.OPEN, Kind.PASSED): Status.OPEN,
    (Status.OPEN, Kind.DECIDED): Status.OPEN,
    (Status.OPEN, Kind.RETRACTED): Status.OPEN,
    (Status.OPEN, Kind.DECLINED): Status.DECLINED,
    (Status.OPEN, Kind.WITHDRAWN): Status.WITHDRAWN,
    (Status.OPEN, Kind.LAPSED): Status.LAPSED,
    (Status.OPEN, Kind.OFFERED): Status.OFFERED,
    (Status.OPEN, Kind.EXTENDED): Status.OPEN,
    (Status.OPEN, Kind.CHOICES_CHANGED): Status.OPEN,
    (Status.OFFERED, Kind.OFFER_ACCEPTED): Status.HIRED,
    (Status.OFFERED, Kind.OFFER_TURNED_DOWN): Status.TURNED_DOWN,
    (Status.OFFERED, Kind.OFFER_TAKEN_BACK): Status.OPEN,
    (Status.OFFERED, Kind.LAPSED): Status.LAPSED,
    (Status.OFFERED, Kind.WITHDRAWN): Status.WITHDRAWN,
    (Status.OFFERED, Kind.EXTENDED): Status.OFFERED,
    (Status.DECLINED, Kind.REINSTATED): Status.OPEN,
    (Status.WITHDRAWN, Kind.REINSTATED): Status.OPEN,
    (Status.TURNED_DOWN, Kind.REINSTATED): Status.OPEN,
    (Status.LAPSED, Kind.REINSTATED): Status.OPEN,
    **{
        (status, kind): status
        for status in Status
        for kind in (Kind.FLAGGED, Kind.CLEARED, Kind.REVEALED, Kind.NOTED)
    },
}

ACTIVE = frozenset({Status.OPEN, Status.OFFERED})


class Verdict(models.TextChoices):
    """What a person decides at a step."""

    PASS = "pass", gettext_lazy("Goes on")
    DECLINE = "decline", gettext_lazy("Does not go on")


class FlagReason(models.TextChoices):
    """Why an application needs a person before anything else happens."""

    ADJUSTMENT = "adjustment", gettext_lazy("Asked for an adjustment")
    RATERS_DIFFER = "raters_differ", gettext_lazy("Two ratings lie far apart")
    ELIGIBILITY = "eligibility", gettext_lazy("Eligibility needs a look")
    BELOW_BAR = "below_bar", gettext_lazy("Low on an assessment: look before deciding")
    TECHNICAL = "technical", gettext_lazy("Something failed for the candidate")
    CONTESTED = "contested", gettext_lazy("The candidate contests a decision")
    NO_SLOT = "no_slot", gettext_lazy("No slot suits the candidate")
    NO_ASSESSOR = "no_assessor", gettext_lazy("Nobody is free to rate")
    QUESTION = "question", gettext_lazy("The candidate asks a person")


def status_after(status: Status, kind: Kind) -> Status:
    """Return where `kind` leads from `status`, or raise `MoveRefusedError`."""
    try:
        return MOVES[status, kind]
    except KeyError:
        message = _("An application that is “%(status)s” cannot be “%(kind)s”.")
        raise MoveRefusedError(
            message % {"status": status.label, "kind": kind.label}
        ) from None
