"""A whole life in every table: each text names the person, so that a trace is seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.core.mail import EmailMessage

from compagnon.applications import documents, statements
from compagnon.applications import operations as applications
from compagnon.applications.models import Application
from compagnon.applications.rules import FlagReason, Verdict
from compagnon.assessments.models import Instrument, Response, Score, Sitting
from compagnon.eligibility.models import EligibilityCheck
from compagnon.finals.models import Booking, FinalDay, Slot, TalkNote, TaskSubmission
from compagnon.interviews import parts
from compagnon.interviews.models import Interview, Take
from compagnon.journey.mailbox import MailboxBackend
from compagnon.journey.models import Letter
from compagnon.offers.models import Offer
from compagnon.people import signing_in, vault
from compagnon.people.access import reveal_identity
from compagnon.people.models import Identity, Person
from compagnon.ratings.models import Rating, RatingTask, Recusal
from tests import factories
from tests.factories import NOW

EMAIL = "zelda.quasimodo@example.org"
GIVEN, FAMILY, PHONE = "Zelda", "Quasimodo-Ångström", "+33 1 98 76 54 32"
BORN = date(1999, 12, 24)
SAID = "xylophonist of Timbuktu"
IDENTITY = (EMAIL, GIVEN, FAMILY, PHONE, BORN.isoformat(), SAID)
WORDS = f"I am {GIVEN} {FAMILY}, {SAID}, {EMAIL}, {PHONE}, born {BORN.isoformat()}."
PDF = b"%PDF-1.7\n" + WORDS.encode() + b"\n%%EOF\n"


@dataclass
class Life:
    """A person, their application, and the staff who dealt with it."""

    person: Person
    application: Application
    recruiter: Person = field(default_factory=factories.a_recruiter)
    assessor: Person = field(default_factory=factories.an_assessor)


def a_life(now=NOW, *, opening=None) -> Life:
    """Somebody who left something in every table, under way at the review."""
    person = factories.a_person(GIVEN, email=EMAIL)
    Identity.objects.filter(person=person).update(family_name=FAMILY, phone=PHONE)
    vault.keep_statutory_facts(
        person, birth_date=BORN, nationalities=["SE", "ML"], actor=person
    )
    vault.give_consent(person, purpose="selection", version="1", actor=person, now=now)
    application = factories.an_application(
        candidate=person, opening=opening, at="review", now=now
    )
    life = Life(person, application)
    _told(life, now)
    _done(life, now)
    _judged(life, now)
    _written_to(life, now)
    return life


def _told(life: Life, now) -> None:
    own = {"actor": life.person, "now": now}
    statements.save_statement(life.application, question="why", text=WORDS, **own)
    statements.keep_adjustment(
        life.application,
        needs=statements.Needs(time_factor=Decimal("1.5"), note=WORDS),
        **own,
    )
    documents.keep_document(life.application, purpose="resume", content=PDF, **own)
    EligibilityCheck.objects.create(
        application=life.application,
        facts={"months": 12},
        findings=[],
        outcome="pass",
        rules_version="1",
        checked_at=now,
    )


def _done(life: Life, now) -> None:
    one = {"application": life.application, "step_key": "review"}
    instrument, _new = Instrument.objects.get_or_create(
        key="preferences",
        version=1,
        defaults={"content": {}, "sha256": "0" * 64, "installed_at": now},
    )
    sitting = Sitting.objects.create(
        **one,
        instrument=instrument,
        seed="5eed" * 16,
        opened_at=now,
        adjustments={"time_factor": "1.50"},
    )
    for number, answer in enumerate(({"option": "b"}, {"text": WORDS, "share": True})):
        Response.objects.create(
            sitting=sitting,
            number=number,
            item_key=f"i{number}",
            answer=answer,
            served_at=now,
            received_at=now,
        )
    Score.objects.create(
        sitting=sitting,
        name="whole",
        value=0.5,
        standard_error=0.1,
        scorer_version=1,
        computed_at=now,
    )
    interview = Interview.objects.create(**one, opened_at=now)
    said = {"interview": interview, "kind": "video", "created_at": now}
    take = Take(**said, question_key="q1", number=1, state="stored", is_kept=True)
    take.file.save(f"{take.code}.webm", ContentFile(PDF), save=True)
    unfinished = Take.objects.create(**said, question_key="q2", number=1)
    parts.path_of(unfinished.code).write_bytes(PDF)
    Take.objects.create(
        interview=interview,
        kind="text",
        question_key="q3",
        number=1,
        text=WORDS,
        state="stored",
        created_at=now,
    )
    task = TaskSubmission(**one, task_key="t", opened_at=now, text=WORDS)
    task.file.save(f"{task.code}.pdf", ContentFile(PDF), save=True)


def _judged(life: Life, now) -> None:
    application = life.application
    task = RatingTask.objects.create(
        application=application,
        step_key="review",
        subject_kind="answer",
        subject_key="q1",
        subject_code="T",
        subject_title="A day",
        criteria=[],
        seat=1,
        assessor=life.assessor,
        due_at=now,
        opened_at=now,
        locked_at=now,
        notes=WORDS,
    )
    Rating.objects.create(
        task=task, competency="LIS", is_observed=True, value=4, evidence=WORDS
    )
    Recusal.objects.create(
        assessor=factories.an_assessor(),
        application=application,
        reason=WORDS,
        recused_at=now,
    )
    TalkNote.objects.create(
        application=application,
        competency="LIS",
        strength=WORDS,
        written_by=life.assessor,
        written_at=now,
    )
    day = FinalDay.objects.create(
        campaign=application.campaign,
        step_key="review",
        date=now.date(),
        time_zone="Europe/Paris",
        link="https://example.org/",
        created_at=now,
    )
    slot = Slot.objects.create(
        day=day, starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=10)
    )
    Booking.objects.create(
        application=application, step_key="review", slot=slot, booked_at=now
    )
    staff = {"actor": life.recruiter, "now": now}
    applications.flag(application, reason=FlagReason.QUESTION, note=WORDS, **staff)
    applications.note(application, text=WORDS, **staff)
    applications.decide(
        application,
        verdict=Verdict.DECLINE,
        reason=WORDS,
        reason_code="examples",
        **staff,
    )
    reveal_identity(life.person, reader=life.recruiter, reason=WORDS, now=now)


def _written_to(life: Life, now) -> None:
    Letter.objects.create(
        key="test:1",
        template="welcome",
        to=life.person,
        application=life.application,
        language="en",
        subject=WORDS[:200],
        body=WORDS,
        send_after=now,
        created_at=now,
    )
    MailboxBackend(alias="test").send_messages(
        [EmailMessage(subject="Welcome", body=WORDS, to=[EMAIL.upper()])]
    )
    signing_in.request_ticket(EMAIL, language="en", from_address="192.0.2.1", now=now)


def an_offer(life: Life, now=NOW, **more) -> Offer:
    """An accepted offer with the name that was typed, as rows alone."""
    more = {
        "state": "accepted",
        "answered_at": now,
        "typed_name": f"{GIVEN} {FAMILY}",
        **more,
    }
    opening = life.application.choices.get().opening
    return Offer.objects.create(
        application=life.application,
        opening=opening,
        starts_on=opening.starts_on,
        letter={"en": {}, "fr": {}},
        letter_sha256="0" * 64,
        issued_at=now,
        issued_by=life.recruiter,
        answer_by=now,
        language="en",
        **more,
    )
