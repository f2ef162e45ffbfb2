"""Campaigns: one run of one programme version."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.people.models import Person
from compagnon.postings.errors import CampaignRefusedError
from compagnon.postings.models import Campaign
from compagnon.postings.rules import ChangeKind
from compagnon.programmes.models import Programme

from .common import note


def create_campaign(
    programme: Programme,
    *,
    name: str,
    opens_at: datetime,
    closes_at: datetime,
    actor: Person | None,
    now: datetime | None = None,
) -> Campaign:
    """Begin a run of one programme version. It stays on that version to the end."""
    now = now or timezone.now()
    if not name.strip():
        raise CampaignRefusedError(_("Give the campaign a name."))
    if closes_at <= opens_at:
        raise CampaignRefusedError(_("A campaign closes after it opens."))
    if closes_at <= now:
        raise CampaignRefusedError(_("The campaign would already be over."))
    try:
        with transaction.atomic():
            campaign = Campaign.objects.create(
                programme=programme,
                name=name.strip(),
                opens_at=opens_at,
                closes_at=closes_at,
            )
            note(campaign, ChangeKind.CAMPAIGN_CREATED, actor=actor, now=now)
    except IntegrityError:
        raise CampaignRefusedError(
            _("This version has a campaign of this name already.")
        ) from None
    return campaign
