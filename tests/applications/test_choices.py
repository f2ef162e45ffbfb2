"""Choices are ranked, declared and confirmed by operations alone."""

from datetime import timedelta

import pytest

from compagnon.applications.choices import (
    confirm_choices,
    declare_work_rights,
    set_choices,
    version_of,
)
from compagnon.applications.errors import ClosedError, MoveRefusedError, StaleError
from compagnon.applications.rules import Kind
from compagnon.kit.facts import first_fault
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return factories.an_application()


def choose(application, *openings, **more):
    return set_choices(
        application,
        openings=list(openings),
        actor=application.candidate,
        **{"now": NOW, **more},
    )


def in_country(application, country):
    place = factories.a_place(country=country)
    return factories.an_opening(application.campaign, place=place)


def test_choices_are_ranked_in_the_order_given(application):
    first, second = in_country(application, "IT"), in_country(application, "JP")

    choose(application, second, first)

    ranked = [(one.rank, one.opening) for one in application.choices.all()]
    assert ranked == [(1, second), (2, first)]


def test_a_draft_leaves_no_event(application):
    choose(application, in_country(application, "IT"))

    assert [one.kind for one in application.events.all()] == [Kind.STARTED]


def test_a_change_after_sending_is_told_and_the_chain_holds(application):
    confirm_choices(application, actor=application.candidate, now=NOW)
    other = in_country(application, "IT")

    choose(application, other)

    changed = application.events.filter(kind=Kind.CHOICES_CHANGED)
    assert changed.last().codes["openings"] == [other.code]
    assert first_fault(list(application.events.order_by("number"))) is None


def test_the_same_choices_again_tell_nothing(application):
    confirm_choices(application, actor=application.candidate, now=NOW)

    choose(application, application.choices.get().opening)

    assert application.events.filter(kind=Kind.CHOICES_CHANGED).count() == 1


def test_an_opening_is_chosen_once(application):
    opening = in_country(application, "IT")

    with pytest.raises(MoveRefusedError, match="once"):
        choose(application, opening, opening)


@pytest.mark.parametrize(
    "fault", [{"closes_at": NOW}, {"is_published": False}], ids=["closed", "hidden"]
)
def test_what_is_not_open_cannot_be_chosen(application, fault):
    opening = factories.an_opening(application.campaign, **fault)

    with pytest.raises(ClosedError):
        choose(application, opening)

    assert application.choices.count() == 1


def test_the_opening_of_another_campaign_cannot_be_chosen(application):
    with pytest.raises(ClosedError):
        choose(application, factories.an_opening())


def test_a_choice_that_closed_meanwhile_may_stay_until_it_is_sent(application):
    opening = application.choices.get().opening
    later = opening.closes_at + timedelta(minutes=1)

    choose(application, opening, now=later)

    with pytest.raises(ClosedError, match=opening.title):
        confirm_choices(application, actor=application.candidate, now=later)


def test_a_page_that_is_out_of_date_is_refused(application):
    seen = version_of(list(application.choices.all()))
    choose(application, in_country(application, "IT"))

    with pytest.raises(StaleError):
        choose(application, in_country(application, "JP"), seen=seen)


def test_a_right_to_work_is_declared_for_each_country(application):
    choose(application, in_country(application, "IT"), in_country(application, "JP"))

    declare_work_rights(
        application, countries=["IT"], actor=application.candidate, now=NOW
    )

    told = {
        one.opening.place.country: one.may_work for one in application.choices.all()
    }
    assert told == {"IT": True, "JP": False}
    assert {one.declared_at for one in application.choices.all()} == {NOW}
