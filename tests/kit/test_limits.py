"""A limit that holds for all processes at once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from compagnon.kit.limits import allow, sweep
from compagnon.kit.models import RateWindow

NOW = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


def tries(number, key="code:ada", now=NOW):
    return [allow(key, limit=3, seconds=600, now=now) for _ in range(number)]


@pytest.mark.django_db
def test_a_try_beyond_the_limit_is_refused():
    assert tries(5) == [True, True, True, False, False]


@pytest.mark.django_db
def test_each_key_is_counted_for_itself():
    assert tries(3) == [True] * 3
    assert tries(1, key="code:rui") == [True]


@pytest.mark.django_db
def test_a_new_window_begins_anew():
    tries(4)

    assert tries(1, now=NOW + timedelta(seconds=600)) == [True]


@pytest.mark.django_db
def test_keys_longer_than_the_column_are_counted_too():
    assert tries(4, key="x" * 500) == [True, True, True, False]


@pytest.mark.django_db
def test_a_limit_of_nothing_allows_nothing():
    assert allow("any", limit=0, seconds=60, now=NOW) is False


@pytest.mark.django_db
def test_old_windows_are_swept():
    tries(1)
    tries(1, now=NOW + timedelta(days=1))

    assert sweep(NOW + timedelta(hours=1)) == 1
    assert RateWindow.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_threads_together_get_no_more_than_the_limit():
    allowed, start = [], threading.Barrier(4)

    def hammer():
        start.wait()
        try:
            allowed.extend(
                allow("shared", limit=7, seconds=600, now=NOW) for _ in range(5)
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=hammer) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(allowed) == [False] * 13 + [True] * 7
