"""Names, amounts and dates in the reader's language, from the CLDR."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_datetime, get_timezone_location
from babel.numbers import format_currency
from django.utils.translation import get_language
from django.utils.translation import gettext as _

FORMS = {
    "full": "EEE d MMM y, HH:mm",
    "date": "EEE d MMM y",
    "time": "HH:mm",
}


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def locale() -> Locale:
    """Return the CLDR data of the language that is active now."""
    return _locale(get_language() or "en")


def country_name(code: str) -> str:
    """Return a country's name for its ISO 3166 code; an unknown code stays itself."""
    return str(locale().territories.get(str(code).upper(), code))


def language_name(code: str) -> str:
    """Return a language's name for its ISO 639 code; an unknown code stays itself."""
    name = str(locale().languages.get(str(code).lower(), code))
    return name[:1].upper() + name[1:]


def euros(amount: Decimal | float) -> str:
    """Return an amount in euro; cents are shown only when there are any."""
    exact = round(Decimal(str(amount)), 2)
    pattern = locale().currency_formats["standard"].pattern
    if exact == exact.to_integral_value():
        pattern = pattern.replace(".00", "")
    return format_currency(
        exact, "EUR", format=pattern, locale=locale(), currency_digits=False
    )


def zone_words(moment: datetime) -> str:
    """Name the zone of an aware datetime as people do: by a city."""
    zone = str(getattr(moment.tzinfo, "key", "UTC"))
    if "/" not in zone or zone.startswith("Etc/"):
        return moment.tzname() or zone
    city = get_timezone_location(moment.tzinfo, locale=locale(), return_city=True)
    return _("%(city)s time") % {"city": city}


def date_words(moment: date, form: str = "full") -> str:
    """Return a date or an aware datetime in words, without its zone."""
    if isinstance(moment, datetime):
        return _written(moment.replace(tzinfo=None), FORMS[form], str(locale()))
    return _written(moment, FORMS["date"], str(locale()))


@lru_cache(maxsize=4096)
def _written(wall: date, pattern: str, language: str) -> str:
    """Write a wall time or a day; a page writes the same few many times."""
    if isinstance(wall, datetime):
        return format_datetime(wall, pattern, locale=language)
    return format_date(wall, pattern, locale=language)
