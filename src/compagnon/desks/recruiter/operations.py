"""Acts of a recruiter that touch more than one context, or many applications."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import batched

from django.db import transaction
from django.utils.translation import gettext as _

from compagnon.applications import operations as applications
from compagnon.applications.errors import ApplicationError, MoveRefusedError
from compagnon.applications.models import Application, Decision, Document
from compagnon.applications.rules import Kind, Verdict
from compagnon.people import access as vault
from compagnon.people.models import Identity, Person
from compagnon.postings.models import Campaign

MOST_AT_ONCE = 500
TOGETHER = 25


@dataclass
class Report:
    """What became of each of many: what was done, and what was not and why."""

    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.refused


def _for_each(rows: Iterable[tuple[str, Callable[[], object]]]) -> Report:
    """Do each on its own; one that is refused stops no other and leaves no trace.

    Each has a savepoint, and some share a commit: a disk that must be sure 500 times
    is what such a batch would wait for.
    """
    report = Report()
    for some in batched(rows, TOGETHER, strict=False):
        with transaction.atomic():
            for code, act in some:
                _try(code, act, report)
    return report


def _try(code: str, act: Callable[[], object], report: Report) -> None:
    try:
        with transaction.atomic():
            act()
    except ApplicationError as refusal:
        report.refused.append((code, str(refusal)))
    else:
        report.done.append(code)


def decide_for_one(
    application: Application,
    *,
    at: str,
    actor: Person,
    verdict: Verdict,
    reason: str,
    reason_code: str = "",
    release: bool = False,
    now: datetime | None = None,
) -> None:
    """Hold a verdict on the step `at`, or announce it at once.

    Raises `MoveRefusedError` where the application stands elsewhere by now: the verdict
    was on what the page showed.
    """
    if application.step.key != at:
        raise MoveRefusedError(_("It has moved to another step since you looked."))
    with transaction.atomic():
        decision = applications.decide(
            application,
            actor=actor,
            verdict=verdict,
            reason=reason,
            reason_code=reason_code,
            now=now,
        )
        if release:
            applications.release(decision, actor=actor, now=now)


def decide_for_many(
    found: Iterable[tuple[Application, str]],
    *,
    actor: Person,
    verdict: Verdict,
    reason: str,
    reason_code: str = "",
    release: bool = False,
    now: datetime | None = None,
) -> Report:
    """Hold one verdict for many; with each comes the step where the page saw it."""
    decide = partial(
        decide_for_one,
        actor=actor,
        verdict=verdict,
        reason=reason,
        reason_code=reason_code,
        release=release,
        now=now,
    )
    return _for_each((one.code, partial(decide, one, at=at)) for one, at in found)


def retract_held(
    application: Application,
    *,
    actor: Person,
    reason: str = "",
    now: datetime | None = None,
) -> None:
    """Take back the decision that is held, or say that there is none."""
    held = application.decisions.filter(released_at=None, retracted_at=None).first()
    if held is None:
        raise MoveRefusedError(_("No decision is held any more."))
    applications.retract(held, actor=actor, reason=reason, now=now)


def release_many(
    decisions: Iterable[Decision], *, actor: Person, now: datetime | None = None
) -> Report:
    """Announce held decisions together."""
    release = partial(applications.release, actor=actor, now=now)
    return _for_each((one.application.code, partial(release, one)) for one in decisions)


def retract_many(
    decisions: Iterable[Decision],
    *,
    actor: Person,
    reason: str = "",
    now: datetime | None = None,
) -> Report:
    """Take held decisions back before anybody has heard of them."""
    retract = partial(applications.retract, actor=actor, reason=reason, now=now)
    return _for_each((one.application.code, partial(retract, one)) for one in decisions)


@transaction.atomic
def reveal(
    application: Application, *, actor: Person, reason: str, now: datetime | None = None
) -> Identity:
    """Open the vault for one candidate; the application's file says who did and why."""
    identity = vault.reveal_identity(
        application.candidate, reader=actor, reason=reason, now=now
    )
    applications.record(
        application, Kind.REVEALED, actor=actor, reason=reason.strip(), now=now
    )
    return identity


def find_by_address(
    address: str, *, campaign: Campaign, reader: Person, now: datetime | None = None
) -> Application | None:
    """Return the application of whoever has this very address, and write it down."""
    person = vault.find_by_address(
        address,
        among=Person.objects.filter(applications__campaign=campaign),
        reader=reader,
        now=now,
    )
    if person is None:
        return None
    return Application.objects.get(candidate=person, campaign=campaign)


@transaction.atomic
def open_document(
    document: Document, *, actor: Person, now: datetime | None = None
) -> None:
    """Write down that a file which may tell who somebody is was read."""
    vault.write_disclosure(
        document.application.candidate,
        reader=actor,
        what=document.purpose,
        reason=_("Read for the selection"),
        now=now,
    )


def picked(campaign: Campaign, picks: Iterable[str]) -> list[tuple[Application, str]]:
    """Return the applications of `picks` (``CODE:step``) with those steps. One query.

    A code of another campaign is left out: its page was never shown here.
    """
    steps = {}
    for pick in list(picks)[:MOST_AT_ONCE]:
        code, _colon, key = pick.partition(":")
        steps[code] = key
    found = (
        Application.objects.filter(campaign=campaign, code__in=steps)
        .select_related("step")
        .order_by("pk")
    )
    rows = []
    for one in found:
        # One parsed programme for all instead of one for each row.
        one.campaign = campaign
        one.step.programme = campaign.programme
        rows.append((one, steps[one.code]))
    return rows
