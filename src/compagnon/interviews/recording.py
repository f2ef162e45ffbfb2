"""The only writers of recorded takes: begun, received, finished, given up."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import parts
from .errors import (
    ChangedOnTheWayError,
    ClosedError,
    ForeignTypeError,
    GoneError,
    NoTakeLeftError,
    TooLargeError,
    UploadError,
    WrongOffsetError,
)
from .models import Interview, Take
from .rules import (
    MOST_BYTES,
    MOST_BYTES_AT_ONCE,
    SERVED,
    Kind,
    State,
    is_claim_known,
    media_type_of,
    takes_left,
)

# An upload that grew so recently belongs to a page that is open somewhere.
ALIVE = timedelta(seconds=15)


def locked(
    interview: Interview, *, now: datetime, is_late_ok: bool = False
) -> Interview:
    """Return the interview, locked, while it may still be changed: `refuse_closed`."""
    interview = (
        Interview.objects.select_for_update(of=("self",))
        .select_related("application__step__programme")
        .get(pk=interview.pk)
    )
    refuse_closed(interview, now=now, is_late_ok=is_late_ok)
    return interview


def refuse_closed(
    interview: Interview, *, now: datetime, is_late_ok: bool = False
) -> None:
    """Raise `ClosedError` where nothing may be changed any more.

    The interview was handed in, the application is closed or elsewhere, or its deadline
    is over; `is_late_ok` lets what was begun in time be ended.
    """
    application = interview.application
    if interview.submitted_at is not None:
        raise ClosedError(_("You have handed in this interview. It cannot be changed."))
    if not application.is_active or application.step.key != interview.step_key:
        raise ClosedError(_("This step is closed. Nothing more can be recorded."))
    if application.is_overdue(now) and not is_late_ok:
        raise ClosedError(_("The time for this step is over. Ask us for more time."))


def next_number(takes: models.QuerySet[Take]) -> int:
    last: int | None = takes.aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1


def keep_only(take: Take) -> None:
    """Make a stored take the one of its question that raters see."""
    kept = Take.objects.filter(
        interview=take.interview_id, question_key=take.question_key, is_kept=True
    )
    kept.exclude(pk=take.pk).update(is_kept=False)
    take.is_kept = True
    take.save(update_fields=["is_kept"])


def begin_take(
    interview: Interview,
    *,
    question_key: str,
    kind: Kind,
    claimed_type: str,
    now: datetime | None = None,
) -> Take:
    """Make room for a recording whose bytes will follow.

    Takes that were interrupted cost nothing. Raises `ForeignTypeError`,
    `NoTakeLeftError`, or `ClosedError`.
    """
    now = now or timezone.now()
    if not is_claim_known(claimed_type, kind):
        raise ForeignTypeError(_("Your browser records a format that we cannot keep."))
    with transaction.atomic():
        interview = locked(interview, now=now)
        takes = Take.objects.filter(interview=interview, question_key=question_key)
        _make_room(interview, takes, question_key, now)
        return Take.objects.create(
            interview=interview,
            question_key=question_key,
            number=next_number(takes),
            kind=kind,
            created_at=now,
        )


def _make_room(
    interview: Interview, takes: models.QuerySet[Take], question_key: str, now: datetime
) -> None:
    """Refuse a take too many; give up an interrupted one that stands in the way."""
    question = interview.question(question_key)
    recorded = takes.exclude(kind=Kind.TEXT)
    stored = recorded.filter(state=State.STORED).count()
    left = takes_left(question.takes if question else 0, stored)
    if not left:
        raise NoTakeLeftError(_("You have used each take of this question."))
    unfinished = list(recorded.filter(state=State.RECORDING).order_by("number"))
    if len(unfinished) < left:
        return
    oldest = unfinished[0]
    if parts.written_since(oldest.code, now - ALIVE):
        raise NoTakeLeftError(
            _("This answer is being recorded in another window. Go on there.")
        )
    give_up(oldest)


def receive(
    take: Take,
    body: parts.Readable,
    *,
    offset: int,
    length: int,
    now: datetime | None = None,
) -> int:
    """Append bytes to a take that is being recorded; return the new offset.

    The database is not written: the length of the part file is the offset. Raises
    `ClosedError`, `GoneError`, `TooLargeError` or `WrongOffsetError` before a byte is
    read. Needs the take's interview and application to be loaded.
    """
    refuse_closed(take.interview, now=now or timezone.now(), is_late_ok=True)
    if take.state != State.RECORDING:
        raise GoneError(_("This recording is closed."))
    if offset + length > MOST_BYTES or length > MOST_BYTES_AT_ONCE:
        raise TooLargeError(_("This recording is larger than we can keep."))
    known = parts.length_of(take.code)
    if offset != known:
        raise WrongOffsetError(_("The bytes go on from another place."), offset=known)
    return parts.append(take.code, body, offset=offset, length=length)


def finish(
    take: Take,
    *,
    sha256: str,
    claimed_seconds: float | None,
    now: datetime | None = None,
) -> Take:
    """Look at what arrived, store it, and make it the answer. Again: no change.

    The file is copied into the storage first, then the row says so, then the part
    goes: a crash between any two leaves a take that can be finished again. Raises
    `ForeignTypeError` or `ChangedOnTheWayError` and has then given the take up.
    """
    now = now or timezone.now()
    if take.state != State.RECORDING:
        return _finished(take)
    try:
        facts = _looked_at(take, sha256)
        facts["file"] = _put_away(take, str(facts["media_type"]))
    except (UploadError, FileNotFoundError):
        # A request that was repeated may find that the first one has done it all.
        take.refresh_from_db(fields=["state"])
        if take.state == State.STORED:
            return take
        raise
    facts |= {"claimed_seconds": claimed_seconds, "stored_at": now}
    return _store(take, facts, now)


def _finished(take: Take) -> Take:
    if take.state == State.FAILED:
        raise GoneError(_("This recording is closed."))
    return take


def _looked_at(take: Take, sha256: str) -> dict[str, object]:
    """Return type, size and hash of what arrived; a foreign file is given up."""
    try:
        media_type = media_type_of(parts.head_of(take.code), Kind(take.kind))
        digest = parts.sha256_of(take.code)
        if sha256 and digest != sha256:
            raise ChangedOnTheWayError(_("The recording changed on its way to us."))
    except UploadError:
        give_up(take)
        raise
    size = parts.length_of(take.code)
    return {"media_type": media_type, "size": size, "sha256": digest}


def _put_away(take: Take, media_type: str) -> str:
    """Copy the part into the storage under a name that says nothing."""
    with parts.opened(take.code) as part:
        name = default_storage.save(
            f"takes/{take.code}.{SERVED[media_type]}", File(part)
        )
    with suppress(NotImplementedError):  # an object store has written it through
        handle = os.open(default_storage.path(name), os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    return name


def _store(take: Take, facts: dict[str, object], now: datetime) -> Take:
    """Write down that a take is stored, unless that is done or no longer possible."""
    try:
        with transaction.atomic():
            locked(take.interview, now=now, is_late_ok=True)
            waiting = Take.objects.filter(pk=take.pk, state=State.RECORDING)
            is_first = bool(waiting.update(state=State.STORED, **facts))
            take.refresh_from_db()
            if is_first:
                keep_only(take)
    except ClosedError:
        default_storage.delete(str(facts["file"]))
        raise
    if is_first:
        parts.discard(take.code)
    else:
        default_storage.delete(str(facts["file"]))
    return take


def give_up(take: Take) -> None:
    """Close a recording that was interrupted. It costs the candidate no take."""
    waiting = Take.objects.filter(pk=take.pk, state=State.RECORDING)
    if waiting.update(state=State.FAILED):
        take.state = State.FAILED
        parts.discard(take.code)
