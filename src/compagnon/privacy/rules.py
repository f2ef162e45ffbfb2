"""How long what is kept, and why somebody is erased. Pure: no query, no clock."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The purpose of the consent under which a name is kept after the applications.
KEEP_IN_TOUCH = "keep_in_touch"
# What one night takes in hand; the rest waits for the next.
MOST_A_NIGHT = 2000


class ErasureReason(models.TextChoices):
    """Why a person was erased."""

    ASKED = "asked", _("The person asked for it")
    RETENTION = "retention", _("The time for which data are kept is over")
    MISTAKE = "mistake", _("The data should not have been collected")
    LEGAL = "legal", _("A law or an authority demands it")


class Kind(models.TextChoices):
    """What a rule of retention is about. Each clock starts where the words say."""

    DRAFTS = "drafts", _("Applications that were never sent")
    CLOSED = "closed", _("Applications that were declined, withdrawn or lapsed")
    HIRED = "hired", _("Applications of people who were hired")
    TAKES = "takes", _("Recordings and written answers of interviews")
    ACCOUNTS = "accounts", _("Accounts without any application")
    DISCLOSURES = "disclosures", _("The record of who saw whose data")


@dataclass(frozen=True)
class Keeping:
    """What a rule says before anybody changes it, and what it means."""

    months: int
    from_when: object
    what_goes: object


KEEPINGS: dict[Kind, Keeping] = {
    Kind.DRAFTS: Keeping(
        6,
        pgettext_lazy("retention starts", "since anything was last done with it"),
        _("Everything in the draft; the account too, if it holds nothing else."),
    ),
    Kind.CLOSED: Keeping(
        24,
        pgettext_lazy("retention starts", "since it was closed"),
        _(
            "Words, files, recordings, letters and the evidence of ratings; the "
            "account too, if it holds nothing else. Codes, answers and scores stay, "
            "of nobody."
        ),
    ),
    Kind.HIRED: Keeping(
        24,
        pgettext_lazy("retention starts", "since the offer was accepted"),
        _("The same, except the offer and its acceptance. The account stays."),
    ),
    Kind.TAKES: Keeping(
        6,
        pgettext_lazy("retention starts", "since the application was closed"),
        _("The recordings and written answers. What raters wrote of them stays."),
    ),
    Kind.ACCOUNTS: Keeping(
        6,
        pgettext_lazy("retention starts", "since the last sign-in"),
        _("The account with all that identifies the person."),
    ),
    Kind.DISCLOSURES: Keeping(
        36,
        pgettext_lazy("retention starts", "since somebody looked"),
        _("The line that says who looked, when and why."),
    ),
}
SHORTEST, LONGEST = 1, 120


def months_before(now: datetime, months: int) -> datetime:
    """Return the same moment so many months earlier; the 31st may become a 28th.

    >>> months_before(datetime(2027, 3, 31, 9, 0), 1).isoformat()
    '2027-02-28T09:00:00'
    """
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)
