"""What follows from what: the one table of reactions.

A reaction gets the event and the time. It runs in the transaction that marks the event
as handled and may run again after a crash, so it must be idempotent; it uses the
event's own data, for the application may have moved on since.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from compagnon.applications.models import Application, Event
from compagnon.applications.operations import pass_step
from compagnon.applications.rules import Kind
from compagnon.assessments.operations import open_sittings
from compagnon.finals.operations import open_final, open_task
from compagnon.interviews.operations import open_interview
from compagnon.interviews.queries import answers_of
from compagnon.offers.models import Offer
from compagnon.placements.operations import open_placement
from compagnon.programmes.models import Step
from compagnon.ratings.operations import open_ratings
from compagnon.ratings.rules import Subject
from compagnon.ratings.steps import ReviewStep

from .letters import moment_in_words, write_letter

Reaction = Callable[[Event, datetime], None]

# How long staff can read and edit a decision's letter before it goes.
TO_READ = timedelta(minutes=settings.MAIL_DELAY_MINUTES)


def stands_there(event: Event) -> Application | None:
    """Return the application if it still stands where the event brought it."""
    application = event.application
    still = application.is_active and application.step_id == event.to_step_id
    return application if still else None


def entered(event: Event) -> Step:
    """Return the step that the event opened."""
    if event.to_step is None:
        raise ValueError(f"event {event.pk} opens no step")
    return event.to_step


# --- Letters -------------------------------------------------------------------------


def write_welcome(event: Event, now: datetime) -> None:
    write_letter(
        key=f"welcome:{event.application.code}",
        template="welcome",
        application=event.application,
        now=now,
    )


def write_step_opened(event: Event, now: datetime) -> None:
    """Tell the candidate what comes next, where the programme has words for it."""
    step = entered(event)
    if event.at_step is not None and event.at_step.kind == "form":
        write_letter(
            key=f"received:{event.application.code}:{event.number}",
            template=f"received_{event.at_step.key}",
            application=event.application,
            now=now,
        )
    if stands_there(event) is None:
        return
    write_letter(
        key=f"step:{event.application.code}:{event.number}",
        template=f"step_{step.key}",
        application=event.application,
        extra={"step": str(step.declared.title)},
        delay=TO_READ if event.codes.get("decision") else timedelta(0),
        now=now,
    )


def write_declined(event: Event, now: datetime) -> None:
    reasons = event.application.campaign.programme.declaration.decline_reasons
    reason = reasons.get(str(event.codes.get("reason_code", "")))
    language = event.application.candidate.language
    write_letter(
        key=f"declined:{event.application.code}:{event.number}",
        template="declined",
        application=event.application,
        extra={"reason": reason.in_language(language) if reason else ""},
        delay=TO_READ,
        now=now,
    )


def write_news(event: Event, now: datetime) -> None:
    """Write the letter that is named after the event's kind."""
    write_letter(
        key=f"{event.kind}:{event.application.code}:{event.number}",
        template=event.kind,
        application=event.application,
        now=now,
    )


def write_extended(event: Event, now: datetime) -> None:
    due = datetime.fromisoformat(str(event.codes["due_at"]))
    zone = event.application.candidate.time_zone
    write_letter(
        key=f"extended:{event.application.code}:{event.number}",
        template="extended",
        application=event.application,
        extra={"due": moment_in_words(due, zone)},
        now=now,
    )


# --- Opening what a step needs -------------------------------------------------------


def open_assessments(event: Event, now: datetime) -> None:
    if application := stands_there(event):
        open_sittings(application, step=entered(event), now=now)


def open_on_demand(event: Event, now: datetime) -> None:
    if application := stands_there(event):
        open_interview(application, step=entered(event), now=now)


def open_final_interview(event: Event, now: datetime) -> None:
    if application := stands_there(event):
        open_final(application, step=entered(event), now=now)


def open_technical_task(event: Event, now: datetime) -> None:
    """Open the task that the opening names, or pass the step where it names none."""
    application = stands_there(event)
    if application is None:
        return
    step = entered(event)
    if not open_task(application, step=step, now=now):
        pass_step(
            application, actor=None, at=step.key, codes={"skipped": True}, now=now
        )


def open_review(event: Event, now: datetime) -> None:
    """Give each answer of the interview that this review rates to its raters."""
    application = stands_there(event)
    if application is None:
        return
    step = entered(event)
    rated = ReviewStep.settings_of(step.declared.settings).rates
    if rated is None:
        return
    interview = application.campaign.programme.declaration.step(rated)
    questions = {
        question["key"]: question for question in interview.settings["questions"]
    }
    subjects = [
        Subject(
            kind="answer",
            key=answer.question_key,
            code=answer.code,
            title=str(answer.question_text),
            criteria=questions[answer.question_key]["criteria"],
        )
        for answer in answers_of(application, rated)
    ]
    open_ratings(
        application,
        step=step,
        subjects=subjects,
        raters=int(interview.settings.get("raters", 2)),
        due_at=now + timedelta(days=step.declared.days or 7),
        now=now,
    )


def open_door(event: Event, now: datetime) -> None:
    """The one door from selection to employment: an accepted offer."""
    offer = Offer.objects.select_related("opening").get(code=event.codes["offer"])
    open_placement(
        person=event.application.candidate,
        opening=offer.opening,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        manager=offer.opening.managers.order_by("pk").first(),
        now=now,
    )


# --- The table -----------------------------------------------------------------------

# (what happened, kind of the step it opened or None for any) -> reactions in order.
REACTIONS: dict[tuple[Kind, str | None], tuple[Reaction, ...]] = {
    (Kind.STARTED, None): (write_welcome,),
    (Kind.PASSED, None): (write_step_opened,),
    (Kind.PASSED, "assessments"): (open_assessments,),
    (Kind.PASSED, "on_demand_interview"): (open_on_demand,),
    (Kind.PASSED, "review"): (open_review,),
    (Kind.PASSED, "final_interview"): (open_final_interview,),
    (Kind.PASSED, "technical_task"): (open_technical_task,),
    (Kind.REINSTATED, None): (write_news,),
    (Kind.REINSTATED, "assessments"): (open_assessments,),
    (Kind.REINSTATED, "on_demand_interview"): (open_on_demand,),
    (Kind.REINSTATED, "review"): (open_review,),
    (Kind.REINSTATED, "final_interview"): (open_final_interview,),
    (Kind.REINSTATED, "technical_task"): (open_technical_task,),
    (Kind.DECLINED, None): (write_declined,),
    (Kind.WITHDRAWN, None): (write_news,),
    (Kind.LAPSED, None): (write_news,),
    (Kind.EXTENDED, None): (write_extended,),
    (Kind.OFFERED, None): (write_news,),
    (Kind.OFFER_ACCEPTED, None): (open_door, write_news),
    (Kind.OFFER_TURNED_DOWN, None): (write_news,),
    (Kind.OFFER_TAKEN_BACK, None): (write_news,),
}


def reactions_to(event: Event) -> tuple[Reaction, ...]:
    """Return what follows from an event: first what its step needs, then letters."""
    kind = Kind(event.kind)
    of_step = event.to_step.kind if event.to_step else None
    own = REACTIONS.get((kind, of_step), ()) if of_step else ()
    return own + REACTIONS.get((kind, None), ())
