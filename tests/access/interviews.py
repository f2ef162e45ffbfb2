"""Who may reach an interview: its candidate alone; a recording: whom a link names."""

from typing import Any

from compagnon.interviews.queries import media_link
from tests import factories
from tests.interviews import world as interviews

ACCESS = {
    "interviews:home": "candidate",
    "interviews:practice": "candidate",
    "interviews:submit": "candidate",
    "interviews:question": "candidate",
    "interviews:write": "candidate",
    "interviews:takes": "candidate",
    "interviews:take": "candidate",
    "interviews:keep": "candidate",
    "interviews:play": "candidate",
    "media:take": "token",
}


def kwargs(world: Any) -> dict[str, dict[str, str]]:
    """An interview of a candidate who is nobody of the world, with a take under way."""
    del world
    interview = interviews.an_interview()
    take = interviews.a_take(interview)
    code = interview.application.code
    token = media_link(take, factories.an_assessor()).strip("/").split("/")[-1]
    parts: dict[str, dict[str, str]] = {
        **{name: {} for name in ("home", "practice", "submit")},
        **{name: {"key": "q1"} for name in ("question", "write", "takes")},
        **{name: {"take": take.code} for name in ("take", "keep", "play")},
    }
    return {
        f"interviews:{name}": {"code": code, **more} for name, more in parts.items()
    } | {"media:take": {"token": token}}
