"""What pages may read: one's own until one's lock, and never who it is."""

from dataclasses import fields
from decimal import Decimal

import pytest
from django.utils import translation

from compagnon.ratings import queries
from tests import factories
from tests.factories import NOW

from . import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    for _ in range(2):
        factories.an_assessor()
    application = worlds.an_application()
    return application, *worlds.open_ratings(application)


def test_others_ratings_are_hidden_until_one_s_own_lock(pair):
    _application, first, second = pair
    worlds.lock(first, LIS=3, INT=3)
    assert queries.task_view(second).others == []

    worlds.lock(second, LIS=4, INT=None)

    (listening, _integrity) = queries.task_view(second).others
    assert (listening.own, listening.others) == (Decimal(4), [Decimal(3)])


def test_drafts_are_no_evidence(pair):
    application, first, _second = pair
    worlds.rate(first, LIS=3, INT=3)
    assert queries.evidence_of(application) == []

    worlds.lock(first, INT=None)

    assert [
        (line.competency, line.score, line.observed)
        for line in queries.evidence_of(application)
    ] == [("INT", None, False), ("LIS", Decimal(3), True)]


def test_progress_counts_what_is_locked(pair):
    application, first, _second = pair
    worlds.lock(first, LIS=3, INT=3)

    assert queries.progress_of(application, "review") == queries.Progress(2, 1, 0)


def test_a_title_is_told_in_the_reader_s_language(pair):
    application, first, _second = pair
    worlds.lock(first, LIS=3, INT=3)

    with translation.override("fr"):
        (line, _other) = queries.evidence_of(application)
        titles = (queries.task_view(first).title, line.subject_title)

    assert titles == ("Tell us about a need (fr)",) * 2
    assert queries.task_view(first).title == "Tell us about a need"


def test_no_view_has_a_field_that_tells_who_it_is():
    telling = {"name", "email", "candidate", "application", "person", "identity"}
    for view in (queries.QueueLine, queries.TaskView, queries.Seen):
        assert telling.isdisjoint(field.name for field in fields(view))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_queue_is_two_queries(django_assert_num_queries, rows):
    ines = factories.an_assessor()
    opening = worlds.an_opening()
    for _ in range(rows):
        worlds.open_ratings(worlds.an_application(opening=opening), raters=1)

    with django_assert_num_queries(2):
        assert len(queries.queue_of(ines, now=NOW)) == rows
