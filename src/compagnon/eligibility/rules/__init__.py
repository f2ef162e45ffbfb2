"""Eligibility as values: facts in, findings out. No query, no clock, no request."""

from .ages import age_on, anniversary
from .book import RuleBook
from .facts import Earlier, Facts
from .findings import Finding, Outcome, outcome_of, unmet
from .statute import findings_for

__all__ = [
    "Earlier",
    "Facts",
    "Finding",
    "Outcome",
    "RuleBook",
    "age_on",
    "anniversary",
    "findings_for",
    "outcome_of",
    "unmet",
]
