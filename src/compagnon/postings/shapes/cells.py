"""What stands in one cell. Each function returns a value or adds a fault. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from compagnon.postings.countries import iso2
from compagnon.postings.rules import date_said
from compagnon.postings.tables import Record
from compagnon.postings.terms import Fault


def country(record: Record, name: str, faults: list[Fault]) -> str:
    found = iso2(record[name])
    if found is None:
        words = _("“%(name)s” is no country that we know.")
        faults.append(Fault(name, words % {"name": record[name]}))
    return found or ""


def whole_number(record: Record, name: str, faults: list[Fault]) -> int | None:
    """Return a whole number, None where the cell is empty."""
    said = record.get(name, "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= 6):
        words = _("“%(said)s” is not a whole number.")
        faults.append(Fault(name, words % {"said": said}))
        return None
    return int(said)


def day(record: Record, name: str, today: date, faults: list[Fault]) -> date | None:
    """Return a date, None where the cell is empty."""
    said = record.get(name, "")
    if not said:
        return None
    try:
        return date_said(said, today)
    except (ValueError, OverflowError):
        words = _("“%(said)s” is not a date such as 2027-09-01.")
        faults.append(Fault(name, words % {"said": said}))
        return None


def amount(record: Record, name: str, faults: list[Fault]) -> Decimal | None:
    """Return an amount in euro, None where the cell is empty."""
    said = record.get(name, "")
    if not said:
        return None
    try:
        value = Decimal(said)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value != round(value, 2):
        words = _("“%(said)s” is not an amount such as 2746.98.")
        faults.append(Fault(name, words % {"said": said}))
        return None
    return value.quantize(Decimal("0.01"))


def needed(value: object, record: Record, name: str, faults: list[Fault]) -> None:
    """Add a fault where the cell is empty."""
    if value is None and not record.get(name, ""):
        faults.append(Fault(name, _("The cell is empty.")))
