"""A check passes the step, or says why not; it declines nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from compagnon.applications import choices
from compagnon.applications.operations import withdraw
from compagnon.applications.rules import FlagReason, Kind, Status
from compagnon.eligibility import operations
from compagnon.eligibility.errors import NotAtStepError, NotEligibleError
from compagnon.eligibility.operations import Declared
from compagnon.eligibility.queries import last_result, outcomes_of
from compagnon.eligibility.rules import Earlier, Outcome
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

DECLARED = Declared(
    earlier=Earlier.NONE,
    earlier_months=0,
    residence="FR",
    service_in_order=True,
    has_civic_rights=True,
    has_clean_record=True,
    leaves_other_work=True,
)
ELIGIBILITY = {
    "key": "eligibility",
    "kind": "eligibility",
    "title": factories.text("Eligibility"),
    "summary": factories.text("The law"),
}
FORM = {
    "key": "form",
    "kind": "form",
    "title": factories.text("Form"),
    "summary": factories.text("You"),
}


def an_application(**more):
    campaign = factories.a_campaign(factories.a_programme(ELIGIBILITY, FORM))
    place = factories.a_place(country=more.pop("country", "US"), city="New York")
    opening = factories.an_opening(
        campaign, place=place, **{"duration_months": 18, **more}
    )
    return factories.an_application(opening=opening)


def check(application, *, born=date(2001, 5, 5), theirs=("FR",), now=NOW, **declared):
    return operations.check(
        application,
        birth_date=born,
        nationalities=theirs,
        declared=replace(DECLARED, **declared),
        actor=application.candidate,
        now=now,
    )


def test_an_eligible_candidate_passes_the_step():
    application = an_application()

    kept = check(application)

    assert (kept.outcome, application.step.key) == (Outcome.PASS, "form")
    passed = application.events.get(kind=Kind.PASSED)
    assert passed.codes["findings"]["E1"] == "pass"
    assert passed.codes["rules"] == kept.rules_version


def test_what_identifies_somebody_is_in_the_vault_and_nowhere_else():
    application = an_application()

    kept = check(application)

    identity = application.candidate.identity
    identity.refresh_from_db()
    assert identity.birth_date == date(2001, 5, 5)
    assert identity.nationalities == ["FR"]
    told = f"{kept.facts}{kept.findings}{application.events.last().codes}"
    assert "2001" not in told


def test_an_unmet_rule_leaves_the_step_open_so_that_a_slip_can_be_mended():
    application = an_application()

    assert check(application, theirs=("CH",)).outcome == Outcome.FAIL
    assert (application.step.key, application.status) == ("eligibility", Status.OPEN)

    assert check(application, theirs=("CH", "IT")).outcome == Outcome.PASS
    assert application.step.key == "form"
    assert application.eligibility_checks.count() == 2


def test_a_warning_passes_and_calls_a_person():
    application = an_application()

    check(application, theirs=("FR", "US"))

    assert application.step.key == "form"
    assert [one.reason for one in application.flags.all()] == [FlagReason.ELIGIBILITY]


def test_the_day_of_filing_is_the_day_in_france():
    late_evening_in_london = datetime(2027, 1, 31, 23, 30, tzinfo=UTC)

    kept = check(an_application(), now=late_evening_in_london)

    assert kept.facts["filing_date"] == "2027-02-01"


def test_a_check_after_the_step_is_refused():
    application = an_application()
    check(application)

    with pytest.raises(NotAtStepError):
        check(application)


def test_a_withdrawn_application_is_not_checked():
    application = an_application()
    withdraw(application, actor=application.candidate, now=NOW)

    with pytest.raises(NotAtStepError):
        check(application)


def test_another_opening_is_checked_again_before_it_is_sent():
    application = an_application()
    check(application, born=date(1999, 3, 23))
    late = factories.an_opening(
        application.campaign, starts_on=date(2028, 4, 1), title_en="Late"
    )
    choices.set_choices(
        application, openings=[late], actor=application.candidate, now=NOW
    )

    with pytest.raises(NotEligibleError, match=r"“Late”.*23 March 2028"):
        operations.check_again(application, actor=application.candidate, now=NOW)

    assert application.eligibility_checks.count() == 1


def test_the_same_opening_is_not_checked_twice():
    application = an_application()
    kept = check(application)

    assert operations.check_again(application, actor=None, now=NOW) == kept


def test_an_application_without_a_check_is_let_be():
    assert operations.check_again(factories.an_application(), actor=None) is None


def test_without_an_opening_its_rules_wait():
    application = an_application()
    application.choices.all().delete()

    kept = check(application)

    assert kept.outcome == Outcome.ASK
    assert application.step.key == "form"
    assert list(application.flags.all()) == []


def test_staff_see_outcomes_and_no_number_of_the_person():
    application = an_application()
    check(application, theirs=("CH",))

    lines = outcomes_of(application)

    assert ("E5", "fail") in [(line.rule, line.outcome) for line in lines]
    assert outcomes_of(an_application()) == []


def test_the_candidate_reads_the_words_again_from_the_vault(
    django_assert_num_queries,
):
    application = an_application()
    check(application)
    application.candidate  # noqa: B018 - loaded before the count

    with django_assert_num_queries(2):
        result = last_result(application)

    assert "You are 25 on 11 January 2027" in result.findings[0].reason.en
