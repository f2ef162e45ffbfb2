"""Let go of what has been kept long enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from compagnon.applications import operations as applications
from compagnon.applications.models import Application
from compagnon.applications.rules import Kind as EventKind
from compagnon.applications.rules import Status
from compagnon.interviews.models import Take
from compagnon.people.models import Consent, Disclosure, Grant, Identity, Person
from compagnon.placements.models import Placement
from compagnon.privacy.errors import ErasureRefusedError
from compagnon.privacy.models import RetentionRule
from compagnon.privacy.queries import cutoffs
from compagnon.privacy.rules import KEEP_IN_TOUCH, MOST_A_NIGHT, ErasureReason, Kind

from .erasing import clear_application, clear_takes, erase

CLOSED = (Status.DECLINED, Status.WITHDRAWN, Status.LAPSED, Status.TURNED_DOWN)
CLOSING = (
    EventKind.DECLINED,
    EventKind.WITHDRAWN,
    EventKind.LAPSED,
    EventKind.OFFER_TURNED_DOWN,
    EventKind.OFFER_ACCEPTED,
)


@dataclass(frozen=True)
class RetentionLine:
    """How much one rule lets go of, and the first few by code."""

    kind: Kind
    cutoff: datetime
    count: int
    codes: list[str]

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.codes) if self.codes else 0


@dataclass(frozen=True)
class RetentionReport:
    """What a round lets go of, or would."""

    lines: list[RetentionLine]

    @property
    def total(self) -> int:
        return sum(line.count for line in self.lines)


def change_rule(
    kind: Kind, *, months: int, actor: Person, now: datetime | None = None
) -> RetentionRule:
    """Keep one kind of data for another number of months."""
    rule, _is_new = RetentionRule.objects.update_or_create(
        kind=kind,
        defaults={
            "months": months,
            "changed_by": actor,
            "changed_at": now or timezone.now(),
        },
    )
    return rule


def apply_retention(
    now: datetime, *, dry_run: bool, limit: int = MOST_A_NIGHT
) -> RetentionReport:
    """Let go of what is older than its rule says; with `dry_run` only say what would.

    Each kind takes `limit` rows at most; the rest waits for the next night.
    """
    before = cutoffs(now)
    lines = []
    for kind, (rows, let_go) in ROUNDS.items():
        due = rows(before)
        codes = list(due.values_list(CODES.get(kind, "code"), flat=True)[:12])
        if dry_run:
            lines.append(RetentionLine(kind, before[kind], due.count(), codes))
            continue
        keys = list(due.values_list("pk", flat=True)[:limit])
        count = let_go(due.model._default_manager.filter(pk__in=keys), now)  # noqa: SLF001
        lines.append(RetentionLine(kind, before[kind], count, codes))
    return RetentionReport(lines)


Before = dict[Kind, datetime]


def _ended(
    before: datetime, statuses: Sequence[Status], *kinds: EventKind
) -> QuerySet[Application]:
    """Applications that still hold content and ended, by an event of `kinds`."""
    last = Max("events__happened_at", filter=Q(events__kind__in=kinds))
    return (
        Application.objects.filter(clearing=None, status__in=statuses)
        .annotate(ended=last)
        .filter(ended__lt=before)
        .order_by("pk")
    )


def _drafts(before: Before) -> QuerySet[Application]:
    return (
        Application.objects.filter(
            clearing=None,
            step__position=0,
            status__in=[Status.OPEN, Status.LAPSED, Status.WITHDRAWN],
        )
        .annotate(
            touched=Max("events__happened_at"), written=Max("statements__saved_at")
        )
        .filter(touched__lt=before[Kind.DRAFTS])
        .filter(Q(written=None) | Q(written__lt=before[Kind.DRAFTS]))
        .order_by("pk")
    )


def _closed(before: Before) -> QuerySet[Application]:
    return _ended(before[Kind.CLOSED], CLOSED, *CLOSING)


def _hired(before: Before) -> QuerySet[Application]:
    return _ended(before[Kind.HIRED], [Status.HIRED], EventKind.OFFER_ACCEPTED)


def _with_takes(before: Before) -> QuerySet[Application]:
    ended = _ended(before[Kind.TAKES], [*CLOSED, Status.HIRED], *CLOSING)
    takes = Take.objects.filter(interview__application=OuterRef("pk"))
    return ended.filter(Exists(takes))


def _empty_accounts(before: Before) -> QuerySet[Person]:
    """People of whom nothing is kept any more but who they are.

    Staff, those with a placement and those who wish to hear of later openings stay.
    """
    mine = {"person": OuterRef("pk")}
    return (
        Person.objects.filter(Exists(Identity.objects.filter(**mine)), erased_at=None)
        .annotate(last_seen=Coalesce(F("last_login"), F("created_at")))
        .filter(last_seen__lt=before[Kind.ACCOUNTS])
        .exclude(
            Exists(Application.objects.filter(candidate=OuterRef("pk"), clearing=None))
        )
        .exclude(Exists(Grant.objects.filter(**mine)))
        .exclude(Exists(Placement.objects.filter(**mine)))
        .exclude(
            Exists(
                Consent.objects.filter(**mine, purpose=KEEP_IN_TOUCH, withdrawn_at=None)
            )
        )
        .order_by("pk")
    )


def _disclosures(before: Before) -> QuerySet[Disclosure]:
    return Disclosure.objects.filter(happened_at__lt=before[Kind.DISCLOSURES]).order_by(
        "pk"
    )


def _clear(rows: QuerySet[Application], now: datetime) -> int:
    for application in rows.select_related("step", "campaign"):
        if application.is_active:
            applications.lapse(application, now=now)
        clear_application(application, now=now)
    return len(rows)


def _clear_takes(rows: QuerySet[Application], now: datetime) -> int:
    del now
    return sum(clear_takes(application) > 0 for application in rows)


def _erase(rows: QuerySet[Person], now: datetime) -> int:
    count = 0
    for person in rows:
        try:
            erase(person, actor=None, reason=ErasureReason.RETENTION, now=now)
        except ErasureRefusedError:
            continue  # they are somebody's manager or buddy: kept until they are not
        count += 1
    return count


def _delete(rows: QuerySet[Disclosure], now: datetime) -> int:
    del now
    return rows.delete()[0]


# In this order: an account is let go of once its last application is empty.
ROUNDS: dict[Kind, tuple[Callable[[Before], QuerySet], Callable[..., int]]] = {  # type: ignore[type-arg]
    Kind.DRAFTS: (_drafts, _clear),
    Kind.CLOSED: (_closed, _clear),
    Kind.HIRED: (_hired, _clear),
    Kind.TAKES: (_with_takes, _clear_takes),
    Kind.ACCOUNTS: (_empty_accounts, _erase),
    Kind.DISCLOSURES: (_disclosures, _delete),
}
CODES = {Kind.DISCLOSURES: "subject__code"}
