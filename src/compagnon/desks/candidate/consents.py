"""What a candidate agrees to, word for word, in each language.

The version of a text is made from its words: a changed text is a new consent.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from compagnon.programmes.declaration import Text


@dataclass(frozen=True)
class ConsentText:
    """One thing that is agreed to, on its own."""

    purpose: str
    label: Text
    words: Text
    is_required: bool = True

    @property
    def version(self) -> str:
        return hashlib.sha256(f"{self.words.en}\n{self.words.fr}".encode()).hexdigest()[
            :16
        ]


SELECTION = ConsentText(
    purpose="selection",
    label=Text(
        en="I agree that my answers are used to decide on this application.",
        fr="J’accepte que mes réponses servent à décider de cette candidature.",
    ),
    words=Text(
        en=(
            "What you write, upload and record here is read and rated by trained "
            "people, to decide on this application and for nothing else. Those who "
            "rate your answers do not see who you are. You can see, download and "
            "delete what we keep at any time, and take the application back without "
            "a reason. No decision is taken by a machine alone."
        ),
        fr=(
            "Ce que vous écrivez, déposez et enregistrez ici est lu et évalué par des "
            "personnes formées, pour décider de cette candidature, pour rien d’autre. "
            "Celles qui évaluent vos réponses ne voient pas qui vous êtes. Vous pouvez "
            "à tout moment voir, télécharger et effacer ce que nous conservons, et "
            "retirer la candidature sans donner de raison. Aucune décision n’est prise "
            "par une machine seule."
        ),
    ),
)

FAIR_USE = ConsentText(
    purpose="fair_use",
    label=Text(
        en="The answers will be my own.",
        fr="Les réponses seront les miennes.",
    ),
    words=Text(
        en=(
            "A dictionary, a calculator, paper, a screen reader and any aid you use in "
            "daily life are fine. Another person or a writing machine that answers in "
            "your place is not: it would be unfair to the others, and the final "
            "interview would not go well for you."
        ),
        fr=(
            "Un dictionnaire, une calculatrice, du papier, un lecteur d’écran et toute "
            "aide de votre vie quotidienne sont les bienvenus. Une autre personne ou "
            "une machine qui répond à votre place ne l’est pas : ce serait injuste "
            "envers les autres, et l’entretien final ne vous réussirait pas."
        ),
    ),
)

KEEP_IN_TOUCH = ConsentText(
    purpose="keep_in_touch",
    label=Text(
        en="Tell me about later openings (you can change your mind at any time).",
        fr=(
            "Prévenez-moi des prochaines offres (vous pouvez changer d’avis à tout "
            "moment)."
        ),
    ),
    words=Text(
        en="We write to you when a new season opens, at most four times a year.",
        fr=(
            "Nous vous écrivons à l’ouverture d’une nouvelle saison, quatre fois par "
            "an au plus."
        ),
    ),
    is_required=False,
)

CONSENTS = (SELECTION, FAIR_USE, KEEP_IN_TOUCH)
BY_PURPOSE = {consent.purpose: consent for consent in CONSENTS}
