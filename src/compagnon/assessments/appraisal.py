"""What a person feels follows from how the moment stands to them. Pure.

The table says which appraisals lead to which emotion, after the appraisal theory of
I. J. Roseman (2001). The key of each moment is derived from it, so that no key rests
on anybody's taste.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from compagnon.programmes.declaration import Declared


class Appraisal(StrEnum):
    """One way in which a moment stands to a person."""

    STATE = "state"  # in line with what the person wants, or against it
    MOTIVE = "motive"  # something good is at stake, or something bad
    PROBABILITY = "probability"
    AGENCY = "agency"  # who brought it about
    CONTROL = "control"  # whether the person can do something about it
    PROBLEM = "problem"  # blocks a goal, or is bad in itself
    NOVELTY = "novelty"


class Pattern(Declared):
    """Appraisals that a text fixes, or that an emotion needs; None leaves one open."""

    state: Literal["consistent", "inconsistent"] | None = None
    motive: Literal["appetitive", "aversive"] | None = None
    probability: Literal["certain", "uncertain"] | None = None
    agency: Literal["circumstance", "other", "self"] | None = None
    control: Literal["low", "high"] | None = None
    problem: Literal["instrumental", "intrinsic"] | None = None
    novelty: Literal["expected", "unexpected"] | None = None

    @property
    def fixed(self) -> dict[Appraisal, str]:
        """The appraisals that are not left open."""
        values = {one: getattr(self, one.value) for one in Appraisal}
        return {one: value for one, value in values.items() if value is not None}


TABLE: dict[str, Pattern] = {
    "surprise": Pattern(agency="circumstance", novelty="unexpected"),
    "hope": Pattern(state="consistent", probability="uncertain", agency="circumstance"),
    "joy": Pattern(
        state="consistent",
        motive="appetitive",
        probability="certain",
        agency="circumstance",
    ),
    "relief": Pattern(
        state="consistent",
        motive="aversive",
        probability="certain",
        agency="circumstance",
    ),
    "gratitude": Pattern(state="consistent", agency="other"),
    "pride": Pattern(state="consistent", agency="self"),
    "fear": Pattern(
        state="inconsistent",
        probability="uncertain",
        agency="circumstance",
        control="low",
    ),
    "sadness": Pattern(
        state="inconsistent",
        motive="appetitive",
        probability="certain",
        agency="circumstance",
        control="low",
    ),
    "distress": Pattern(
        state="inconsistent",
        motive="aversive",
        probability="certain",
        agency="circumstance",
        control="low",
    ),
    "frustration": Pattern(
        state="inconsistent",
        agency="circumstance",
        control="high",
        problem="instrumental",
    ),
    "disgust": Pattern(
        state="inconsistent",
        agency="circumstance",
        control="high",
        problem="intrinsic",
    ),
    "dislike": Pattern(state="inconsistent", agency="other", control="low"),
    "anger": Pattern(
        state="inconsistent", agency="other", control="high", problem="instrumental"
    ),
    "contempt": Pattern(
        state="inconsistent", agency="other", control="high", problem="intrinsic"
    ),
    "regret": Pattern(state="inconsistent", agency="self", control="low"),
    "guilt": Pattern(
        state="inconsistent", agency="self", control="high", problem="instrumental"
    ),
    "shame": Pattern(
        state="inconsistent", agency="self", control="high", problem="intrinsic"
    ),
}

# Pairs that words keep apart badly: not offered together unless the text is explicit.
NEAR: tuple[frozenset[str], ...] = (
    frozenset({"anger", "contempt", "dislike"}),
    frozenset({"guilt", "shame", "regret"}),
    frozenset({"joy", "relief"}),
    frozenset({"sadness", "distress"}),
)


def differences(one: Pattern, other: Pattern) -> list[Appraisal]:
    """Return the appraisals that both fix and on which they differ."""
    return [
        appraisal
        for appraisal, value in one.fixed.items()
        if other.fixed.get(appraisal, value) != value
    ]


def fits(emotion: str, pattern: Pattern) -> bool:
    """Whether `pattern` fixes all that the emotion needs, and contradicts nothing."""
    needs = TABLE[emotion]
    return needs.fixed.keys() <= pattern.fixed.keys() and not differences(
        pattern, needs
    )


def emotions_of(pattern: Pattern) -> list[str]:
    """Return every emotion of the whole table that the pattern does not contradict."""
    return [name for name, needs in TABLE.items() if not differences(pattern, needs)]


def derived_key(pattern: Pattern) -> str:
    """Return the one emotion that follows from the pattern.

    Raises `ValueError` where none or several do, or where the text leaves open what
    the emotion needs: such a moment has no key.
    """
    possible = emotions_of(pattern)
    if len(possible) != 1 or not fits(possible[0], pattern):
        raise ValueError(f"the appraisals lead to {possible or 'no emotion'}")
    return possible[0]
