"""The one table of step kinds. A new kind is a class and a line here."""

from compagnon.assessments.steps import AssessmentsStep
from compagnon.eligibility.steps import EligibilityStep, FormStep
from compagnon.finals.steps import FinalStep, TaskStep
from compagnon.interviews.steps import OnDemandStep
from compagnon.offers.steps import OfferStep
from compagnon.programmes.steps import StepKind
from compagnon.ratings.steps import ReviewStep

STEP_KINDS: dict[str, type[StepKind]] = {
    kind.key: kind
    for kind in (
        EligibilityStep,
        FormStep,
        AssessmentsStep,
        OnDemandStep,
        ReviewStep,
        FinalStep,
        TaskStep,
        OfferStep,
    )
}
