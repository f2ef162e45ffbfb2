"""Words as a search compares them."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the words of `text` in lower case, without accents and punctuation.

    >>> fold("Côte d’Ivoire (œuvre)")
    'cote d ivoire oeuvre'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_WORD.findall(plain))
