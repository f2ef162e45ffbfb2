"""The step kind of the offer."""

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from compagnon.programmes.declaration import Declared, FilledText
from compagnon.programmes.steps import StepKind


class LetterText(FilledText):
    """Words of a letter, with the terms of one offer."""

    fields = frozenset(
        {
            "name",
            "opening",
            "place",
            "city",
            "country",
            "starts_on",
            "ends_on",
            "duration",
            "allowance",
            "answer_by",
        }
    )


class OfferSettings(Declared):
    """The letter and how long it can be answered.

    `letter` is a list of paragraphs; fields in braces are filled from the terms:
    ``{name}``, ``{opening}``, ``{place}``, ``{city}``, ``{country}``, ``{starts_on}``,
    ``{ends_on}``, ``{duration}``, ``{allowance}``, ``{answer_by}``.
    """

    letter: list[LetterText] = Field(min_length=1)
    conditions: list[LetterText] = []
    answer_days: int = Field(default=10, ge=1)


class OfferStep(StepKind):
    """Staff propose terms; the candidate accepts or turns them down."""

    key = "offer"
    title = _("Offer")
    candidate_page = "offers:answer"
    ends_path = True
    mails = (
        "offered",
        "offer_accepted",
        "offer_turned_down",
        "offer_taken_back",
    )
    Settings = OfferSettings
