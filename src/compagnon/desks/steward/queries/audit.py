"""Who saw whose data, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compagnon.kit.paging import page_of
from compagnon.people.access import colleague_names
from compagnon.people.models import Disclosure

SIZE = 50
# What the contexts write down, in words. A word that is not here is shown as it is.
WHATS = {
    "identity": _("Name and contact"),
    "address": _("E-mail address"),
    "document": _("Document"),
    "resume": _("Résumé"),
    "export": _("Everything (request for access)"),
}


@dataclass(frozen=True)
class AuditFilter:
    """What the audit is narrowed to; empty means all."""

    reader: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def query(self) -> str:
        """The filter as the query of an address, for the links to other pages."""
        values = {
            "reader": self.reader,
            "subject": self.subject,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }
        return urlencode({name: value for name, value in values.items() if value})

    def condition(self) -> Q:
        """The filter as the database reads it; days are those of the reader's zone."""
        wanted = Q()
        if self.reader:
            wanted &= Q(reader__code=self.reader)
        if self.subject:
            wanted &= Q(subject__code=self.subject) | Q(
                subject__applications__code=self.subject
            )
        if self.since:
            wanted &= Q(happened_at__gte=_start(self.since))
        if self.until:
            wanted &= Q(happened_at__lt=_start(self.until + timedelta(days=1)))
        return wanted


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware here


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One look into somebody's data."""

    at: datetime
    reader: str
    reader_name: str
    subject: str
    what: str
    reason: str


@dataclass(frozen=True)
class Audit:
    """One page of the audit."""

    rows: list[AuditRow]
    query: str
    previous: str | None
    next: str | None


def audit(wanted: AuditFilter, cursor: str) -> Audit:
    """Return one page, the latest first. Two queries."""
    found = Disclosure.objects.filter(wanted.condition()).select_related(
        "reader", "subject"
    )
    page = page_of(found, by="-happened_at", size=SIZE, cursor=cursor)
    names = colleague_names({one.reader_id for one in page.items})
    return Audit(
        rows=[
            AuditRow(
                at=one.happened_at,
                reader=one.reader.code,
                reader_name=names.get(one.reader_id, ""),
                subject=one.subject.code,
                what=str(WHATS.get(one.what, one.what)),
                reason=one.reason,
            )
            for one in page.items
        ],
        query=wanted.query,
        previous=page.previous,
        next=page.next,
    )
