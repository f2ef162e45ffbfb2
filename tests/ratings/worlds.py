"""A programme with an interview, a review, a final interview, a task and an offer."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from compagnon.finals import operations as finals
from compagnon.ratings import operations
from compagnon.ratings.models import RatingTask
from compagnon.ratings.rules import Draft, Subject
from tests import factories
from tests.factories import NOW, text

ANCHORS = [text(f"level {number}") for number in range(1, 6)]
CRITERIA = [
    {"competency": "LIS", "anchors": ANCHORS},
    {"competency": "INT", "anchors": ANCHORS},
]
COMPETENCIES = [
    {
        "code": code,
        "name": text(name),
        "definition": text(f"What {name} is"),
        "indicators": [text("Asks")],
    }
    for code, name in (("LIS", "Listening"), ("INT", "Integrity"))
]
QUESTION = {"key": "need", "text": text("Tell us about a need"), "criteria": CRITERIA}
ROLE_PLAY = {
    "key": "gift",
    "title": text("A gift"),
    "minutes": 12,
    "candidate_brief": text("You welcome a visitor"),
    "player_brief": text("You are in a hurry"),
    "arc": [{"time": "0-3 min", "behaviour": text("Hurried"), "contingency": None}],
    "observations": [text("Greets before asking"), text("Reformulates")],
    "criteria": CRITERIA,
}
TALK = {
    "key": "talk",
    "title": text("Feedback talk"),
    "minutes": 20,
    "questions": [text("What did you recognise?")],
    "criteria": CRITERIA[:1],
}
TASK = {
    "key": "workbook",
    "title": text("A stock count"),
    "brief": text("Count the stock"),
    "criteria": CRITERIA[:1],
}


def _step(key, kind, **settings):
    return {
        "key": key,
        "kind": kind,
        "title": text(key.title()),
        "summary": text("Why"),
        "settings": settings,
    }


def a_programme(**more):
    return factories.a_programme(
        _step("form", "form", asks_resume=True),
        _step("interview", "on_demand_interview", questions=[QUESTION]),
        _step("review", "review", rates="interview"),
        _step(
            "final",
            "final_interview",
            role_plays=[ROLE_PLAY],
            conversations=[TALK],
            decides="hiring_manager",
        ),
        _step("task", "technical_task", tasks=[TASK]),
        _step("offer", "offer", letter=[text("Dear {name}")]),
        competencies=COMPETENCIES,
        **more,
    )


def an_opening(**more):
    campaign = more.pop("campaign", None) or factories.a_campaign(a_programme())
    return factories.an_opening(campaign, **more)


def an_application(at="review", **more):
    opening = more.pop("opening", None) or an_opening()
    return factories.an_application(opening=opening, at=at, **more)


def a_subject(key="need", code="TAKE000001"):
    return Subject(
        kind="answer",
        key=key,
        code=code,
        title="Tell us about a need",
        criteria=CRITERIA,
    )


def open_ratings(application, *, subjects=None, raters=2):
    """Open ratings and return the tasks by seat."""
    operations.open_ratings(
        application,
        step=application.step,
        subjects=subjects or [a_subject()],
        raters=raters,
        due_at=NOW + timedelta(days=5),
        now=NOW,
    )
    return list(
        RatingTask.objects.filter(application=application).order_by(
            "subject_key", "seat"
        )
    )


def rate(task, **values):
    """Rate each competency; None is "not observed". Quotes something each time."""
    drafts = [
        Draft(
            competency,
            evidence="“What would please her?”",
            value=None if value is None else Decimal(str(value)),
            is_observed=value is not None,
        )
        for competency, value in values.items()
    ]
    operations.save_draft(task, actor=task.assessor, drafts=drafts, now=NOW)


def lock(task, **values):
    rate(task, **values)
    return operations.lock(task, actor=task.assessor, now=NOW)


def a_day(campaign, **more):
    """A day a week from now, with three slots of an hour from nine in Paris."""
    more.setdefault("place", factories.a_place())
    return finals.add_day(
        campaign=campaign,
        **{
            "step_key": "final",
            "day": date(2027, 1, 18),
            "begins": time(9),
            "ends": time(12),
            "minutes": 60,
            "time_zone": "Europe/Paris",
            "actor": None,
            "now": NOW,
            **more,
        },
    )
