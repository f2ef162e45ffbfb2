"""Drafts are kept, never overwritten unseen; adjustments call their person."""

from decimal import Decimal

import pytest

from compagnon.applications.errors import StaleError
from compagnon.applications.models import EventText
from compagnon.applications.rules import FlagReason
from compagnon.applications.statements import (
    Needs,
    keep_adjustment,
    save_statement,
    version_of,
)
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return factories.an_application()


def save(application, text, **more):
    return save_statement(
        application,
        question="experience",
        text=text,
        actor=application.candidate,
        now=NOW,
        **more,
    )


def test_one_answer_has_one_draft(application):
    save(application, "First")
    save(application, "Second")

    assert [one.text for one in application.statements.all()] == ["Second"]


def test_line_ends_of_browsers_do_not_make_another_version(application):
    kept = save(application, "One\r\ntwo ")

    assert kept.text == "One\ntwo"
    assert version_of(save(application, "One\ntwo").text) == version_of("One\ntwo")


def test_a_draft_changed_elsewhere_is_not_overwritten(application):
    save(application, "From the telephone")

    with pytest.raises(StaleError):
        save(application, "From the computer", seen=version_of(""))

    assert application.statements.get().text == "From the telephone"


def test_the_same_words_are_never_in_conflict(application):
    save(application, "Same")

    assert save(application, "Same", seen=version_of("")).text == "Same"


def keep(application, **needs):
    return keep_adjustment(
        application, needs=Needs(**needs), actor=application.candidate, now=NOW
    )


def test_adjustments_are_kept_without_proof_and_without_a_flag(application):
    keep(application, time_factor=Decimal("1.5"), large_text=True)

    application.refresh_from_db()
    kept = application.adjustment
    assert (kept.time_factor, kept.large_text) == (Decimal("1.5"), True)
    assert application.open_flags == 0


def test_a_note_calls_a_person_once_and_stays_out_of_the_record(application):
    keep(application, note="I read with my fingers")
    keep(application, note="I read with my fingers", large_text=True)

    assert [one.reason for one in application.flags.all()] == [FlagReason.ADJUSTMENT]
    assert not EventText.objects.filter(text__contains="fingers").exists()
