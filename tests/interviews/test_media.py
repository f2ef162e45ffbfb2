"""Recordings are played by whoever holds a link that was made for them."""

import time

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from compagnon.interviews.queries import media_link
from tests import factories

from .world import WEBM, a_stored_take, an_interview

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]
CONTENT = WEBM + bytes(range(200))


@pytest.fixture
def take():
    return a_stored_take(an_interview(), content=CONTENT)


@pytest.fixture
def rater():
    return factories.an_assessor()


@pytest.fixture
def client(rater):
    client = Client()
    client.force_login(rater)
    return client


def body(response):
    return b"".join(response.streaming_content)


def test_a_recording_is_served_with_nothing_that_tells_whose_it_is(take, rater, client):
    response = client.get(media_link(take, rater))

    assert (response.status_code, body(response)) == (200, CONTENT)
    assert {
        name: response.headers[name]
        for name in (
            "Content-Type",
            "Content-Disposition",
            "Content-Length",
            "X-Content-Type-Options",
            "Cache-Control",
            "Accept-Ranges",
        )
    } == {
        "Content-Type": "video/webm",
        "Content-Disposition": 'inline; filename="answer.webm"',
        "Content-Length": str(len(CONTENT)),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Accept-Ranges": "bytes",
    }


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=50-", 50, len(CONTENT) - 1), ("bytes=-7", -7, None)],
)
def test_a_part_of_a_recording_is_served(take, rater, client, wanted, first, last):
    size = len(CONTENT)
    start, end = (size + first, size - 1) if last is None else (first, last)

    response = client.get(media_link(take, rater), headers={"Range": wanted})

    assert (response.status_code, body(response)) == (206, CONTENT[start : end + 1])
    assert response["Content-Range"] == f"bytes {start}-{end}/{size}"
    assert response["Content-Length"] == str(end - start + 1)


def test_a_part_beyond_the_end_is_refused(take, rater, client):
    response = client.get(media_link(take, rater), headers={"Range": "bytes=9999-"})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(CONTENT)}"


def test_a_link_is_of_no_use_to_anybody_else(take, rater, client):
    link = media_link(take, factories.an_assessor())

    assert client.get(link).status_code == 404
    assert Client().get(link).status_code == 302


def test_a_link_that_was_changed_opens_nothing(take, rater, client):
    assert client.get(media_link(take, rater)[:-2] + "x/").status_code == 404


def test_a_link_ends_after_ten_minutes(take, rater, client, monkeypatch):
    link = media_link(take, rater)
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 601)

    assert client.get(link).status_code == 404


def test_a_recording_whose_file_is_gone_is_not_found(take, rater, client):
    default_storage.delete(take.file.name)

    assert client.get(media_link(take, rater)).status_code == 404


def test_an_object_store_serves_its_files_itself(take, rater, client, settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "takes",
                "access_key": "key",
                "secret_key": "secret",
                "region_name": "eu-west-3",
                "querystring_expire": 300,
            },
        }
    }
    response = client.get(media_link(take, rater))

    assert response.status_code == 302
    assert response["Cache-Control"] == "private, no-store"
    for word in ("Expires=300", "response-content-type=video%2Fwebm", "answer.webm"):
        assert word in response["Location"].replace("X-Amz-", "")
