"""The protocol, as a browser speaks it."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compagnon.interviews import operations, parts, recording
from compagnon.interviews.models import Take
from compagnon.interviews.rules import MOST_BYTES_AT_ONCE, State
from tests import factories

from .world import WEBM, an_interview, repr_digest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]
PIECE = "application/offset+octet-stream"


class Browser:
    """A candidate's browser, with its own session."""

    def __init__(self, person, application):
        self.client = Client()
        self.client.force_login(person)
        self.code = application.code

    def begin(self, key="q1", **fields):
        address = reverse("interviews:takes", args=[self.code, key])
        fields = {"kind": "video", "type": "video/webm;codecs=vp9,opus", **fields}
        return self.client.post(address, fields)

    def patch(self, address, content=b"", offset=0, content_type=PIECE, **headers):
        headers = {"Upload-Offset": str(offset), **headers}
        if not content:  # Django's client leaves it out, a browser does not
            headers |= {"Content-Length": "0", "Content-Type": content_type}
        return self.client.patch(address, content, content_type, headers=headers)

    def finish(self, address, content=b"", offset=0, whole=WEBM):
        return self.patch(
            address,
            content,
            offset,
            **{
                "Upload-Complete": "?1",
                "Upload-Duration": "3.25",
                "Repr-Digest": repr_digest(whole),
            },
        )


@pytest.fixture
def interview():
    return an_interview(now=timezone.now())


@pytest.fixture
def tab(interview):
    return Browser(interview.application.candidate, interview.application)


@pytest.fixture
def address(tab):
    return tab.begin()["Location"]


def state_of(response):
    return (
        response.status_code,
        response.headers.get("Upload-Offset"),
        response.headers.get("Upload-Complete"),
    )


def test_a_take_is_begun_and_its_address_told(tab):
    response = tab.begin()

    take = Take.objects.get()
    assert state_of(response) == (201, "0", "?0")
    assert response["Location"] == reverse(
        "interviews:take", args=[tab.code, take.code]
    )


def test_a_recording_comes_in_pieces_and_is_stored_as_it_was_made(tab, address):
    assert state_of(tab.patch(address, WEBM[:10])) == (204, "10", "?0")
    assert state_of(tab.patch(address, WEBM[10:30], 10)) == (204, "30", "?0")

    response = tab.finish(address, WEBM[30:], 30)

    take = Take.objects.get()
    assert state_of(response) == (204, str(len(WEBM)), "?1")
    assert take.sha256 == hashlib.sha256(WEBM).hexdigest()
    assert take.claimed_seconds == 3.25


def test_after_a_break_it_goes_on_from_what_has_come(tab, address):
    tab.patch(address, WEBM[:20])

    assert state_of(tab.client.head(address)) == (200, "20", "?0")
    assert state_of(tab.finish(address, WEBM[20:], 20))[2] == "?1"


def test_a_wrong_offset_is_answered_with_the_true_one(tab, address):
    tab.patch(address, WEBM[:20])

    for wrong in (0, 10, 21):
        assert state_of(tab.patch(address, b"x", wrong)) == (409, "20", None)
    assert parts.length_of(Take.objects.get().code) == 20


def test_a_finished_take_may_be_finished_again(tab, address):
    first = tab.finish(address, WEBM)

    again = tab.finish(address, WEBM)
    empty = tab.finish(address, b"", len(WEBM))

    assert state_of(first) == state_of(again) == state_of(empty)
    assert default_storage.listdir("takes")[1] == [f"{Take.objects.get().code}.webm"]
    assert state_of(tab.client.head(address)) == (200, str(len(WEBM)), "?1")


def test_two_tabs_that_send_the_same_take_do_not_mix_it(tab, address):
    tab.patch(address, WEBM[:10])

    late = tab.patch(address, b"other bytes", 5)
    after = tab.finish(address, WEBM[10:], 10)

    assert (late.status_code, state_of(after)[2]) == (409, "?1")
    assert Take.objects.get().sha256 == hashlib.sha256(WEBM).hexdigest()


def test_a_stranger_finds_nothing(tab, address):
    stranger = Browser(factories.a_stranger(), tab)

    answers = [
        stranger.begin(),
        stranger.client.head(address),
        stranger.patch(address, WEBM),
        stranger.client.delete(address),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert parts.length_of(Take.objects.get().code) == 0


def test_a_take_is_not_found_under_another_application(tab, address):
    other = an_interview(now=timezone.now())
    wrong = address.replace(tab.code, other.application.code)

    assert tab.client.head(wrong).status_code == 404


def test_nobody_writes_without_the_token_of_the_page(interview, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(interview.application.candidate)

    response = client.patch(address, WEBM, PIECE, headers={"Upload-Offset": "0"})

    assert response.status_code == 403
    assert parts.length_of(Take.objects.get().code) == 0


def test_a_piece_without_a_length_is_refused(tab, address):
    response = tab.client.generic(
        "PATCH", address, b"", PIECE, headers={"Upload-Offset": "0"}
    )

    assert response.status_code == 411


def test_a_piece_that_is_too_large_is_refused_before_it_is_read(tab, address):
    response = tab.patch(address, b"x" * (MOST_BYTES_AT_ONCE + 1))

    assert response.status_code == 413
    assert parts.length_of(Take.objects.get().code) == 0


def test_a_piece_of_another_type_is_refused(tab, address):
    response = tab.patch(address, WEBM, content_type="video/webm")

    assert (response.status_code, parts.length_of(Take.objects.get().code)) == (415, 0)


@pytest.mark.parametrize("offset", ["", "-1", "1.5", "ten", "²"])
def test_an_offset_that_is_no_number_is_refused(tab, address, offset):
    assert tab.patch(address, WEBM, offset).status_code == 400


@pytest.mark.parametrize("seconds", ["nan", "-1", "1e9", "long"])
def test_a_length_that_makes_no_sense_is_refused(tab, address, seconds):
    response = tab.patch(address, WEBM, **{"Upload-Duration": seconds})

    assert response.status_code == 400


def test_a_file_that_is_no_recording_is_found_out_at_the_end(tab, address):
    page = b"<!doctype html><script>steal()</script>"
    response = tab.finish(address, page, whole=page)

    assert response.status_code == 415
    assert Take.objects.get().state == State.FAILED
    assert tab.client.head(address).status_code == 410


def test_a_file_that_changed_on_the_way_is_asked_for_again(tab, address):
    assert tab.finish(address, WEBM, whole=b"what was recorded").status_code == 422
    assert tab.begin().status_code == 201


def test_a_browser_that_records_something_unknown_is_told_so(tab):
    response = tab.begin(type="video/quicktime")

    assert (response.status_code, Take.objects.count()) == (415, 0)
    assert response.json()["detail"].startswith("Your browser records")


def test_an_unknown_question_has_no_takes(tab):
    assert tab.begin(key="q9").status_code == 404


def test_a_take_that_is_given_up_costs_nothing(tab, address):
    tab.patch(address, WEBM[:20])

    assert tab.client.delete(address).status_code == 204
    assert Take.objects.get().state == State.FAILED
    assert list(parts.folder().iterdir()) == []


def test_a_stored_take_cannot_be_given_up(tab, address):
    tab.finish(address, WEBM)
    tab.client.delete(address)

    assert Take.objects.get().state == State.STORED


def test_nothing_is_taken_in_after_handing_in(tab, interview, address):
    for key in ("q1", "q2"):
        operations.write_answer(interview, question_key=key, text="Yes", is_draft=False)
    operations.submit(interview, actor=interview.application.candidate)

    response = tab.patch(address, WEBM)

    assert response.status_code == 403
    assert "handed in" in response.json()["detail"]


def test_takes_are_not_begun_without_end(tab):
    answers = []
    for _ in range(41):
        answers.append(tab.begin().status_code)
        recording.give_up(Take.objects.latest("pk"))

    assert (answers[39], answers[40]) == (201, 429)
