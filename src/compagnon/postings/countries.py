"""Country names in English and French, and their usual administrative spellings.

Pure. The names are those of the Unicode locale data that comes with babel.
"""

import re
from functools import cache

from babel import Locale

from compagnon.kit.folding import fold

# Spellings of French administrations that the locale data does not know.
ALIASES = {
    "birmanie": "MM",
    "congo": "CG",
    "republique du congo": "CG",
    "republique democratique congo": "CD",
    "republique democratique du congo": "CD",
    "congo rdc": "CD",
    "coree": "KR",
    "republique de coree": "KR",
    "coree du nord": "KP",
    "cote d ivoire": "CI",
    "emirats arabes unis": "AE",
    "etats unis": "US",
    "etats unis d amerique": "US",
    "grande bretagne": "GB",
    "guinee bissao": "GW",
    "hong kong": "HK",
    "macao": "MO",
    "macau": "MO",
    "macedoine": "MK",
    "republique tcheque": "CZ",
    "czech republic": "CZ",
    "russie federation de": "RU",
    "saint siege": "VA",
    "vatican": "VA",
    "salomon": "SB",
    "swaziland": "SZ",
    "taipei": "TW",
    "turkey": "TR",
    "uk": "GB",
    "uae": "AE",
    "usa": "US",
    "viet nam": "VN",
}

# Mainland France and its territories: no volunteer serves there.
FRENCH = frozenset(
    {"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF"}
)

# Territory codes of the locale data that name no country.
_NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
_INVERTED = re.compile(r"^(?P<name>[^(]+)\((?P<before>[^)]+)\)\s*$")


def iso2(name: str) -> str | None:
    """Return the ISO 3166-1 code of a country's name or code; None when unknown.

    Case, accents and punctuation do not matter; "SALOMON (ILES)" is read as
    "Îles Salomon".
    """
    code = name.strip().upper()
    if code in codes():
        return code
    found = _names().get(fold(name))
    inverted = _INVERTED.match(name.strip())
    if found is None and inverted:
        found = _names().get(fold(f"{inverted['before']} {inverted['name']}"))
    return found


@cache
def codes() -> frozenset[str]:
    """All country codes."""
    return frozenset(
        code
        for code in map(str, Locale("en").territories)
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    )


def name_of(code: str, language: str) -> str:
    """Return the country's name in a language, or its code where none is known."""
    return str(Locale(language[:2]).territories.get(code, code))


@cache
def _names() -> dict[str, str]:
    names = {
        fold(Locale(language).territories[code]): code
        for language in ("en", "fr")
        for code in codes()
    }
    return names | ALIASES
