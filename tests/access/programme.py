"""Who may reach the programme manager's pages: who manages the programme."""

ACCESS = {
    "manager:programmes": "programme_manager",
    "manager:programme-file": "programme_manager",
    "manager:programme-loading": "programme_manager",
    "manager:compare": "programme_manager",
    "manager:programme": "programme_manager",
    "manager:campaigns": "programme_manager",
    "manager:campaign-new": "programme_manager",
    "manager:campaign": "programme_manager",
    "manager:openings": "programme_manager",
    "manager:opening-new": "programme_manager",
    "manager:import": "programme_manager",
    "manager:opening-edit": "programme_manager",
    "manager:opening-publication": "programme_manager",
}


def kwargs(world):
    """A version, a campaign and an opening of the world."""
    campaign = world.opening.campaign
    return {
        "manager:programme": {"pk": campaign.programme.pk},
        "manager:campaign": {"code": campaign.code},
        "manager:openings": {"code": campaign.code},
        "manager:opening-new": {"code": campaign.code},
        "manager:import": {"code": campaign.code},
        "manager:opening-edit": {"code": world.opening.code},
        "manager:opening-publication": {"code": world.opening.code},
    }
