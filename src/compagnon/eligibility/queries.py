"""Eligibility, read for its pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from compagnon.applications.models import Application
from compagnon.people.access import own_identity
from compagnon.people.models import Person
from compagnon.postings.models import Opening

from .models import EligibilityCheck
from .reading import rule_book
from .rules import Earlier, Facts, Finding, Outcome, RuleBook, findings_for, outcome_of
from .rules.book import Destination, Later, Source


@dataclass(frozen=True)
class Result:
    """What the rules say, with what a page shows around it."""

    findings: list[Finding]
    outcome: Outcome
    book: RuleBook
    note: Destination | None
    checked_at: datetime | None = None

    @property
    def later(self) -> list[tuple[Later, Source]]:
        return [(one, self.book.sources[one.source]) for one in self.book.later]

    @property
    def ordered(self) -> list[Finding]:
        """What asks for attention first."""
        order = [Outcome.FAIL, Outcome.WARN, Outcome.ASK, Outcome.PASS]
        return sorted(self.findings, key=lambda finding: order.index(finding.outcome))

    @property
    def is_met(self) -> bool:
        return self.outcome is not Outcome.FAIL


def result_for(facts: Facts, checked_at: datetime | None = None) -> Result:
    """Return what the rules say about `facts`. No query."""
    book = rule_book()
    findings = findings_for(facts, book)
    note = book.destinations.get(facts.destination or "")
    return Result(findings, outcome_of(findings), book, note, checked_at)


def last_result(application: Application) -> Result | None:
    """Return the last check in the candidate's words, or None. Two queries."""
    last = application.eligibility_checks.first()
    if last is None:
        return None
    facts = replace(facts_of(last), **from_vault(application.candidate))
    return result_for(facts, last.checked_at)


@dataclass(frozen=True)
class OutcomeLine:
    """One rule of a check as staff see it: no word that tells who somebody is."""

    rule: str
    title: str
    outcome: str
    label: str


def outcomes_of(application: Application) -> list[OutcomeLine]:
    """Return the outcomes of the last check, without personal numbers. One query."""
    last = application.eligibility_checks.first()
    if last is None:
        return []
    rules = rule_book().rules
    return [
        OutcomeLine(
            rule=one["rule"],
            title=str(rules[one["rule"]].title)
            if one["rule"] in rules
            else one["rule"],
            outcome=one["outcome"],
            label=str(Outcome(one["outcome"]).label),
        )
        for one in last.findings
    ]


def all_chosen(application: Application) -> list[Opening]:
    """Return the openings of the choices, best first. One query."""
    choices = application.choices.select_related("opening__place")
    return [choice.opening for choice in choices]


def chosen(application: Application) -> Opening | None:
    """Return the opening of the first choice. One query."""
    return next(iter(all_chosen(application)), None)


def published(code: str) -> Opening | None:
    """Return a published opening, or None. At most one query."""
    if not code:
        return None
    return Opening.objects.published().select_related("place").filter(code=code).first()


def with_opening(facts: Facts, opening: Opening | None) -> Facts:
    """Return the facts with the mission that the opening offers."""
    if opening is None:
        return facts
    return replace(
        facts,
        starts_on=opening.starts_on,
        months=opening.duration_months,
        destination=opening.place.country,
    )


def facts_of(check: EligibilityCheck) -> Facts:
    """Return the facts of a check, without those in the vault."""
    values: dict[str, Any] = dict(check.facts)
    for name in ("filing_date", "starts_on"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    values["earlier"] = Earlier(values["earlier"]) if values["earlier"] else None
    return Facts(**values)


def from_vault(person: Person) -> dict[str, Any]:
    """Return the facts that the vault holds. One query."""
    identity = own_identity(person)
    return {
        "birth_date": identity.birth_date,
        "nationalities": tuple(identity.nationalities),
    }
