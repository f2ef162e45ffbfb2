"""The rules of the scheme, at their edges. No database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from compagnon.eligibility.reading import rule_book
from compagnon.eligibility.rules import (
    Earlier,
    Facts,
    Outcome,
    anniversary,
    findings_for,
    outcome_of,
    unmet,
)

BOOK = rule_book()
ADA = Facts(
    birth_date=date(2001, 5, 5),
    nationalities=("FR",),
    filing_date=date(2027, 1, 11),
    starts_on=date(2027, 9, 1),
    months=18,
    destination="US",
    earlier=Earlier.NONE,
    service_in_order=True,
    has_civic_rights=True,
    has_clean_record=True,
    leaves_other_work=True,
)
births = st.dates(date(1990, 1, 1), date(2012, 12, 31))


def found(rule, **changes):
    findings = findings_for(replace(ADA, **changes), BOOK)
    return next((one for one in findings if one.rule == rule), None)


def outcome(rule, **changes):
    finding = found(rule, **changes)
    return finding.outcome if finding else None


def test_somebody_who_meets_every_rule_passes():
    findings = findings_for(ADA, BOOK)

    assert outcome_of(findings) is Outcome.PASS
    assert unmet(findings) == []


@pytest.mark.parametrize(
    ("born", "filed", "expected"),
    [
        (date(1999, 3, 23), date(2027, 3, 22), Outcome.PASS),
        (date(1999, 3, 23), date(2027, 3, 23), Outcome.FAIL),
        (date(2000, 2, 29), date(2028, 2, 28), Outcome.PASS),
        (date(2000, 2, 29), date(2028, 2, 29), Outcome.FAIL),
        (date(2009, 1, 11), date(2027, 1, 11), Outcome.PASS),
        (date(2009, 1, 12), date(2027, 1, 11), Outcome.FAIL),
    ],
)
def test_age_on_the_day_of_filing(born, filed, expected):
    assert outcome("E1", birth_date=born, filing_date=filed) is expected


@pytest.mark.parametrize(
    ("born", "start", "expected"),
    [
        (date(1999, 3, 23), date(2028, 3, 1), Outcome.PASS),
        (date(1999, 3, 23), date(2028, 4, 1), Outcome.FAIL),
        (date(1999, 4, 1), date(2028, 4, 1), Outcome.PASS),
        (date(2000, 2, 29), date(2029, 2, 28), Outcome.PASS),
        (date(2000, 2, 29), date(2029, 3, 1), Outcome.FAIL),
    ],
)
def test_the_mission_starts_by_the_29th_birthday(born, start, expected):
    assert outcome("E2", birth_date=born, starts_on=start) is expected


@given(births)
def test_filing_is_open_from_18_to_the_day_before_28(born):
    first, last = anniversary(born, 18), anniversary(born, 28) - timedelta(days=1)
    one = timedelta(days=1)

    for day, expected in (
        (first - one, Outcome.FAIL),
        (first, Outcome.PASS),
        (last, Outcome.PASS),
        (last + one, Outcome.FAIL),
    ):
        assert outcome("E1", birth_date=born, filing_date=day) is expected


@given(births)
def test_the_29th_birthday_itself_is_the_last_possible_start(born):
    birthday = anniversary(born, 29)
    after = birthday + timedelta(days=1)

    assert outcome("E2", birth_date=born, starts_on=birthday) is Outcome.PASS
    assert outcome("E2", birth_date=born, starts_on=after) is Outcome.FAIL


def test_a_start_on_another_day_than_the_1st_is_looked_at_by_a_person():
    assert outcome("E3", starts_on=date(2027, 9, 1)) is Outcome.PASS
    assert outcome("E3", starts_on=date(2027, 9, 2)) is Outcome.WARN


def test_a_setting_makes_the_1st_a_condition():
    strict = BOOK.model_copy(
        update={
            "settings": BOOK.settings.model_copy(update={"start_not_on_first": "fail"})
        }
    )
    findings = findings_for(replace(ADA, starts_on=date(2027, 9, 2)), strict)

    assert [one.rule for one in unmet(findings)] == ["E3"]


def test_the_list_has_27_member_states_the_three_of_the_eea_and_monaco():
    listed = [code for group in BOOK.nationalities for code in group.codes]

    assert len(listed) == len(set(listed)) == 31
    assert {"IS", "LI", "NO", "MC", "FR"} <= set(listed)


@pytest.mark.parametrize("code", ["GB", "CH", "AD", "SM", "VA"])
def test_a_neighbour_of_the_area_is_told_so_unless_dual(code):
    assert outcome("E5", nationalities=(code,)) is Outcome.FAIL
    assert outcome("E4", nationalities=(code,)) is None
    assert outcome("E4", nationalities=(code, "IT")) is Outcome.PASS
    assert outcome("E5", nationalities=(code, "IT")) is None


def test_any_other_nationality_is_not_on_the_list():
    assert outcome("E4", nationalities=("BR",)) is Outcome.FAIL
    assert outcome("E4", nationalities=("BR", "PT")) is Outcome.PASS


def test_national_service_speaks_to_the_french_by_age():
    young, older = date(2003, 1, 1), date(2001, 1, 1)

    assert "defence identifier" in found("E6", birth_date=young).reason.en
    assert "nothing to give" in found("E6", birth_date=older).reason.en
    assert "own state" in found("E6", nationalities=("DE",)).reason.en
    assert outcome("E6", service_in_order=False) is Outcome.FAIL


@pytest.mark.parametrize(
    ("rule", "fact"),
    [
        ("E7", "has_civic_rights"),
        ("E8", "has_clean_record"),
        ("E10", "leaves_other_work"),
    ],
)
def test_a_declaration_is_met_unmet_or_asked_for(rule, fact):
    assert outcome(rule, **{fact: True}) is Outcome.PASS
    assert outcome(rule, **{fact: False}) is Outcome.FAIL
    assert outcome(rule, **{fact: None}) is Outcome.ASK


def test_one_mission_in_a_lifetime_with_its_two_exceptions():
    assert outcome("E11", earlier=Earlier.COMPLETED) is Outcome.FAIL
    for reason in (Earlier.FORCE_MAJEURE, Earlier.COMPANY_BREACH):
        assert outcome("E11", earlier=reason, earlier_months=6) is Outcome.PASS
        assert outcome("D2", earlier=reason, earlier_months=6) is Outcome.PASS
        assert outcome("D2", earlier=reason, earlier_months=7) is Outcome.FAIL
    assert outcome("D2") is None


FRANCE = ["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF"]


@pytest.mark.parametrize("code", FRANCE)
def test_no_mission_is_in_france_or_its_territories(code):
    assert outcome("E14", destination=code) is Outcome.FAIL


def test_ones_own_country_is_never_a_bar():
    assert outcome("E15", destination="US", nationalities=("FR", "US")) is Outcome.WARN
    assert outcome("E15", destination="US", residence="US") is Outcome.WARN
    assert outcome("E15", destination="US", residence="FR") is Outcome.PASS


@pytest.mark.parametrize(
    ("months", "law", "maison"),
    [
        (5, Outcome.FAIL, Outcome.WARN),
        (6, Outcome.PASS, Outcome.WARN),
        (11, Outcome.PASS, Outcome.WARN),
        (12, Outcome.PASS, Outcome.PASS),
        (24, Outcome.PASS, Outcome.PASS),
        (25, Outcome.FAIL, Outcome.PASS),
    ],
)
def test_the_laws_duration_and_the_maisons_own_are_two_rules(months, law, maison):
    assert outcome("D1", months=months) is law
    assert outcome("D1-MAISON", months=months) is maison


@pytest.mark.parametrize(
    ("theirs", "country", "words"),
    [
        (("FR",), "DE", "no work permit"),
        (("FR",), "CH", "no work permit"),
        (("IE",), "GB", "no work permit"),
        (("FR",), "GB", "probably need a permit"),
        (("FR", "US"), "US", "you are a national"),
    ],
)
def test_the_right_to_work_is_a_hint_and_never_counts(theirs, country, words):
    finding = found("W1", nationalities=theirs, destination=country)

    assert words in finding.reason.en
    assert finding.is_hint


def test_a_missing_fact_is_asked_for_and_never_guessed():
    findings = findings_for(Facts(), BOOK)

    assert {one.outcome for one in findings} == {Outcome.ASK}
    assert outcome_of(findings) is Outcome.ASK


def test_reasons_speak_both_languages_with_the_persons_numbers():
    reason = found(
        "E2", birth_date=date(1999, 3, 23), starts_on=date(2028, 4, 1)
    ).reason

    assert "1 April 2028, after your 29th birthday on 23 March 2028" in reason.en
    assert (
        "The last 1st of a month that is possible for you is 1 March 2028" in reason.en
    )
    assert "1er avril 2028, après vos 29 ans le 23 mars 2028" in reason.fr
    with translation.override("fr"):
        assert str(reason) == reason.fr


def test_every_rule_names_its_source():
    for finding in findings_for(ADA, BOOK):
        assert finding.sources
        assert finding.title.fr
        assert finding.text.fr


facts = st.builds(
    Facts,
    birth_date=st.none() | st.dates(date(1930, 1, 1), date(2026, 1, 1)),
    nationalities=st.none()
    | st.lists(st.sampled_from(["FR", "GB", "US", "MC", "BR"]), max_size=2).map(tuple),
    filing_date=st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    starts_on=st.none() | st.dates(date(2026, 1, 1), date(2031, 1, 1)),
    months=st.none() | st.integers(0, 60),
    destination=st.none() | st.sampled_from(["FR", "US", "RE", "DE"]),
    residence=st.none() | st.sampled_from(["FR", "US"]),
    earlier=st.none() | st.sampled_from(Earlier),
    earlier_months=st.integers(0, 24),
    service_in_order=st.none() | st.booleans(),
    has_civic_rights=st.none() | st.booleans(),
    has_clean_record=st.none() | st.booleans(),
    leaves_other_work=st.none() | st.booleans(),
)


@given(facts)
def test_any_facts_have_an_answer_with_no_gap_in_its_words(some):
    for finding in findings_for(some, BOOK):
        assert finding.outcome in Outcome
        assert "{" not in finding.reason.en + finding.reason.fr
