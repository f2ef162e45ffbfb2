"""The step kind of assessments."""

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from compagnon.programmes.declaration import Declared, Slug
from compagnon.programmes.steps import StepKind


class InstrumentUse(Declared):
    """One instrument in one version, within a step."""

    key: Slug
    version: int = 1
    minutes: int


class AssessmentsSettings(Declared):
    """Which instruments a candidate meets. All are to be done, in any order."""

    instruments: list[InstrumentUse] = Field(min_length=1)
    # Below this score (0 to 1) a person looks before anybody decides. Never a cut.
    look_below: float | None = None


class AssessmentsStep(StepKind):
    """A set of short tasks."""

    key = "assessments"
    title = _("Assessments")
    candidate_page = "assessments:home"
    Settings = AssessmentsSettings
