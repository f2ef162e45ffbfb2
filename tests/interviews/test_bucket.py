"""With a bucket in the settings takes lie there, and a short-lived link fetches them."""

from __future__ import annotations

import re
import urllib.request

import boto3
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from moto.server import ThreadedMotoServer

from compagnon.interviews.operations import forget
from compagnon.interviews.queries import media_link

from .world import WEBM, a_step, a_stored_take, an_interview

pytestmark = pytest.mark.django_db
KEYS = {"access_key": "test", "secret_key": "test"}


@pytest.fixture
def bucket(settings, files, monkeypatch):
    """A real S3-compatible server on this machine, and settings that name it."""
    for name in ("AWS_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    _host, port = server.get_host_and_port()
    address = f"http://127.0.0.1:{port}"
    reset = urllib.request.Request(f"{address}/moto-api/reset", method="POST")
    urllib.request.urlopen(reset, timeout=10).close()
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    client.create_bucket(Bucket="media")
    settings.MEDIA_BUCKET = "media"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "media",
                "endpoint_url": address,
                "region_name": "us-east-1",
                "querystring_expire": 300,
                "file_overwrite": False,
                "default_acl": None,
                **KEYS,
            },
        }
    }
    yield client
    server.stop()


def objects(bucket):
    return [
        one["Key"] for one in bucket.list_objects(Bucket="media").get("Contents", [])
    ]


def test_a_take_goes_to_the_bucket_and_comes_back_by_a_signed_link(bucket):
    interview = an_interview(a_step(1), now=timezone.now())
    take = a_stored_take(interview)
    candidate = interview.application.candidate

    assert objects(bucket) == [take.file.name]
    assert default_storage.exists(take.file.name)
    client = Client()
    client.force_login(candidate)
    answer = client.get(media_link(take, candidate))
    assert answer.status_code == 302
    assert re.search(r"(X-Amz-Expires|Expires)=", answer.url)
    with urllib.request.urlopen(answer.url, timeout=10) as fetched:
        assert fetched.read() == WEBM


def test_a_link_without_its_signature_fetches_nothing(bucket):
    interview = an_interview(a_step(1), now=timezone.now())
    take = a_stored_take(interview)
    candidate = interview.application.candidate
    client = Client()
    client.force_login(candidate)

    link = media_link(take, candidate)
    assert client.get(link[:-4] + "abc/").status_code == 404


def test_forgetting_empties_the_bucket(bucket, django_capture_on_commit_callbacks):
    interview = an_interview(a_step(1), now=timezone.now())
    a_stored_take(interview)

    with django_capture_on_commit_callbacks(execute=True):
        forget(interview.application)

    assert objects(bucket) == []
