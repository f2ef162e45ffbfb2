"""The outbox: letters that wait, went, or could not go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.urls import reverse

from compagnon.applications.models import Application
from compagnon.journey.models import Letter
from compagnon.kit.paging import page_of

State = Letter.State
SIZE = 50
WAITING = (State.HELD, State.READY, State.FAILED)


@dataclass(frozen=True)
class StateTab:
    """One heap of the outbox."""

    state: str
    title: str
    # None where nobody counts: what went grows for ever.
    count: int | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter in a list."""

    number: int
    url: str
    subject: str
    application: str
    language: str
    state: str
    at: datetime
    error: str


@dataclass(frozen=True)
class Outbox:
    """One page of one heap."""

    state: str
    tabs: list[StateTab]
    rows: list[LetterRow]
    previous: str | None
    next: str | None

    @property
    def query(self) -> str:
        return f"state={self.state}"


def outbox(letters: QuerySet[Letter], *, state: str, cursor: str) -> Outbox:
    """Two queries: what waits, counted, and one page of the heap."""
    counts = dict(
        letters.filter(state__in=WAITING)
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"))
    )
    by = "created_at" if state in WAITING else "-created_at"
    found = letters.filter(state=state).select_related("application").defer("body")
    page = page_of(found, by=by, size=SIZE, cursor=cursor)
    return Outbox(
        state=state,
        tabs=[
            StateTab(
                one.value,
                str(one.label),
                counts.get(one.value, 0) if one in WAITING else None,
                one.value == state,
            )
            for one in State
        ],
        rows=[_row(letter) for letter in page.items],
        previous=page.previous,
        next=page.next,
    )


def _row(letter: Letter) -> LetterRow:
    return LetterRow(
        number=letter.pk,
        url=reverse("recruiter:letter", args=[letter.pk]),
        subject=letter.subject,
        application=letter.application.code if letter.application else "",
        language=letter.language,
        state=str(State(letter.state).label),
        at=letter.sent_at or letter.created_at,
        error=letter.last_error,
    )


def letters_of(application: Application) -> list[LetterRow]:
    """Return the letters about an application, the latest first. One query."""
    found = application.letters.select_related("application").defer("body")
    return [_row(letter) for letter in found.order_by("-created_at")[:SIZE]]


def templates_of(application: Application) -> list[tuple[str, str]]:
    """Return name and subject of the programme's letters, in the candidate's words."""
    language = application.candidate.language
    mails = application.campaign.programme.declaration.mails
    return [(key, mail.subject.in_language(language)) for key, mail in mails.items()]


def words_of(application: Application, key: str) -> dict[str, str] | None:
    """Return subject and text of one of the programme's letters, braces and all."""
    mail = application.campaign.programme.declaration.mails.get(key)
    if mail is None:
        return None
    language = application.candidate.language
    return {
        "subject": mail.subject.in_language(language),
        "body": mail.body.in_language(language),
    }
