"""Who may reach the hiring manager's pages: who hosts the opening."""

from tests.factories import NOW
from tests.ratings import worlds

ACCESS = {
    "manager:home": "hiring_manager",
    "manager:opening": "hiring_manager",
    "manager:opening-days": "hiring_manager",
    "manager:application": "hiring_manager",
    "manager:decision": "hiring_manager",
    "manager:resume": "hiring_manager",
    # The days of a whole campaign belong to those who recruit for it.
    "manager:days": "recruiter",
    # Whoever made the day, a manager or a recruiter.
    "manager:remove-slot": "hiring_manager",
}


def kwargs(world):
    """An opening of nobody in the world, an application to it, and a day for it."""
    del world
    opening = worlds.an_opening()
    application = worlds.an_application(opening=opening)
    day = worlds.a_day(opening.campaign, now=NOW)
    slot = day.slots.first()
    return {
        "manager:opening": {"code": opening.code},
        "manager:opening-days": {"code": opening.code},
        "manager:application": {"code": application.code},
        "manager:decision": {"code": application.code},
        "manager:resume": {"code": application.code},
        "manager:days": {"code": opening.campaign.code},
        "manager:remove-slot": {"day": day.code, "code": slot.code},
    }
