"""The recorder in a real browser: what is recorded is what arrives."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from compagnon.interviews.models import Interview, Take
from compagnon.interviews.rules import Kind, State
from tests.interviews.world import a_step, an_interview

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What the element holds, hashed in the page itself.
SHA256_OF_THE_RECORDING = """async () => {
  const blob = document.querySelector("video-answer").answer
  const hash = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())
  return [...new Uint8Array(hash)].map(n => n.toString(16).padStart(2, "0")).join("")
}"""
# Play a take, and tell how far it came and how long it is.
PLAY_A_TAKE = """async () => {
  const player = document.querySelector(".take video, .take audio")
  player.muted = true
  await player.play()
  await new Promise(resolve => setTimeout(resolve, 1200))
  return { at: player.currentTime, width: player.videoWidth ?? 0 }
}"""


@pytest.fixture
def interview(files):
    """One question; everything else about it is as usual."""
    return an_interview(a_step(1), now=timezone.now())


def opened(page_at, sign_in, interview, path="", **more):
    page = page_at(more.pop("width", 360), **more)
    sign_in(page, interview.application.candidate)
    page.goto(f"/my/applications/{interview.application.code}/interview/{path}")
    return page


def recorder(page):
    return page.locator("video-answer")


def become(page, state, timeout=20_000):
    expect(recorder(page)).to_have_attribute("data-state", state, timeout=timeout)


def test_a_take_is_recorded_sent_over_a_broken_network_played_and_handed_in(
    page_at, sign_in, interview, axe
):
    page = opened(page_at, sign_in, interview)
    axe(page)
    page.get_by_role("link", name="Go to question 1").click()
    axe(page)
    page.get_by_role("button", name="Switch on camera and microphone").click()
    become(page, "ready")
    expect(recorder(page)).to_contain_text("to prepare. Start earlier if you like.")
    axe(page)
    page.get_by_role("button", name="Start my answer").click()
    become(page, "recording")
    axe(page)
    page.wait_for_timeout(1200)
    page.context.set_offline(True)
    page.wait_for_timeout(1800)
    expect(recorder(page)).to_contain_text("Go on speaking")
    page.get_by_role("button", name="End my answer").click()
    become(page, "sending")
    expect(recorder(page)).to_contain_text("Keep this page open")
    axe(page)
    page.wait_for_timeout(2500)
    assert Take.objects.get().state == State.RECORDING
    page.context.set_offline(False)
    become(page, "kept")

    take = Take.objects.get()
    assert take.sha256 == page.evaluate(SHA256_OF_THE_RECORDING)
    assert (take.state, take.is_kept, take.kind) == (State.STORED, True, Kind.VIDEO)
    assert 2.5 < take.claimed_seconds < 8

    expect(page.get_by_role("heading", name="Take 1")).to_be_visible()
    played = page.evaluate(PLAY_A_TAKE)
    assert played["at"] > 0.3
    assert played["width"] > 100
    axe(page)

    page.get_by_role("link", name="Look over and hand in").click()
    axe(page)
    page.get_by_role("button", name="Hand in my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Your answers have arrived"
    )
    axe(page)
    assert Interview.objects.get().submitted_at is not None

    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Your answers have arrived"
    )


def test_sound_alone_is_recorded_with_the_keyboard(page_at, sign_in, interview):
    page = opened(page_at, sign_in, interview, "questions/q1/?by=audio", width=1280)
    page.get_by_role("button", name="Switch on the microphone").focus()
    page.keyboard.press("Enter")
    become(page, "ready")
    expect(page.get_by_role("button", name="Start my answer")).to_be_focused()
    page.keyboard.press("Enter")
    become(page, "recording")
    expect(page.get_by_role("button", name="End my answer")).to_be_focused()
    page.wait_for_timeout(1500)
    page.keyboard.press("Enter")
    become(page, "kept")

    take = Take.objects.get()
    assert (take.kind, take.media_type) == (Kind.AUDIO, "audio/webm")
    assert take.sha256 == page.evaluate(SHA256_OF_THE_RECORDING)


def test_a_practice_leaves_nothing_behind(page_at, sign_in, interview, axe):
    page = opened(page_at, sign_in, interview, "practice/")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="Switch on camera and microphone").click()
    become(page, "ready")
    expect(recorder(page).get_by_role("status")).to_have_text("We hear you.")
    page.get_by_role("button", name="Start my answer").click()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="End my answer").click()
    become(page, "kept")
    axe(page)

    assert Take.objects.count() == 0
    assert set(sent) <= {"GET"}


def test_without_permission_the_other_ways_are_offered(page_at, sign_in, interview):
    page = page_at(360)
    refuse = """navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("no", "NotAllowedError"))"""
    page.add_init_script(refuse)
    sign_in(page, interview.application.candidate)
    code = interview.application.code
    page.goto(f"/my/applications/{code}/interview/questions/q1/")
    page.get_by_role("button", name="Switch on camera and microphone").click()
    become(page, "failed")

    expect(page.get_by_role("alert")).to_contain_text("may not use camera")
    expect(page.get_by_role("link", name="Answer by sound alone")).to_be_visible()
    page.get_by_role("link", name="Answer in writing").click()
    expect(page.get_by_role("textbox", name="Your answer")).to_be_visible()


def test_a_camera_that_is_pulled_out_spends_no_take(page_at, sign_in, interview):
    page = opened(page_at, sign_in, interview, "questions/q1/")
    page.get_by_role("button", name="Switch on camera and microphone").click()
    become(page, "ready")
    page.get_by_role("button", name="Start my answer").click()
    page.wait_for_timeout(1500)
    page.evaluate(
        """() => document.querySelector("video-answer video").srcObject
          .getTracks()[0].dispatchEvent(new Event("ended"))"""
    )
    become(page, "failed")
    expect(page.get_by_role("alert")).to_contain_text("costs you no take")
    page.reload()

    expect(page.locator("#takes")).to_contain_text("3 more takes are possible.")
    assert Take.objects.get().state == State.FAILED


def test_what_is_written_is_saved_while_it_is_typed(page_at, sign_in, interview, axe):
    page = opened(page_at, sign_in, interview, "questions/q1/?by=text")
    with page.expect_response(re.compile("/written/")) as saved:
        page.get_by_role("textbox", name="Your answer").press_sequentially(
            "I asked what she needed."
        )
    assert saved.value.status == 204
    axe(page)
    take = Take.objects.get()
    assert (take.text, take.is_kept) == ("I asked what she needed.", False)

    page.get_by_role("button", name="Make this my answer").click()

    expect(page.locator("#takes")).to_contain_text(
        "You answer this question in writing"
    )
    assert Take.objects.get().is_kept
