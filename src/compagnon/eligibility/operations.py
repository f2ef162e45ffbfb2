"""The only writers of eligibility checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications import operations as applications
from compagnon.applications.models import Application
from compagnon.applications.rules import FlagReason
from compagnon.people.models import Person
from compagnon.people.vault import keep_statutory_facts
from compagnon.postings.models import Opening

from .errors import NotAtStepError, NotEligibleError
from .models import EligibilityCheck
from .queries import all_chosen, chosen, facts_of, from_vault, with_opening
from .reading import rule_book
from .rules import Earlier, Facts, Finding, Outcome, findings_for, outcome_of, unmet
from .steps import EligibilityStep

# The file is deposited in France: its calendar says which day it is.
FILED_IN = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Declared:
    """What a candidate declares, apart from what goes to the vault."""

    earlier: str
    earlier_months: int
    residence: str
    service_in_order: bool
    has_civic_rights: bool
    has_clean_record: bool
    leaves_other_work: bool

    def facts(self) -> Facts:
        return Facts(**{**vars(self), "earlier": Earlier(self.earlier)})


@transaction.atomic
def check(
    application: Application,
    *,
    birth_date: date,
    nationalities: Sequence[str],
    declared: Declared,
    actor: Person,
    now: datetime | None = None,
) -> EligibilityCheck:
    """Check the application, and pass the step where no rule is unmet.

    An unmet rule declines nobody: the step stays open, so that a slip can be mended.
    What needs a person's look raises a flag. Raises `NotAtStepError`.
    """
    now = now or timezone.now()
    if application.step.kind != EligibilityStep.key or not application.is_active:
        raise NotAtStepError(_("The eligibility check is not open at the moment."))
    keep_statutory_facts(
        actor, birth_date=birth_date, nationalities=nationalities, actor=actor
    )
    facts = replace(
        declared.facts(),
        birth_date=birth_date,
        nationalities=tuple(nationalities),
        filing_date=now.astimezone(FILED_IN).date(),
    )
    facts = with_opening(facts, chosen(application))
    kept, findings = _keep(application, facts, now=now)
    if kept.outcome != Outcome.FAIL:
        _flag_if_needed(application, findings, now=now)
        codes = {"rules": kept.rules_version, "findings": _outcomes(findings)}
        at = application.step.key
        applications.pass_step(application, actor=actor, at=at, codes=codes, now=now)
    return kept


@transaction.atomic
def check_again(
    application: Application, *, actor: Person, now: datetime | None = None
) -> EligibilityCheck | None:
    """Check once more where the chosen mission is another than the one checked.

    Nothing happens where the application was never checked. Raises `NotEligibleError`
    with the rules that the new opening does not meet, and then has changed nothing.
    """
    del actor
    now = now or timezone.now()
    last = application.eligibility_checks.first()
    if last is None:
        return None
    person = replace(facts_of(last), **from_vault(application.candidate))
    openings = all_chosen(application)
    for opening in openings:
        _refuse_unmet(with_opening(person, opening), opening)
    facts = with_opening(person, openings[0] if openings else None)
    if facts == person:
        return last
    kept, findings = _keep(application, facts, now=now)
    _flag_if_needed(application, findings, now=now)
    return kept


def _refuse_unmet(facts: Facts, opening: Opening) -> None:
    if failed := unmet(findings_for(facts, rule_book())):
        reasons = " ".join(f"{one.title}: {one.reason}" for one in failed)
        message = _("You are not eligible for “%(opening)s”. %(reasons)s")
        raise NotEligibleError(message % {"opening": opening, "reasons": reasons})


def _keep(
    application: Application, facts: Facts, *, now: datetime
) -> tuple[EligibilityCheck, list[Finding]]:
    book = rule_book()
    findings = findings_for(facts, book)
    values = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in vars(facts).items()
        if name not in {"birth_date", "nationalities"}
    }
    kept = EligibilityCheck.objects.create(
        application=application,
        facts=values,
        findings=[{"rule": one.rule, "outcome": one.outcome.value} for one in findings],
        outcome=outcome_of(findings),
        rules_version=book.version,
        checked_at=now,
    )
    return kept, findings


def _outcomes(findings: Sequence[Finding]) -> dict[str, str]:
    return {one.rule: one.outcome.value for one in findings}


def _flag_if_needed(
    application: Application, findings: Sequence[Finding], *, now: datetime
) -> None:
    """A warning needs a person. A question waits for the opening to be chosen."""
    if any(one.outcome is Outcome.WARN for one in findings):
        applications.flag(application, reason=FlagReason.ELIGIBILITY, now=now)
