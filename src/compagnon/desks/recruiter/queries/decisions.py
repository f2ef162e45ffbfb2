"""Decisions that are held, and the letters that would follow them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from compagnon.applications.models import Application, Decision
from compagnon.applications.rules import Verdict
from compagnon.journey.letters import filled
from compagnon.kit.paging import page_of
from compagnon.people.access import colleague_names
from compagnon.postings.models import Campaign
from compagnon.programmes.declaration import Declaration

from .cohort import steps_of
from .filters import held_decisions

SIZE = 50
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One held decision in the list."""

    number: int
    code: str
    url: str
    step: str
    verdict: str
    declines: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class HeldPage:
    """One page of held decisions."""

    rows: list[HeldRow]
    previous: str | None
    next: str | None
    passes: int
    declines: int

    @property
    def count(self) -> int:
        return self.passes + self.declines


@dataclass(frozen=True)
class Preview:
    """A letter that would be written, and to how many."""

    title: str
    count: int
    language: str
    subject: str
    body: str


@dataclass(frozen=True)
class Chosen:
    """An application that a batch would decide on."""

    code: str
    step_key: str
    step: str

    @property
    def value(self) -> str:
        return f"{self.code}:{self.step_key}"


def held_in(campaign: Campaign) -> QuerySet[Decision]:
    return held_decisions().filter(application__campaign=campaign)


def held_page(campaign: Campaign, *, cursor: str) -> HeldPage:
    """Four queries: the rows, the counts, the steps, the colleagues."""
    found = held_in(campaign).select_related("application")
    page = page_of(found, by="decided_at", size=SIZE, cursor=cursor)
    counts = Counter(held_in(campaign).values_list("verdict", flat=True))
    declaration = campaign.programme.declaration
    titles = {step.pk: str(step.declared.title) for step in steps_of(campaign)}
    names = colleague_names({one.decided_by_id for one in page.items})
    base = reverse("recruiter:application", args=["CODE"]).split("CODE")
    return HeldPage(
        rows=[
            HeldRow(
                number=one.pk,
                code=one.application.code,
                url=one.application.code.join(base),
                step=titles[one.step_id],
                verdict=str(Verdict(one.verdict).label),
                declines=one.verdict == Verdict.DECLINE,
                reason=_reason(declaration, one.reason_code),
                by=names.get(one.decided_by_id, _("A colleague")),
                at=one.decided_at,
            )
            for one in page.items
        ],
        previous=page.previous,
        next=page.next,
        passes=counts[Verdict.PASS],
        declines=counts[Verdict.DECLINE],
    )


def _reason(declaration: Declaration, code: str) -> str:
    words = declaration.decline_reasons.get(code)
    return str(words) if words else ""


def chosen_held(campaign: Campaign, numbers: Iterable[str]) -> list[Decision]:
    """Return the named held decisions; ``all``: the first 500. One query."""
    wanted = list(numbers)
    found = held_in(campaign).select_related("application__candidate", "step")
    if "all" not in wanted:
        found = found.filter(pk__in=[int(one) for one in wanted if one.isdecimal()])
    return list(found.order_by("decided_at", "pk")[:MOST_AT_ONCE])


def previews(campaign: Campaign, decisions: Sequence[Decision]) -> list[Preview]:
    """Return each letter that a release would write, with the name left open."""
    declaration = campaign.programme.declaration
    groups = Counter(
        (
            one.verdict,
            one.step.position,
            one.reason_code,
            one.application.candidate.language,
        )
        for one in decisions
    )
    return [
        _preview(declaration, *group, count=count)
        for group, count in sorted(groups.items())
    ]


def _preview(
    declaration: Declaration,
    verdict: str,
    position: int,
    reason_code: str,
    language: str,
    *,
    count: int,
) -> Preview:
    steps = declaration.steps
    declines = verdict == Verdict.DECLINE
    step = steps[position] if declines else steps[min(position + 1, len(steps) - 1)]
    mail = declaration.mails.get("declined" if declines else f"step_{step.key}")
    with translation.override(language):
        fields = {
            "programme": str(declaration.full_name),
            "step": str(step.title),
            "reason": _reason(declaration, reason_code),
        }
    title = Verdict.DECLINE.label if declines else _("Goes on to %s") % step.title
    return Preview(
        title=str(title),
        count=count,
        language=language,
        subject=filled(mail.subject.in_language(language), fields) if mail else "",
        body=filled(mail.body.in_language(language), fields) if mail else "",
    )


def chosen(found: QuerySet[Application], campaign: Campaign) -> list[Chosen]:
    """Return those of `found` that can be decided on, at most 500. Two queries."""
    titles = {step.pk: step for step in steps_of(campaign)}
    rows = found.values_list("code", "step_id")[:MOST_AT_ONCE]
    return [
        Chosen(code, titles[step].key, str(titles[step].declared.title))
        for code, step in rows
    ]
