"""The moment that a candidate may try, as often as they wish. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .instrument import Content, Practice
from .player import Option, moment_fields
from .rules import shuffled
from .scoring import cue_key

# Always the same order: this moment is not scored, and its key is told.
SEED = "00" * 32


@dataclass(frozen=True)
class Trial:
    """The moment to try, what was chosen, and a word on it."""

    text: str
    asks: str
    options: list[Option]
    cue_asks: str
    cues: list[Option]
    explanation: str
    reason: str
    is_right: bool


def trial_of(content: Content, sent: Mapping[str, str]) -> Trial | None:
    """Return the practice of an instrument, or None where it needs none."""
    if content.practice is None:
        return None
    moment = content.practice.moment
    emotions = shuffled(moment.emotions, seed=SEED, purpose="emotion")
    cues = shuffled([str(n) for n in range(len(moment.cues))], seed=SEED, purpose="cue")
    feels = _name(emotions, sent.get("feels", ""))
    why = _name(cues, sent.get("why", ""))
    step = moment_fields(
        content, moment, "emotion", emotions, {"choice": sent.get("feels")}
    )
    cue_step = moment_fields(content, moment, ".cue", cues, {"choice": sent.get("why")})
    return Trial(
        text=step["text"],
        asks=step["asks"],
        options=step["options"],
        cue_asks=cue_step["asks"],
        cues=cue_step["options"],
        explanation=_explanation(content.practice, feels),
        reason=str(moment.cues[int(cue_key(moment))].text) if feels and why else "",
        is_right=feels == moment.key and why == cue_key(moment),
    )


def _name(order: tuple[str, ...], place: str) -> str:
    if place.isascii() and place.isdigit() and 1 <= int(place[:3]) <= len(order):
        return order[int(place[:3]) - 1]
    return ""


def _explanation(practice: Practice, feels: str) -> str:
    return str(practice.explanations[feels]) if feels else ""
