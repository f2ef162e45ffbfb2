"""From answers to measures with their standard errors. Pure and repeatable.

Sums use `math.fsum`, which is exact whatever the order, so that the same answers give
the same bits on every machine. A change of any formula raises `SCORER_VERSION`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .appraisal import Appraisal, differences
from .instrument import Content, Moment, Scenario

SCORER_VERSION = 1

# Half the width of an interval that holds 80 % of a normal distribution.
EIGHTY = 1.2815515655446004

Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Measure:
    """One score, from 0 to 1."""

    name: str
    competency: str
    value: float
    standard_error: float
    details: dict[str, Any] = field(default_factory=dict)


def scores(content: Content, answers: Answers) -> list[Measure]:
    """Return all measures of a finished sitting; none for an unscored instrument.

    `answers` maps item keys to answers as `rules.cleaned` returns them.
    """
    return reading_people(content, answers) if content.is_scored else []


def reading_people(content: Content, answers: Answers) -> list[Measure]:
    """Moments, judgement, the main score of both, and one for each competency."""
    assert content.scores is not None
    moments = moments_measure(content, answers)
    ratings = standardised(all_ratings(content, answers))
    keys = standardised(all_keys(content))
    judgement = judgement_measure("judgement", "", content.scenarios, ratings, keys)
    main = composite(
        content.scores.main, {"moments": moments, "judgement": judgement}, content
    )
    supporting = {
        code: [one for one in content.scenarios if code in one.competencies]
        for scenario in content.scenarios
        for code in scenario.competencies
        if code != content.scores.main
    }
    return [
        moments,
        judgement,
        main,
        *(
            judgement_measure(code, code, supporting[code], ratings, keys)
            for code in sorted(supporting)
        ),
    ]


# --- Moments --------------------------------------------------------------------------


def cue_key(moment: Moment) -> str:
    """Return the one reason whose claims all agree with the text.

    Raises `ValueError` where none or several do: such a moment has no key.
    """
    true = [
        str(number)
        for number, cue in enumerate(moment.cues)
        if cue.says.fixed.keys() <= moment.pattern.fixed.keys()
        and not differences(moment.pattern, cue.says)
    ]
    if len(true) != 1:
        raise ValueError(f"{moment.id}: {len(true)} reasons agree with the text")
    return true[0]


def points(moment: Moment, answers: Answers) -> tuple[int, int]:
    """Return the points for the emotion and for the reason, each 0 or 1."""
    emotion = answers[f"{moment.id}.emotion"]["choice"]
    cue = answers[f"{moment.id}.cue"]["choice"]
    return int(emotion == moment.key), int(cue == cue_key(moment))


def moments_measure(content: Content, answers: Answers) -> Measure:
    r"""Return the share of points, and how far another draw of moments might move it.

    The two steps of a moment hang together, so the moment is the unit: each counts
    :math:`y_i \in \{0, 1/2, 1\}` and the error is that of a mean of `m` units. One
    moment all right and one all wrong are added to the spread (not to the value), so
    that a perfect sheet does not claim to be certain:

    .. math:: SE = \sqrt{\frac{\sum (y_i - \bar y)^2}{n (n - 1)}}, \qquad n = m + 2
    """
    found = {moment.id: points(moment, answers) for moment in content.moments}
    units = [sum(pair) / 2 for pair in found.values()]
    value = math.fsum(units) / len(units)
    return Measure(
        name="moments",
        competency="",
        value=value,
        standard_error=_error_of_mean([*units, 0.0, 1.0]),
        details={"points": {name: list(pair) for name, pair in found.items()}},
    )


def _error_of_mean(units: list[float]) -> float:
    n = len(units)
    mean = math.fsum(units) / n
    return math.sqrt(math.fsum((one - mean) ** 2 for one in units) / (n * (n - 1)))


@dataclass(frozen=True)
class Sight:
    """How often an appraisal was seen, could be seen, and would be seen by chance."""

    seen: int = 0
    occasions: int = 0
    by_chance: float = 0.0

    @property
    def beyond_chance(self) -> float:
        """1: always seen; 0: as often as by choosing at random."""
        return (self.seen - self.by_chance) / (self.occasions - self.by_chance)


def sights(content: Content, answers: Answers) -> dict[Appraisal, Sight]:
    """Return how well each appraisal was seen.

    A step asks one to see the appraisals in which its wrong options differ from the
    text; whoever takes such an option has not seen those in which it differs.
    """
    found: dict[Appraisal, Sight] = {}
    for moment in content.moments:
        for step, flips in _flips(moment).items():
            missed = flips[answers[f"{moment.id}.{step}"]["choice"]]
            for appraisal in sorted({one for flip in flips.values() for one in flip}):
                luck = sum(appraisal not in flip for flip in flips.values()) / len(
                    flips
                )
                before = found.get(appraisal, Sight())
                found[appraisal] = Sight(
                    seen=before.seen + (appraisal not in missed),
                    occasions=before.occasions + 1,
                    by_chance=before.by_chance + luck,
                )
    return found


def _flips(moment: Moment) -> dict[str, dict[str, list[Appraisal]]]:
    """Return, for each option of both steps, where it differs from the text."""
    return {
        "emotion": {moment.key: [], **moment.rivals},
        "cue": {
            str(number): differences(moment.pattern, cue.says)
            for number, cue in enumerate(moment.cues)
        },
    }


# --- Judgement ------------------------------------------------------------------------


def all_ratings(content: Content, answers: Answers) -> dict[str, float]:
    return {
        action: float(rating)
        for scenario in content.scenarios
        for action, rating in answers[scenario.id]["ratings"].items()
    }


def all_keys(content: Content) -> dict[str, float]:
    return {
        action.id: float(action.key)
        for scenario in content.scenarios
        for action in scenario.actions
    }


def standardised(values: Mapping[str, float]) -> dict[str, float]:
    """Return values with mean 0 and standard deviation 1: only the shape is left.

    Taking a person's own mean and spread away removes mild and harsh use of the scale.
    Whoever rates all alike shows no shape: every value is 0.
    """
    n = len(values)
    mean = math.fsum(values.values()) / n
    variance = math.fsum((one - mean) ** 2 for one in values.values()) / n
    if variance == 0:
        return dict.fromkeys(values, 0.0)
    spread = math.sqrt(variance)
    return {name: (one - mean) / spread for name, one in values.items()}


def judgement_measure(
    name: str,
    competency: str,
    scenarios: list[Scenario],
    ratings: Mapping[str, float],
    keys: Mapping[str, float],
) -> Measure:
    r"""Return how near the shape of the ratings lies to that of the keys.

    With standardised ratings :math:`z` and keys :math:`k` over the actions concerned

    .. math:: value = \max\Bigl(0, 1 - \frac{\sum |z - k|}{\sum |k|}\Bigr)

    1 is the shape of the keys; 0 is no nearer to it than rating all actions alike.
    The error treats the actions as a sample, with one notional action added at the
    distance of a flat rating, so that a perfect sheet does not claim to be certain.
    """
    actions = [action.id for scenario in scenarios for action in scenario.actions]
    distances = [abs(ratings[one] - keys[one]) for one in actions]
    flat = math.fsum(abs(keys[one]) for one in actions) / len(actions)
    nearness = 1 - math.fsum(distances) / len(actions) / flat
    return Measure(
        name=name,
        competency=competency,
        value=min(1.0, max(0.0, nearness)),
        standard_error=_error_of_mean([*distances, flat]) / flat,
        details={"nearness": nearness, "actions": len(actions)},
    )


# --- Both -----------------------------------------------------------------------------


def composite(name: str, parts: Mapping[str, Measure], content: Content) -> Measure:
    """Return the weighted mean of parts; their errors are taken as independent."""
    assert content.scores is not None
    weights = {part: content.scores.weights[part] for part in sorted(parts)}  # type: ignore[index]
    whole = math.fsum(weights.values())
    value = math.fsum(weights[one] * parts[one].value for one in weights) / whole
    error = math.sqrt(
        math.fsum((weights[one] * parts[one].standard_error) ** 2 for one in weights)
    )
    return Measure(
        name=name,
        competency=name,
        value=min(1.0, max(0.0, value)),
        standard_error=error / whole,
        details={one: parts[one].value for one in sorted(parts)},
    )


# --- Words ----------------------------------------------------------------------------


def interval(value: float, standard_error: float) -> tuple[float, float]:
    """Return the 80 % interval around a value, within 0 and 1."""
    reach = EIGHTY * standard_error
    return max(0.0, value - reach), min(1.0, value + reach)


def band(value: float, cuts: tuple[float, float]) -> int:
    """Return 0, 1 or 2: in which of three bands a value lies."""
    return sum(value >= cut for cut in cuts)


def bands_spanned(
    value: float, standard_error: float, cuts: tuple[float, float]
) -> tuple[int, int]:
    """Return the bands in which the 80 % interval begins and ends."""
    low, high = interval(value, standard_error)
    return band(low, cuts), band(high, cuts)
