"""Birthdays, exact to the day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from compagnon.eligibility.rules import age_on, anniversary
from compagnon.eligibility.rules.ages import day_before, last_first_until

births = st.dates(date(1950, 1, 1), date(2015, 12, 31))
ages = st.integers(1, 60)


def test_a_birthday_on_29_february_is_28_february_in_other_years():
    assert anniversary(date(2000, 2, 29), 28) == date(2028, 2, 29)
    assert anniversary(date(2000, 2, 29), 29) == date(2029, 2, 28)


@given(births, ages)
def test_somebody_turns_an_age_on_the_birthday_and_not_the_day_before(birth, years):
    birthday = anniversary(birth, years)

    assert age_on(birth, birthday) == years
    assert age_on(birth, day_before(birthday)) == years - 1
    assert age_on(birth, birthday + timedelta(days=1)) == years


@given(births, st.dates(date(2015, 12, 31), date(2080, 1, 1)))
def test_nobody_grows_younger(birth, day):
    assert age_on(birth, day) <= age_on(birth, day + timedelta(days=1))


@given(births)
def test_the_last_first_of_a_month_is_at_most_a_month_away(day):
    first = last_first_until(day)

    assert first.day == 1
    assert timedelta(0) <= day - first <= timedelta(days=30)
