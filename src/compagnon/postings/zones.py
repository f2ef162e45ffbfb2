"""Which time zone a place lies in, from its country and city. Pure."""

from functools import cache
from importlib import resources
from zoneinfo import available_timezones

from compagnon.kit.folding import fold

# The zone database lists a country's zones by geography; most people of these
# countries live by another one than the first.
PRIMARY = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "FM": "Pacific/Pohnpei",
    "KI": "Pacific/Tarawa",
    "PF": "Pacific/Tahiti",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
    "XK": "Europe/Belgrade",
}

# Cities where we expect boutiques, in countries with several zones, that give no zone
# its name.
CITIES = {
    ("AE", "abu dhabi"): "Asia/Dubai",
    ("AU", "gold coast"): "Australia/Brisbane",
    ("BR", "rio de janeiro"): "America/Sao_Paulo",
    ("CA", "calgary"): "America/Edmonton",
    ("ES", "las palmas"): "Atlantic/Canary",
    ("US", "dallas"): "America/Chicago",
    ("US", "honolulu"): "Pacific/Honolulu",
    ("US", "houston"): "America/Chicago",
    ("US", "las vegas"): "America/Los_Angeles",
    ("US", "san diego"): "America/Los_Angeles",
    ("US", "san francisco"): "America/Los_Angeles",
    ("US", "seattle"): "America/Los_Angeles",
}


def zone_of(country: str, city: str = "") -> str | None:
    """Return the IANA zone of a city, or the one most people of the country live by."""
    if found := CITIES.get((country, fold(city))):
        return found
    zones = _zones().get(country, [])
    for zone in zones:
        if city and fold(zone.rsplit("/", 1)[-1]) == fold(city):
            return zone
    return PRIMARY.get(country) or (zones[0] if zones else None)


@cache
def known() -> frozenset[str]:
    """All names of zones."""
    return frozenset(available_timezones())


@cache
def _zones() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    text = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, _coordinates, zone = line.split("\t")[:3]
            table.setdefault(country, []).append(zone)
    return table
