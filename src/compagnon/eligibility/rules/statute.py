"""The rules of the V.I.E. scheme. The words and numbers stand in the rule file.

Each function looks at facts that are all known and returns the outcome, the case in
the rule file, and the numbers of this person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .ages import age_on, anniversary, day_before, last_first_until
from .book import RuleBook, Value
from .facts import Earlier, Facts
from .findings import Finding, Outcome

Judged = tuple[Outcome, str, dict[str, Value]]
FILE_FROM_AGE = 18
FILE_BEFORE_AGE = 28
START_BY_BIRTHDAY = 29
DEFENCE_IDENTIFIER_BEFORE_AGE = 25
EXCEPTIONS = frozenset({Earlier.FORCE_MAJEURE, Earlier.COMPANY_BREACH})


def age_at_filing(facts: Facts, book: RuleBook) -> Judged:
    del book
    assert facts.birth_date
    assert facts.filing_date
    birthday = anniversary(facts.birth_date, FILE_BEFORE_AGE)
    values: dict[str, Value] = {
        "age": age_on(facts.birth_date, facts.filing_date),
        "filing_date": facts.filing_date,
        "first_day": anniversary(facts.birth_date, FILE_FROM_AGE),
        "birthday": birthday,
        "last_day": day_before(birthday),
    }
    if facts.filing_date >= birthday:
        return Outcome.FAIL, "too_old", values
    if facts.filing_date < anniversary(facts.birth_date, FILE_FROM_AGE):
        return Outcome.FAIL, "too_young", values
    return Outcome.PASS, "met", values


def latest_start(facts: Facts, book: RuleBook) -> Judged:
    del book
    assert facts.birth_date
    assert facts.starts_on
    birthday = anniversary(facts.birth_date, START_BY_BIRTHDAY)
    values: dict[str, Value] = {
        "starts_on": facts.starts_on,
        "birthday": birthday,
        "last_first": last_first_until(birthday),
    }
    if facts.starts_on > birthday:
        return Outcome.FAIL, "too_late", values
    return Outcome.PASS, "met", values


def start_on_first(facts: Facts, book: RuleBook) -> Judged:
    assert facts.starts_on
    values: dict[str, Value] = {"starts_on": facts.starts_on}
    if facts.starts_on.day != 1:
        return Outcome(book.settings.start_not_on_first), "other_day", values
    return Outcome.PASS, "met", values


def nationality(facts: Facts, book: RuleBook) -> Judged:
    assert facts.nationalities
    listed = [one for one in facts.nationalities if book.admits(one)]
    if listed:
        return Outcome.PASS, "met", {"country": listed[0]}
    return Outcome.FAIL, "not_listed", {"country": ",".join(facts.nationalities)}


def national_service(facts: Facts, book: RuleBook) -> Judged:
    del book
    if not facts.service_in_order:
        return Outcome.FAIL, "not_in_order", {}
    if "FR" not in (facts.nationalities or ()):
        return Outcome.PASS, "other_state", {}
    day = facts.filing_date
    is_young = (
        facts.birth_date is not None
        and day is not None
        and day < anniversary(facts.birth_date, DEFENCE_IDENTIFIER_BEFORE_AGE)
    )
    return Outcome.PASS, "french_under_25" if is_young else "french_from_25", {}


def civic_rights(facts: Facts, book: RuleBook) -> Judged:
    del book
    return _declared(is_met=bool(facts.has_civic_rights))


def criminal_record(facts: Facts, book: RuleBook) -> Judged:
    del book
    return _declared(is_met=bool(facts.has_clean_record))


def exclusive(facts: Facts, book: RuleBook) -> Judged:
    del book
    return _declared(is_met=bool(facts.leaves_other_work))


def _declared(*, is_met: bool) -> Judged:
    return (Outcome.PASS, "met", {}) if is_met else (Outcome.FAIL, "unmet", {})


def one_mission(facts: Facts, book: RuleBook) -> Judged:
    del book
    if facts.earlier is Earlier.NONE:
        return Outcome.PASS, "first", {}
    values: dict[str, Value] = {"earlier_months": facts.earlier_months}
    if facts.earlier in EXCEPTIONS:
        return Outcome.PASS, "excepted", values
    return Outcome.FAIL, "second", values


def outside_france(facts: Facts, book: RuleBook) -> Judged:
    assert facts.destination
    values: dict[str, Value] = {"country": facts.destination}
    if facts.destination in book.lists.france:
        return Outcome.FAIL, "in_france", values
    return Outcome.PASS, "met", values


def own_country(facts: Facts, book: RuleBook) -> Judged:
    del book
    assert facts.destination
    assert facts.nationalities
    values: dict[str, Value] = {"country": facts.destination}
    if facts.destination in facts.nationalities:
        return Outcome.WARN, "own", values
    if facts.destination == facts.residence:
        return Outcome.WARN, "residence", values
    return Outcome.PASS, "met", values


def duration(facts: Facts, book: RuleBook) -> Judged:
    assert facts.months is not None
    least, most = book.settings.minimum_months, book.settings.maximum_months
    values: dict[str, Value] = {
        "months": facts.months,
        "minimum": least,
        "maximum": most,
    }
    if facts.months < least:
        return Outcome.FAIL, "too_short", values
    if facts.months > most:
        return Outcome.FAIL, "too_long", values
    return Outcome.PASS, "met", values


def maison_duration(facts: Facts, book: RuleBook) -> Judged:
    assert facts.months is not None
    least = book.settings.maison_minimum_months
    values: dict[str, Value] = {"months": facts.months, "minimum": least}
    if facts.months < least:
        return Outcome(book.settings.below_maison_minimum), "too_short", values
    return Outcome.PASS, "met", values


def total_duration(facts: Facts, book: RuleBook) -> Judged:
    assert facts.months is not None
    total, most = facts.earlier_months + facts.months, book.settings.maximum_months
    values: dict[str, Value] = {
        "earlier_months": facts.earlier_months,
        "months": facts.months,
        "total": total,
        "maximum": most,
    }
    if total > most:
        return Outcome.FAIL, "too_long", values
    return Outcome.PASS, "met", values


def work_right(facts: Facts, book: RuleBook) -> Judged:
    assert facts.destination
    assert facts.nationalities
    values: dict[str, Value] = {"country": facts.destination}
    if facts.destination in facts.nationalities:
        return Outcome.PASS, "own", values
    if book.works_freely(facts.nationalities, facts.destination):
        return Outcome.PASS, "free", values
    return Outcome.PASS, "permit", values


@dataclass(frozen=True)
class Rule:
    """The facts that a rule needs, and how it judges them."""

    needs: tuple[str, ...]
    judge: Callable[[Facts, RuleBook], Judged]


RULES: dict[str, Rule] = {
    "E1": Rule(("birth_date", "filing_date"), age_at_filing),
    "E2": Rule(("birth_date", "starts_on"), latest_start),
    "E3": Rule(("starts_on",), start_on_first),
    "E4": Rule(("nationalities",), nationality),
    "E6": Rule(("service_in_order",), national_service),
    "E7": Rule(("has_civic_rights",), civic_rights),
    "E8": Rule(("has_clean_record",), criminal_record),
    "E10": Rule(("leaves_other_work",), exclusive),
    "E11": Rule(("earlier",), one_mission),
    "D1": Rule(("months",), duration),
    "D1-MAISON": Rule(("months",), maison_duration),
    "D2": Rule(("months", "earlier"), total_duration),
    "E14": Rule(("destination",), outside_france),
    "E15": Rule(("destination", "nationalities"), own_country),
    "W1": Rule(("destination", "nationalities"), work_right),
}


def findings_for(facts: Facts, book: RuleBook) -> list[Finding]:
    """Return what each rule says about `facts`, in the order of the table."""
    return [
        _finding(_named(name, facts, book), rule, facts, book)
        for name, rule in RULES.items()
        if _concerns(name, facts)
    ]


def _concerns(name: str, facts: Facts) -> bool:
    """The total of two missions concerns only who may have a second one."""
    return name != "D2" or facts.earlier in EXCEPTIONS


def _named(name: str, facts: Facts, book: RuleBook) -> str:
    """E5 is E4 for the nationals of states that many take for members."""
    theirs = facts.nationalities or ()
    is_near = bool(set(theirs) & set(book.lists.near_misses))
    if name == "E4" and is_near and not any(book.admits(one) for one in theirs):
        return "E5"
    return name


def _finding(name: str, rule: Rule, facts: Facts, book: RuleBook) -> Finding:
    missing = [need for need in rule.needs if getattr(facts, need) in {None, "", ()}]
    if missing:
        outcome, reason = Outcome.ASK, book.asked(missing)
    else:
        outcome, case, values = rule.judge(facts, book)
        reason = book.case(name, case, values)
    text = book.rules[name]
    return Finding(
        rule=name,
        outcome=outcome,
        title=text.title,
        text=text.text,
        reason=reason,
        sources=tuple(book.sources_of(name)),
        is_hint=text.is_hint,
    )
