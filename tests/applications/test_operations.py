"""An application moves by its operations, and by nothing else."""

import pytest

from compagnon.applications import operations
from compagnon.applications.errors import (
    AlreadyAppliedError,
    ClosedError,
    MoveRefusedError,
    ReasonMissingError,
)
from compagnon.applications.rules import MOVES, FlagReason, Kind, Status, Verdict
from compagnon.kit.facts import first_fault
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def kinds(application):
    return [event.kind for event in application.events.order_by("number")]


def test_an_application_begins_at_the_first_step():
    application = factories.an_application()

    assert (application.step.key, application.status) == ("form", Status.OPEN)
    assert kinds(application) == [Kind.STARTED]


def test_one_candidate_applies_once_in_a_campaign():
    application = factories.an_application()

    with pytest.raises(AlreadyAppliedError):
        operations.start(
            candidate=application.candidate, campaign=application.campaign, now=NOW
        )


def test_nobody_applies_after_the_campaign_has_closed():
    campaign = factories.a_campaign()

    with pytest.raises(ClosedError):
        operations.start(
            candidate=factories.a_person(), campaign=campaign, now=campaign.closes_at
        )


def test_a_refused_move_leaves_no_trace():
    application = factories.an_application()
    operations.withdraw(application, actor=application.candidate, now=NOW)

    with pytest.raises(MoveRefusedError, match="Withdrawn"):
        operations.pass_step(application, actor=None, now=NOW)

    assert kinds(application) == [Kind.STARTED, Kind.WITHDRAWN]


def test_a_step_is_passed_once_by_two_tabs():
    application = factories.an_application()
    operations.pass_step(application, actor=None, at="form", now=NOW)

    with pytest.raises(MoveRefusedError, match="behind you"):
        operations.pass_step(application, actor=None, at="form", now=NOW)

    assert application.step.key == "review"


def test_a_held_decision_changes_nothing_until_it_is_released():
    rui = factories.a_recruiter()
    application = factories.an_application(at="review")
    decision = operations.decide(
        application,
        actor=rui,
        verdict=Verdict.DECLINE,
        reason="Two answers without an example",
        reason_code="examples",
        now=NOW,
    )
    assert application.status == Status.OPEN

    operations.release(decision, actor=rui, now=NOW)

    application.refresh_from_db()
    assert application.status == Status.DECLINED
    assert kinds(application)[-2:] == [Kind.DECIDED, Kind.DECLINED]


def test_a_decision_always_says_why():
    application = factories.an_application(at="review")

    with pytest.raises(ReasonMissingError):
        operations.decide(
            application,
            actor=factories.a_recruiter(),
            verdict=Verdict.PASS,
            reason=" ",
            now=NOW,
        )


def test_an_offer_to_a_declined_person_is_impossible():
    for status in Status:
        expected = status is Status.OPEN
        assert ((status, Kind.OFFERED) in MOVES) is expected


def test_the_chain_names_the_first_fact_that_was_changed():
    application = factories.an_application(at="offer")
    assert first_fault(list(application.events.order_by("number"))) is None

    application.events.filter(number=2).update(codes={"forged": True})

    fault = first_fault(list(application.events.order_by("number")))
    assert fault is not None
    assert (fault[0].number, fault[1]) == (2, "its content does not have its hash")


def test_words_can_be_deleted_and_the_chain_still_verifies():
    application = factories.an_application()
    event = operations.note(
        application, actor=factories.a_recruiter(), text="Called, kind voice", now=NOW
    )

    event.words.delete()

    assert first_fault(list(application.events.order_by("number"))) is None


def test_a_flag_is_raised_once_and_counted():
    application = factories.an_application()
    operations.flag(application, reason=FlagReason.TECHNICAL, now=NOW)
    flag = operations.flag(application, reason=FlagReason.TECHNICAL, now=NOW)
    application.refresh_from_db()
    assert application.open_flags == 1

    operations.clear(flag, actor=factories.a_recruiter(), now=NOW)

    application.refresh_from_db()
    assert application.open_flags == 0
