"""Walk a candidate through steps, by the operations that the pages call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from compagnon.applications import documents, statements
from compagnon.applications import operations as applications
from compagnon.applications.choices import declare_work_rights, set_choices
from compagnon.applications.models import Application
from compagnon.applications.rules import Verdict
from compagnon.assessments import operations as assessments
from compagnon.desks.candidate.operations import Arrival, apply, send_form
from compagnon.eligibility import operations as eligibility
from compagnon.eligibility.steps import FormStep
from compagnon.finals import operations as finals
from compagnon.finals.models import Slot, TaskSubmission
from compagnon.interviews import operations as interviews
from compagnon.interviews.models import Interview
from compagnon.interviews.steps import OnDemandStep
from compagnon.journey import worker
from compagnon.kit.pdf import typeset
from compagnon.offers import operations as offers
from compagnon.people.access import own_identity
from compagnon.people.models import Person
from compagnon.postings.models import Campaign, Opening

from . import cast
from .answering import answer_to
from .rating import rate

RESUME = """
#set document(title: "Résumé")
#let data = json(bytes(sys.inputs.data))
= #data.name
#data.text
"""


@dataclass
class Walk:
    """One candidate on their way; `now` is their clock."""

    person: Person
    campaign: Campaign
    openings: list[Opening]
    recruiter: Person
    rng: Random
    now: datetime
    language: str = "en"
    ability: float = 0.7
    application: Application = field(init=False)

    def begin(self, given: str, family: str) -> None:
        self.application = apply(
            self.campaign,
            opening=self.openings[0],
            arrival=Arrival(
                given_name=given,
                family_name=family,
                consents=["selection", "fair_use"],
                language=self.language,
                time_zone="Europe/Paris",
            ),
            actor=self.person,
            now=self.now,
        )
        self.settle()

    def settle(self) -> None:
        """Let the worker follow up, then look at what is true."""
        while worker.follow_events(self.now):
            pass
        self.application.refresh_from_db()

    def wait(self, hours: float) -> None:
        self.now += timedelta(hours=hours * self.rng.uniform(0.6, 1.4))

    def to(self, step: str) -> None:
        """Go on until the application stands at `step`."""
        while self.application.step.key != step:
            before = self.application.step_id
            DOINGS[self.application.step.kind](self)
            self.settle()
            if self.application.step_id == before:
                raise RuntimeError(f"{self.application} is stuck at {step}")

    def decide(self, verdict: Verdict, *, is_released: bool = True) -> None:
        """Hold a decision, and release it unless told not to."""
        known = self.application.step.programme.declaration.decline_reasons
        decision = applications.decide(
            self.application,
            actor=self.recruiter,
            verdict=verdict,
            reason=self.rng.choice(cast.REASONS),
            reason_code="" if verdict is Verdict.PASS else next(iter(known)),
            now=self.now,
        )
        if is_released:
            self.wait(4)
            applications.release(decision, actor=self.recruiter, now=self.now)
        self.settle()


def check_eligibility(walk: Walk) -> None:
    walk.wait(1)
    eligibility.check(
        walk.application,
        birth_date=date(walk.now.year - walk.rng.randrange(22, 26), 5, 14),
        nationalities=[walk.rng.choice(["FR", "IT", "DE", "BE", "ES", "PT"])],
        declared=eligibility.Declared(
            earlier="none",
            earlier_months=0,
            residence="FR",
            service_in_order=True,
            has_civic_rights=True,
            has_clean_record=True,
            leaves_other_work=True,
        ),
        actor=walk.person,
        now=walk.now,
    )


def fill_form(walk: Walk, *, is_sent: bool = True) -> None:
    walk.wait(2)
    application, person = walk.application, walk.person
    settings = FormStep.settings_of(application.step.declared.settings)
    chosen = walk.openings[: settings.choices]
    set_choices(application, openings=chosen, actor=person, now=walk.now)
    if settings.asks_work_right:
        countries = {opening.place.country for opening in chosen}
        declare_work_rights(
            application, countries=countries, actor=person, now=walk.now
        )
    words = cast.EXPERIENCE[walk.language]
    for question in settings.questions:
        statements.save_statement(
            application,
            question=question.key,
            text=walk.rng.choice(words),
            actor=person,
            now=walk.now,
        )
    if settings.asks_resume:
        content = typeset(RESUME, {"name": person.code, "text": words[0]})
        documents.keep_document(
            application, purpose="resume", content=content, actor=person, now=walk.now
        )
    if is_sent:
        send_form(application, actor=person, now=walk.now)


def take_assessments(walk: Walk, *, sittings: int | None = None) -> None:
    """Answer each item well with the probability `ability`, else at random."""
    for sitting in list(walk.application.sittings.order_by("pk"))[:sittings]:
        walk.wait(3)
        started = assessments.start(
            sitting,
            actor=walk.person,
            language=walk.language,
            agrees_to_fair_use=True,
            now=walk.now,
        )
        content = started.instrument.declared
        while item := assessments.serve(started, now=walk.now):
            walk.now += timedelta(seconds=walk.rng.randrange(12, 45))
            given = answer_to(item, content, walk)
            assessments.answer(started, number=item.number, answer=given, now=walk.now)
            started.refresh_from_db()


def answer_interview(walk: Walk, *, is_submitted: bool = True) -> None:
    walk.wait(30)
    interview = Interview.objects.get(
        application=walk.application, step_key=walk.application.step.key
    )
    asked = OnDemandStep.settings_of(walk.application.step.declared.settings).questions
    words = cast.ANSWERS[walk.language]
    for number, question in enumerate(asked):
        interviews.write_answer(
            interview,
            question_key=question.key,
            text=words[number % len(words)],
            is_draft=False,
            now=walk.now,
        )
    if is_submitted:
        interviews.submit(interview, actor=walk.person, now=walk.now)


def review(walk: Walk) -> None:
    walk.wait(20)
    rate(walk)
    walk.decide(Verdict.PASS)


def book(walk: Walk) -> None:
    """Take the first slot that is still free for this application."""
    walk.wait(10)
    slots = Slot.objects.offered_to(walk.application).to_come(walk.now).with_a_seat()
    slot = slots.order_by("starts_at").first()
    if slot is None:
        raise RuntimeError("the demo has too few slots")
    finals.book(walk.application, slot=slot, actor=walk.person, now=walk.now)


def final(walk: Walk) -> None:
    book(walk)
    booking = walk.application.bookings.get(cancelled_at=None)
    walk.now = max(walk.now, booking.slot.ends_at)
    rate(walk)
    walk.decide(Verdict.PASS)


def technical_task(walk: Walk) -> None:
    walk.wait(40)
    submission = TaskSubmission.objects.get(application=walk.application)
    finals.keep_task(submission, actor=walk.person, text=cast.TASK_TEXT, now=walk.now)
    finals.submit_task(submission, actor=walk.person, now=walk.now)
    rate(walk)
    walk.decide(Verdict.PASS)


def offer(walk: Walk) -> None:
    walk.wait(20)
    opening = walk.openings[0]
    offers.propose(
        walk.application,
        opening=opening,
        starts_on=opening.starts_on,
        ends_on=None,
        actor=walk.recruiter,
        now=walk.now,
    )
    walk.settle()


def accept(walk: Walk) -> None:
    walk.wait(12)
    proposed = walk.application.offers.get(answered_at=None)
    offers.accept(
        proposed,
        person=walk.person,
        typed_name=own_identity(walk.person).name,
        now=walk.now,
    )
    walk.settle()


DOINGS = {
    "eligibility": check_eligibility,
    "form": fill_form,
    "assessments": take_assessments,
    "on_demand_interview": answer_interview,
    "review": review,
    "final_interview": final,
    "technical_task": technical_task,
}
