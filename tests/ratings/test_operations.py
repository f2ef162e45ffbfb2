"""Ratings are opened, given out, drafted and locked by their operations alone."""

from collections import Counter
from decimal import Decimal

import pytest

from compagnon.applications import operations as applications
from compagnon.applications.rules import FlagReason
from compagnon.people.models import Role
from compagnon.ratings import operations, queries
from compagnon.ratings.errors import IncompleteError, LockedError, RefusedError
from compagnon.ratings.models import RatingTask
from compagnon.ratings.rules import Draft
from tests import factories
from tests.factories import NOW

from . import worlds

pytestmark = pytest.mark.django_db


def flags(application):
    return set(
        application.flags.filter(cleared_at=None).values_list("reason", flat=True)
    )


@pytest.fixture
def three():
    return [factories.an_assessor() for _ in range(3)]


def test_each_answer_goes_to_two_different_assessors(three):
    tasks = worlds.open_ratings(worlds.an_application())

    assert len({task.assessor_id for task in tasks}) == 2


def test_opening_twice_opens_once(three):
    application = worlds.an_application()
    first = worlds.open_ratings(application)

    assert worlds.open_ratings(application) == first


def test_tasks_spread_evenly_over_a_cohort(three):
    opening = worlds.an_opening()
    for _ in range(6):
        worlds.open_ratings(worlds.an_application(opening=opening))

    load = Counter(RatingTask.objects.values_list("assessor", flat=True))
    assert sorted(load.values()) == [4, 4, 4]


def test_somebody_of_the_same_language_is_asked_first(three):
    factories.Person.objects.filter(pk=three[2].pk).update(language="fr")
    application = worlds.an_application()
    factories.Person.objects.filter(pk=application.candidate_id).update(language="fr")
    application.candidate.refresh_from_db()

    (task,) = worlds.open_ratings(application, raters=1)

    assert task.assessor_id == three[2].pk


def test_a_grant_for_another_programme_does_not_count():
    factories.a_person("Ines", Role.ASSESSOR, programme="elsewhere")

    tasks = worlds.open_ratings(worlds.an_application(), raters=1)

    assert [task.assessor_id for task in tasks] == [None]


def test_too_few_assessors_raise_a_flag_and_the_task_waits():
    ines = factories.an_assessor()
    application = worlds.an_application()
    tasks = worlds.open_ratings(application)
    assert [task.assessor_id for task in tasks] == [ines.pk, None]
    assert flags(application) == {FlagReason.NO_ASSESSOR}

    late = factories.an_assessor()
    found = operations.assign_waiting(now=NOW)

    tasks[1].refresh_from_db()
    assert (found, tasks[1].assessor_id) == (1, late.pk)


def test_an_assessor_takes_up_what_waits_but_never_both_seats():
    application = worlds.an_application()
    worlds.open_ratings(application)
    ines = factories.an_assessor()
    assert queries.waiting_for(ines) == 2

    operations.take_up(actor=ines, now=NOW)

    with pytest.raises(RefusedError, match="Nothing is waiting"):
        operations.take_up(actor=ines, now=NOW)


def test_a_candidate_who_is_an_assessor_never_rates_themselves():
    ada = factories.a_person("Ada", Role.ASSESSOR)

    tasks = worlds.open_ratings(worlds.an_application(candidate=ada), raters=1)

    assert [task.assessor_id for task in tasks] == [None]


def test_a_rating_is_locked_when_each_competency_is_judged(three):
    task = worlds.open_ratings(worlds.an_application())[0]
    worlds.rate(task, LIS=3)

    with pytest.raises(IncompleteError) as refusal:
        operations.lock(task, actor=task.assessor, now=NOW)
    assert refusal.value.missing == ("INT",)

    worlds.lock(task, INT=None)
    assert task.locked_at == NOW


@pytest.mark.parametrize("value", [1, 2, 5])
def test_an_end_of_the_scale_needs_evidence(three, value):
    task = worlds.open_ratings(worlds.an_application())[0]
    worlds.rate(task, LIS=3, INT=None)
    bare = Draft("LIS", evidence="  ", value=Decimal(value), is_observed=True)
    operations.save_draft(task, actor=task.assessor, drafts=[bare], now=NOW)

    with pytest.raises(IncompleteError, match="needs evidence"):
        operations.lock(task, actor=task.assessor, now=NOW)


def test_what_is_locked_stays(three):
    task = worlds.open_ratings(worlds.an_application())[0]
    worlds.lock(task, LIS=3, INT=3)

    with pytest.raises(LockedError):
        operations.save_rating(
            task, actor=task.assessor, competency="LIS", evidence="more", now=NOW
        )


def test_nobody_writes_into_another_s_task(three):
    first, second = worlds.open_ratings(worlds.an_application())

    with pytest.raises(RefusedError):
        operations.save_rating(
            first, actor=second.assessor, competency="LIS", evidence="x", now=NOW
        )


@pytest.mark.parametrize("value", ["0.5", "2.25", "6"])
def test_a_value_off_the_scale_is_refused(three, value):
    task = worlds.open_ratings(worlds.an_application())[0]

    with pytest.raises(RefusedError, match="half points"):
        operations.save_rating(
            task,
            actor=task.assessor,
            competency="LIS",
            value=Decimal(value),
            is_observed=True,
            now=NOW,
        )


def test_two_points_apart_call_a_third_and_a_person(three):
    application = worlds.an_application()
    first, second = worlds.open_ratings(application)
    worlds.lock(first, LIS=2, INT=3)

    third = worlds.lock(second, LIS=4, INT=3)

    assert third.assessor_id not in {first.assessor_id, second.assessor_id, None}
    assert third.is_third
    assert flags(application) == {FlagReason.RATERS_DIFFER}


def test_a_third_that_differs_again_calls_no_fourth(three):
    application = worlds.an_application()
    first, second = worlds.open_ratings(application)
    worlds.lock(first, LIS=1, INT=3)
    third = worlds.lock(second, LIS=5, INT=3)

    assert worlds.lock(third, LIS=3, INT=3) is None
    assert application.rating_tasks.count() == 3


def test_close_ratings_call_nobody(three):
    application = worlds.an_application()
    first, second = worlds.open_ratings(application)
    worlds.lock(first, LIS=3, INT=None)

    assert worlds.lock(second, LIS="4.5", INT=1) is None
    assert flags(application) == set()


def test_who_knows_the_person_steps_back_and_another_takes_over(three):
    application = worlds.an_application()
    tasks = worlds.open_ratings(application)
    ines = tasks[0].assessor
    worlds.rate(tasks[0], LIS=3)

    operations.recuse(tasks[0], actor=ines, reason="My cousin", now=NOW)

    tasks[0].refresh_from_db()
    assert tasks[0].assessor_id not in {ines.pk, tasks[1].assessor_id, None}
    assert list(tasks[0].ratings.all()) == []


def test_nobody_steps_back_after_locking(three):
    first = worlds.open_ratings(worlds.an_application())[0]
    worlds.lock(first, LIS=3, INT=3)

    with pytest.raises(LockedError):
        operations.recuse(first, actor=first.assessor, now=NOW)


def test_who_stepped_back_is_not_asked_again():
    ines = factories.an_assessor()
    application = worlds.an_application()
    task = worlds.open_ratings(application, raters=1)[0]
    operations.recuse(task, actor=ines, now=NOW)

    operations.assign_waiting(now=NOW)

    task.refresh_from_db()
    assert task.assessor_id is None
    assert queries.waiting_for(ines) == 0


def test_the_first_tick_counts_and_can_be_taken_back(three):
    task = worlds.open_ratings(worlds.an_application())[0]
    operations.tick(task, actor=task.assessor, position=1, now=NOW)
    operations.tick(task, actor=task.assessor, position=1)
    assert [one.seen_at for one in task.observations.all()] == [NOW]

    operations.untick(task, actor=task.assessor, position=1, now=NOW)

    assert list(task.observations.all()) == []


def test_a_withdrawn_application_leaves_the_queue(three):
    application = worlds.an_application()
    task = worlds.open_ratings(application)[0]
    assert len(queries.queue_of(task.assessor, now=NOW)) == 1

    applications.withdraw(application, actor=application.candidate, now=NOW)

    assert queries.queue_of(task.assessor, now=NOW) == []
