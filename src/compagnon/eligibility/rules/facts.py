"""What the rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Earlier(models.TextChoices):
    """Whether somebody has been an international volunteer before, and how it ended."""

    NONE = "none", _("No, this would be the first")
    COMPLETED = "completed", _("Yes, and it ended in another way than the two below")
    FORCE_MAJEURE = "force_majeure", _("Yes, ended by force majeure")
    COMPANY_BREACH = "company_breach", _("Yes, ended by a breach of the company")


@dataclass(frozen=True)
class Facts:
    """One person and one mission. None: not known yet."""

    birth_date: date | None = None
    nationalities: tuple[str, ...] | None = None  # ISO 3166-1 alpha-2
    filing_date: date | None = None
    starts_on: date | None = None
    months: int | None = None
    destination: str | None = None
    residence: str | None = None
    earlier: Earlier | None = None
    earlier_months: int = 0
    service_in_order: bool | None = None
    has_civic_rights: bool | None = None
    # No entry that is incompatible with the mission.
    has_clean_record: bool | None = None
    leaves_other_work: bool | None = None
