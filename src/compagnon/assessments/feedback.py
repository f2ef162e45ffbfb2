"""What a candidate reads about their answers: behaviour, no number. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import scoring
from .appraisal import Appraisal
from .instrument import AreaWords, Content
from .scoring import Answers

BANDS: tuple[str | Promise, ...] = (
    gettext_lazy("Emerging"),
    gettext_lazy("Solid"),
    gettext_lazy("Marked strength"),
)

# From here on, between chance and always, something counts as mostly seen.
WELL = 0.6
# Below this number of occasions nothing is said.
OCCASIONS = 5
# In this share of situations the best action came first: mostly.
MOSTLY = 0.75


@dataclass(frozen=True)
class FeedbackArea:
    """One area of a candidate's report.

    `interval` is where the 80 % interval begins and ends, from 0 to 1, on a line of
    which each band takes a third: for a drawing without numbers. `example` and `tip`
    may be empty.
    """

    key: str
    title: str
    band: str
    words: str
    interval: tuple[float, float]
    example: str
    tip: str
    not_measured: str

    @property
    def left(self) -> int:
        """Where the drawn interval begins, in thousandths."""
        return min(round(self.interval[0] * 1000), 1000 - self.width)

    @property
    def width(self) -> int:
        return max(60, round((self.interval[1] - self.interval[0]) * 1000))


def band_words(value: float, error: float, cuts: tuple[float, float]) -> str:
    """Return the band in words, as wide as the interval asks for."""
    first, last = scoring.bands_spanned(value, error, cuts)
    if first == last:
        return str(BANDS[first])
    if last - first == 2:
        return _("We could not tell")
    return _("Between %(low)s and %(high)s") % {
        "low": BANDS[first],
        "high": BANDS[last],
    }


def drawn(
    interval: tuple[float, float], cuts: tuple[float, float]
) -> tuple[float, float]:
    """Return an interval on a line of which each band takes a third."""
    marks = (0.0, *cuts, 1.0)

    def place(value: float) -> float:
        third = scoring.band(value, cuts)
        low, high = marks[third], marks[third + 1]
        return (third + (value - low) / (high - low)) / 3

    return place(interval[0]), place(interval[1])


def areas(
    content: Content, answers: Answers, measures: dict[str, tuple[float, float]]
) -> list[FeedbackArea]:
    """Return the areas of one scored sitting, in the reader's language.

    `measures` maps the names of scores to value and standard error.
    """
    if content.feedback is None or content.scores is None:
        return []
    words = content.feedback
    seen, tip = _dimension_words(content, answers)
    return [
        _area("moments", words.moments, content, measures, example=seen, tip=tip),
        _area(
            "judgement",
            words.judgement,
            content,
            measures,
            example=_best_first(content, answers),
            tip=str(words.actions.tip),
        ),
    ]


def _area(
    key: str,
    words: AreaWords,
    content: Content,
    measures: dict[str, tuple[float, float]],
    *,
    example: str,
    tip: str,
) -> FeedbackArea:
    assert content.scores is not None
    value, error = measures[key]
    cuts = content.scores.bands[key]
    first, last = scoring.bands_spanned(value, error, cuts)
    told = last - first < 2
    return FeedbackArea(
        key=key,
        title=str(words.title),
        band=band_words(value, error, cuts),
        words=str(words.bands[scoring.band(value, cuts)])
        if told
        else _("This task is short: our estimate is too broad to say more."),
        interval=drawn(scoring.interval(value, error), cuts),
        example=example,
        tip=tip,
        not_measured=str(words.not_measured),
    )


def _dimension_words(content: Content, answers: Answers) -> tuple[str, str]:
    """Return a sentence on what was seen best, and a tip on what was seen least."""
    assert content.feedback is not None
    words = content.feedback.dimensions
    seen = {
        one: sight.beyond_chance
        for one, sight in scoring.sights(content, answers).items()
        if one in words and sight.occasions >= OCCASIONS
    }
    best = _extreme(seen, best=True)
    least = _extreme(seen, best=False)
    return (
        str(words[best].strength) if best and seen[best] >= WELL else "",
        str(words[least].tip) if least and seen[least] < 1 else "",
    )


def _extreme(shares: dict[Appraisal, float], *, best: bool) -> Appraisal | None:
    """Return the appraisal with the highest or lowest share; ties by name."""
    sign = -1 if best else 1
    return min(shares, key=lambda one: (sign * shares[one], one), default=None)


def _best_first(content: Content, answers: Answers) -> str:
    """Return a sentence where the most helpful action mostly came first.

    It names no situation, so that a report does not hand out keys.
    """
    assert content.feedback is not None
    first = 0
    for scenario in content.scenarios:
        ratings = answers[scenario.id]["ratings"]
        best = max(scenario.actions, key=lambda action: action.key).id
        first += all(ratings[best] > ratings[one] for one in ratings if one != best)
    is_mostly = first >= MOSTLY * len(content.scenarios)
    return str(content.feedback.actions.best) if is_mostly else ""
