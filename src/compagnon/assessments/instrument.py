"""What an instrument's file says, as typed values. Pure.

Files lie in ``assessments/content``. An installed instrument never changes: a change
is a new version.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from compagnon.programmes.declaration import Code, Declared, Slug, Text

from .appraisal import Appraisal, Pattern


class Cue(Declared):
    """A reason offered in the second step of a moment, and the appraisals it claims."""

    text: Text
    says: Pattern


class Moment(Declared):
    """A short text that fixes the appraisals; what is felt follows from them.

    `rivals` are the other emotions on offer, each with the appraisals on which it
    differs from the text: one makes a near rival, three a far one.
    """

    id: Code
    text: Text
    asks: Text
    # How it stood before, where the moment changes; the question is about what follows.
    earlier: Pattern | None = None
    pattern: Pattern
    key: str
    rivals: dict[str, list[Appraisal]] = Field(min_length=4, max_length=4)
    # Rivals whose word lies near the key's, where the text makes the difference plain.
    explicit_against: list[str] = []
    cues: list[Cue] = Field(min_length=3, max_length=3)
    difficulty: Literal["easy", "medium", "hard"]

    @property
    def emotions(self) -> list[str]:
        return [self.key, *self.rivals]


class Action(Declared):
    """One thing that could be done, and how helpful it is: 1 harmful to 5 very."""

    id: Code
    text: Text
    key: int = Field(ge=1, le=5)
    # Why the key is so, for those who revise it.
    reason: str


class Scenario(Declared):
    """A situation whose actions are rated."""

    id: Code
    competencies: list[Code] = Field(min_length=1)
    text: Text
    actions: list[Action] = Field(min_length=4, max_length=5)


class Question(Declared):
    """A question without a right answer: a choice, or a note in one's own words."""

    id: Code
    kind: Literal["choice", "note"] = "choice"
    text: Text
    hint: Text | None = None
    options: list[Text] = []
    share: Text | None = None


class Practice(Declared):
    """A moment to try, as often as wanted, with a word on every choice."""

    moment: Moment
    explanations: dict[str, Text]


class AreaWords(Declared):
    """What a candidate reads about one area: a sentence for each of the three bands."""

    title: Text
    bands: list[Text] = Field(min_length=3, max_length=3)
    not_measured: Text


class DimensionWords(Declared):
    """What a candidate reads about one kind of appraisal."""

    strength: Text
    tip: Text


class ActionWords(Declared):
    """What a candidate reads about rated actions."""

    best: Text
    tip: Text


class FeedbackWords(Declared):
    """The wording bank."""

    moments: AreaWords
    judgement: AreaWords
    dimensions: dict[Appraisal, DimensionWords]
    actions: ActionWords


class ScoreRules(Declared):
    """How parts make the main score, and where the three bands meet."""

    main: Code
    weights: dict[Literal["moments", "judgement"], float]
    bands: dict[str, tuple[float, float]]


class Content(Declared):
    """A whole instrument."""

    key: Slug
    version: int = Field(ge=1)
    scorer: Literal["reading_people", "none"]
    title: Text
    summary: Text
    why: Text
    # Most people take from, to.
    minutes: tuple[int, int]
    parts: list[Text] = Field(min_length=1)
    notes: list[Text] = []
    # What is allowed, and the short sentence that is ticked.
    fair_use: Text
    promise: Text
    thanks: Text
    practice: Practice | None = None
    cue_asks: Text | None = None
    scenario_asks: Text | None = None
    emotions: dict[str, Text] = {}
    scale: list[Text] = []
    moments: list[Moment] = []
    scenarios: list[Scenario] = []
    questions: list[Question] = []
    scores: ScoreRules | None = None
    feedback: FeedbackWords | None = None

    @model_validator(mode="after")
    def has_something_to_answer(self) -> Content:
        if not (self.moments or self.scenarios or self.questions):
            raise ValueError("an instrument needs items")
        ids = [moment.id for moment in self.moments]
        ids += [scenario.id for scenario in self.scenarios]
        ids += [question.id for question in self.questions]
        if len(set(ids)) != len(ids):
            raise ValueError("two items have the same id")
        if (self.scorer == "none") != (self.scores is None):
            raise ValueError("a scorer needs rules for its scores, and only then")
        return self

    @property
    def is_scored(self) -> bool:
        return self.scorer != "none"
