"""What other parts of the house read."""

import pytest
from django.template.loader import render_to_string

from compagnon.assessments import queries
from tests.assessments.worlds import (
    a_sitting,
    an_application_at_its_exercises,
    complete,
    missed,
)

pytestmark = pytest.mark.django_db


def finished(how=None):
    application = an_application_at_its_exercises()
    complete(a_sitting("reading-people", application), **({"how": how} if how else {}))
    complete(a_sitting("preferences", application))
    return application


def test_no_score_before_the_end():
    application = an_application_at_its_exercises()
    a_sitting("reading-people", application)

    assert (queries.scores_of(application), queries.feedback_of(application)) == (
        [],
        [],
    )


def test_a_score_line_names_its_competency_and_its_band():
    lines = queries.scores_of(finished())

    assert [(one.competency, one.value) for one in lines] == [
        ("EMO", 1.0),
        ("ATT", 1.0),
        ("INT", 1.0),
        ("REL", 1.0),
        ("TEA", 1.0),
    ]
    assert {one.instrument for one in lines} == {"Reading people"}
    assert lines[0].words == "Marked strength (provisional)"


def test_reading_scores_takes_two_queries(django_assert_num_queries):
    application = finished()

    with django_assert_num_queries(2):
        queries.scores_of(application)


def test_reading_feedback_takes_three_queries(django_assert_num_queries):
    application = finished(how=missed)

    with django_assert_num_queries(3):
        areas = queries.feedback_of(application)

    assert [one.band for one in areas] == ["Emerging", "Emerging"]


def test_preferences_are_told_as_stated_and_without_the_note(
    django_assert_num_queries,
):
    application = finished()

    with django_assert_num_queries(2):
        stated = queries.preferences_of(application)

    assert len(stated) == 11
    assert (stated[0].question, stated[0].answer) == (
        "On a typical day I would rather",
        "meet many people briefly",
    )


def test_doors_take_one_query_whatever_their_number(django_assert_num_queries):
    application = an_application_at_its_exercises()
    a_sitting("preferences", application)

    with django_assert_num_queries(1):
        doors = queries.doors_of(application)

    assert [(one.key, one.minutes, one.items, one.address) for one in doors] == [
        ("reading-people", 10, 28, "assessments:intro"),
        ("preferences", 3, 12, "assessments:item"),
    ]


def test_an_area_is_drawn_without_a_number_to_read():
    area = queries.feedback_of(finished())[0]

    page = render_to_string("assessments/feedback_area.html", {"area": area})

    assert f'x="{area.left}"' in page
    assert 'aria-hidden="true"' in page
    assert "Marked strength" in page
