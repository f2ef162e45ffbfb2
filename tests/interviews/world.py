"""An application that stands at its on-demand interview, and what recorders write."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta
from typing import Any

from compagnon.applications.models import Application
from compagnon.interviews.models import Interview, Take
from compagnon.interviews.operations import open_interview
from compagnon.interviews.recording import begin_take, finish, receive
from compagnon.interviews.rules import Kind
from tests import factories
from tests.factories import NOW, text

# The heads that Chromium, Safari and Firefox write, cut short.
WEBM = (
    bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d")
    + b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff\x16\x54\xae\x6b"
    + b"\x86\x85V_VP8\x86\x86A_OPUS"
)
WEBM_SOUND = WEBM.replace(b"\x86\x85V_VP8", b"")
MP4 = b"\x00\x00\x00\x1cftypmp42\x00\x00\x00\x01mp41mp42iso5\x00\x00moovhdlr\x00vide"
OGG = b"OggS\x00\x02\x00\x00\x00\x00OpusHead"


def criterion() -> dict[str, Any]:
    return {"competency": "LIS", "anchors": [text(f"Level {n}") for n in range(1, 6)]}


def a_step(questions: int = 2, **settings: Any) -> dict[str, Any]:
    asked = [
        {"key": f"q{n}", "text": text(f"Question {n}?"), "criteria": [criterion()]}
        for n in range(1, questions + 1)
    ]
    return {
        "key": "interview",
        "kind": "on_demand_interview",
        "title": text("Interview"),
        "summary": text("We hear you"),
        "days": 10,
        "settings": {"questions": asked, **settings},
    }


def an_application(
    step: dict[str, Any] | None = None, *, now: datetime = NOW, **more: Any
) -> Application:
    """An application that came to the interview at `now`; a review follows it.

    Pages look at the real clock: tests of pages pass ``now=timezone.now()``.
    """
    review = {
        "key": "review",
        "kind": "review",
        "title": text("Review"),
        "summary": text("We listen"),
        "settings": {"rates": "interview"},
    }
    form = {"key": "form", "kind": "form", "title": text("F"), "summary": text("You")}
    programme = factories.a_programme(form, step or a_step(), review)
    dates = {"opens_at": now - timedelta(days=7), "closes_at": now + timedelta(days=40)}
    opening = factories.an_opening(factories.a_campaign(programme, **dates))
    return factories.an_application(opening=opening, at="interview", now=now, **more)


def an_interview(
    step: dict[str, Any] | None = None, *, now: datetime = NOW, **more: Any
) -> Interview:
    application = an_application(step, now=now, **more)
    return open_interview(application, step=application.step, now=now)


def a_take(interview: Interview, key: str = "q1", kind: Kind = Kind.VIDEO) -> Take:
    """A take whose bytes have not come yet."""
    claimed = f"{kind.value}/webm"
    return begin_take(
        interview,
        question_key=key,
        kind=kind,
        claimed_type=claimed,
        now=interview.opened_at,
    )


class Body:
    """Bytes that come over the network; the connection may break after `breaks`."""

    def __init__(self, content: bytes, breaks: int | None = None) -> None:
        self._content, self._position, self._breaks = content, 0, breaks

    def read(self, size: int) -> bytes:
        if self._breaks is not None and self._position >= self._breaks:
            raise OSError("connection reset by peer")
        end = min(self._position + size, self._breaks or len(self._content))
        piece = self._content[self._position : end]
        self._position = end
        return piece


def send(take: Take, content: bytes, offset: int = 0) -> int:
    now = take.created_at
    return receive(take, Body(content), offset=offset, length=len(content), now=now)


def a_stored_take(
    interview: Interview, key: str = "q1", content: bytes = WEBM, seconds: float = 3
) -> Take:
    take = a_take(interview, key)
    send(take, content)
    digest = hashlib.sha256(content).hexdigest()
    now = interview.opened_at
    return finish(take, sha256=digest, claimed_seconds=seconds, now=now)


def repr_digest(content: bytes) -> str:
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return f"sha-256=:{digest}:"
