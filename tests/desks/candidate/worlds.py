"""Campaigns that are open today: pages ask the clock, not the tests' own moment."""

from datetime import timedelta

from django.utils import timezone

from tests import factories

FORM = {
    "key": "form",
    "kind": "form",
    "title": factories.text("Application form"),
    "summary": factories.text("You"),
    "settings": {
        "choices": 3,
        "asks_work_right": True,
        "asks_resume": False,
        "questions": [
            {"key": "experience", "label": factories.text("What did you do?")},
            {
                "key": "more",
                "label": factories.text("Anything else?"),
                "max_length": 40,
                "is_required": False,
            },
        ],
    },
}
REVIEW = {
    "key": "review",
    "kind": "review",
    "title": factories.text("We read"),
    "summary": factories.text("Two people"),
}
RECORDED = {
    "key": "interview",
    "kind": "on_demand_interview",
    "title": factories.text("Interview"),
    "summary": factories.text("You record"),
    "days": 7,
    "settings": {
        "questions": [
            {
                "key": "intro",
                "text": factories.text("Who are you?"),
                "criteria": [
                    {
                        "competency": "LIS",
                        "anchors": [
                            factories.text(f"Behaviour {n}") for n in range(1, 6)
                        ],
                    }
                ],
            }
        ]
    },
}
OFFER = {
    "key": "offer",
    "kind": "offer",
    "title": factories.text("Offer"),
    "summary": factories.text("Terms"),
    "settings": {"letter": [factories.text("Dear {name}")]},
}


def form_with(**settings):
    return {**FORM, "settings": FORM["settings"] | settings}


def a_campaign(*steps, **more):
    programme = factories.a_programme(*(steps or (FORM, RECORDED, REVIEW, OFFER)))
    now = timezone.now()
    dates = {
        "opens_at": now - timedelta(days=7),
        "closes_at": now + timedelta(days=40),
    }
    return factories.a_campaign(programme, **dates | more)


def an_opening(campaign=None, country="FR", city="Lyon", **more):
    closes_at = more.pop("closes_at", timezone.now() + timedelta(days=20))
    return factories.an_opening(
        campaign or a_campaign(),
        place=factories.a_place(country=country, city=city),
        closes_at=closes_at,
        closes_on=closes_at.date(),
        **more,
    )


def an_application(opening=None, **more):
    return factories.an_application(
        opening=opening or an_opening(), now=timezone.now(), **more
    )
