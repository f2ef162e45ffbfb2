"""Who may see the pages of the assessments."""

from typing import Any

from tests.assessments.worlds import a_sitting

ACCESS = {
    "assessments:home": "candidate",
    "assessments:intro": "candidate",
    "assessments:item": "candidate",
    "assessments:done": "candidate",
}


def kwargs(world: Any) -> dict[str, dict[str, str]]:
    """A sitting that has begun: were its owner let in, each page would answer."""
    sitting = a_sitting("preferences")
    code = {"code": sitting.application.code}
    instrument = code | {"instrument": "preferences"}
    return {
        "assessments:home": code,
        "assessments:intro": instrument,
        "assessments:item": instrument,
        "assessments:done": instrument,
    }
