"""Pages after a row: whole, without gaps, and as cheap at the end as at the start."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compagnon.kit.models import RateWindow
from compagnon.kit.paging import page_of

pytestmark = pytest.mark.django_db
START = datetime(2027, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)


def rows(number, alike=1):
    RateWindow.objects.bulk_create(
        RateWindow(key=str(i), opened_at=START + timedelta(hours=i // alike))
        for i in range(number)
    )


def walk(direction, cursor="", by="-opened_at", size=4):
    pages = []
    while cursor is not None:
        page = page_of(RateWindow.objects.all(), by=by, size=size, cursor=cursor)
        pages.append([row.key for row in page.items])
        cursor = getattr(page, direction)
        last = page
    return pages, last


@pytest.mark.parametrize("alike", [1, 3, 100])
@pytest.mark.parametrize("by", ["-opened_at", "opened_at"])
def test_a_walk_to_the_end_meets_every_row_once_in_order(by, alike):
    rows(11, alike)

    pages, _last = walk("next", by=by)

    keys = [str(i) for i in range(11)]
    flat = [key for page in pages for key in page]
    assert flat == (keys[::-1] if by.startswith("-") else keys)
    assert [len(page) for page in pages] == [4, 4, 3]


def test_a_walk_back_shows_the_same_pages():
    rows(12, alike=5)
    forth, last = walk("next")

    back, first = walk("previous", cursor=last.previous)

    assert [*reversed(back), forth[-1]] == forth
    assert first.previous is None
    assert first.next is not None


def test_going_back_near_the_beginning_gives_the_whole_first_page():
    rows(6)
    page = page_of(RateWindow.objects.all(), by="opened_at", size=4)
    after_two = page_of(
        RateWindow.objects.all(), by="opened_at", size=2, cursor=""
    ).next
    middle = page_of(RateWindow.objects.all(), by="opened_at", size=4, cursor=after_two)

    again = page_of(
        RateWindow.objects.all(), by="opened_at", size=4, cursor=middle.previous
    )

    assert again.items == page.items
    assert again.previous is None


def test_an_empty_list_is_one_empty_page():
    page = page_of(RateWindow.objects.all(), by="opened_at")

    assert (page.items, page.previous, page.next) == ([], None, None)
    assert page.has_neighbours is False


@pytest.mark.parametrize(
    "cursor", ["x", "é", "W10", "bnVsbA", "WyJuIiwib3BzIiwxXQ", "=="]
)
def test_a_cursor_that_is_not_ours_leads_to_the_first_page(cursor):
    rows(3)

    page = page_of(RateWindow.objects.all(), by="opened_at", size=2, cursor=cursor)

    assert [row.key for row in page.items] == ["0", "1"]


def test_rows_that_come_meanwhile_shift_nothing():
    rows(6)
    first = page_of(RateWindow.objects.all(), by="-opened_at", size=3)
    RateWindow.objects.create(key="new", opened_at=START + timedelta(days=9))

    second = page_of(
        RateWindow.objects.all(), by="-opened_at", size=3, cursor=first.next
    )

    assert [row.key for row in second.items] == ["2", "1", "0"]


def test_a_page_is_one_query_without_offset_or_count():
    rows(30)
    cursor = page_of(RateWindow.objects.all(), by="-opened_at", size=9).next

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page_of(RateWindow.objects.all(), by="-opened_at", size=9, cursor=cursor)

    (query,) = queries
    assert "OFFSET" not in query["sql"]
    assert "COUNT(" not in query["sql"]


def test_a_page_reads_a_stretch_of_the_index():
    rows(2000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {RateWindow._meta.db_table}")
    pages = page_of(RateWindow.objects.all(), by="-opened_at", size=9)
    with CaptureQueriesContext(connection) as queries:
        page_of(RateWindow.objects.all(), by="-opened_at", size=9, cursor=pages.next)

    plan = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(plan + queries[0]["sql"])
        words = " ".join(str(row) for row in cursor.fetchall())
    assert "opened_at" in words
    assert "SCAN kit_ratewindow'" not in words
    assert "Seq Scan" not in words
