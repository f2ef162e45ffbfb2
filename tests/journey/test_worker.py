"""Events are followed up once, a failing one waits, letters and deadlines are kept."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from compagnon.applications import operations
from compagnon.applications.models import Event
from compagnon.applications.rules import Kind, Status, Verdict
from compagnon.journey import reactions, worker
from compagnon.journey.letters import write_letter
from compagnon.journey.models import Letter
from tests import factories
from tests.factories import NOW, text

MAILS = {
    key: {
        "subject": text(key),
        "body": text(f"Dear {{name}}, {key} {{due}} {{reason}}"),
    }
    for key in (
        "welcome",
        "reminder",
        "lapsed",
        "withdrawn",
        "declined",
        "extended",
        "received_form",
        "step_review",
    )
}


def an_application(**more):
    opening = factories.an_opening(
        factories.a_campaign(factories.a_programme(mails=MAILS))
    )
    return factories.an_application(opening=opening, **more)


def keys(application):
    return sorted(letter.template for letter in application.letters.all())


@pytest.mark.django_db
def test_each_event_is_followed_up_once():
    application = an_application(at="review")

    worker.run_until_idle(NOW)
    worker.run_until_idle(NOW)

    assert application.events.filter(handled_at=None).count() == 0
    assert keys(application) == ["received_form", "step_review", "welcome"]
    assert len(mail.outbox) == 3


@pytest.mark.django_db
def test_a_failing_event_holds_up_its_own_application_only(monkeypatch):
    bad, good = an_application(at="review"), an_application(at="review")

    def fail_for_one(event, now):
        if event.application_id == bad.pk:
            raise RuntimeError("the mail words are broken")

    monkeypatch.setitem(reactions.REACTIONS, (Kind.STARTED, None), (fail_for_one,))
    worker.run_until_idle(NOW)

    assert bad.events.filter(handled_at=None).count() == 2
    assert good.events.filter(handled_at=None).count() == 0
    first = bad.events.get(number=1)
    assert (first.attempts, first.retry_at) == (1, NOW + timedelta(seconds=5))


@pytest.mark.django_db
def test_a_failed_event_is_tried_again_and_leaves_no_half_work(monkeypatch):
    application = an_application()
    calls = []

    def fail_once(event, now):
        write_letter(
            key="half", template="welcome", application=event.application, now=now
        )
        calls.append(now)
        if len(calls) == 1:
            raise RuntimeError

    monkeypatch.setitem(reactions.REACTIONS, (Kind.STARTED, None), (fail_once,))
    worker.run_until_idle(NOW)
    assert Letter.objects.count() == 0

    worker.run_until_idle(NOW + timedelta(seconds=4))
    worker.run_until_idle(NOW + timedelta(seconds=5))

    assert len(calls) == 2
    assert Letter.objects.get().key == "half"
    assert application.events.get().handled_at is not None


def test_waiting_doubles_up_to_six_hours():
    waits = [worker.wait_after(number).total_seconds() for number in (1, 2, 3, 30)]

    assert waits == [5, 10, 20, 6 * 3600]


@pytest.mark.django_db
def test_a_letter_that_cannot_go_is_tried_later_and_then_given_up(
    monkeypatch, settings
):
    application = an_application()
    settings.MAILERS = {"default": {"BACKEND": "tests.journey.broken.Backend"}}
    now = NOW
    for _attempt in range(8):
        worker.run_until_idle(now)
        now += timedelta(hours=3)

    letter = application.letters.get(template="welcome")
    assert (letter.state, letter.attempts) == (Letter.State.FAILED, 6)
    assert letter.last_error == "the mail server is away"


@pytest.mark.django_db
def test_letters_about_decisions_wait_so_that_they_can_be_read():
    application = an_application(at="review")
    rui = factories.a_recruiter()
    decision = operations.decide(
        application,
        actor=rui,
        verdict=Verdict.DECLINE,
        reason="Fewer examples",
        reason_code="examples",
        now=NOW,
    )
    operations.release(decision, actor=rui, now=NOW)

    worker.run_until_idle(NOW)
    letter = application.letters.get(template="declined")
    assert letter.state == Letter.State.READY
    worker.run_until_idle(NOW + reactions.TO_READ)

    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert "We heard fewer examples of listening." in letter.body


@pytest.mark.django_db
def test_a_reminder_goes_once_two_days_before_the_deadline():
    application = an_application()
    due = application.due_at
    for hours in (50, 47, 20, 1):
        worker.run_until_idle(due - timedelta(hours=hours))

    assert keys(application).count("reminder") == 1


@pytest.mark.django_db
def test_what_waits_for_the_candidate_lapses_after_the_grace():
    application = an_application()
    due = application.due_at
    worker.run_until_idle(due + timedelta(minutes=29))
    application.refresh_from_db()
    assert application.status == Status.OPEN

    worker.run_until_idle(due + timedelta(minutes=31))

    application.refresh_from_db()
    assert application.status == Status.LAPSED
    assert "lapsed" in keys(application)


@pytest.mark.django_db
def test_what_waits_for_staff_never_lapses():
    application = an_application(at="review")
    worker.run_until_idle(NOW + timedelta(days=300))

    application.refresh_from_db()
    assert application.status == Status.OPEN


@pytest.mark.django_db(transaction=True)
def test_four_workers_do_each_thing_once():
    applications = [an_application(at="review") for _number in range(6)]
    rooms = threading.Barrier(4)

    def work():
        rooms.wait(10)
        worker.run_until_idle(NOW)
        connection.close()

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    worker.run_until_idle(NOW)
    assert Event.objects.filter(handled_at=None).count() == 0
    assert Letter.objects.filter(state=Letter.State.SENT).count() == 18
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 18
    assert len(mail.outbox) == 18
    assert [keys(one) for one in applications] == [
        ["received_form", "step_review", "welcome"]
    ] * 6
