"""What somebody who wants to apply is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from compagnon.applications.models import Application
from compagnon.people.models import Person
from compagnon.postings.models import Campaign, Opening
from compagnon.programmes.declaration import Declaration, StepDeclaration


@dataclass(frozen=True)
class Invitation:
    """A campaign, the opening that was looked at, and whether both are open."""

    campaign: Campaign
    opening: Opening | None
    application: Application | None
    is_campaign_open: bool
    is_opening_open: bool
    is_early: bool

    @property
    def declaration(self) -> Declaration:
        return self.campaign.programme.declaration

    @property
    def is_open(self) -> bool:
        return self.is_campaign_open and self.is_opening_open

    @property
    def steps(self) -> list[StepDeclaration]:
        return self.declaration.steps


def invitation_of(
    code: str, opening_code: str, person: Person, now: datetime
) -> Invitation | None:
    """Return what applying to the campaign means, or None. At most three queries.

    An opening of another campaign, or one that is not published, is left out: the link
    then leads to the campaign itself.
    """
    campaign = Campaign.objects.select_related("programme").filter(code=code).first()
    if campaign is None:
        return None
    opening = None
    if opening_code:
        opening = (
            Opening.objects.published()
            .select_related("place")
            .filter(campaign=campaign, code=opening_code)
            .first()
        )
    return Invitation(
        campaign=campaign,
        opening=opening,
        application=Application.objects.of(person).filter(campaign=campaign).first(),
        is_campaign_open=campaign.is_open(now),
        is_opening_open=opening is None or opening.closes_at > now,
        is_early=now < campaign.opens_at,
    )
