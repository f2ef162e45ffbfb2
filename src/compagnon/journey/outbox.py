"""What staff do with letters before they go, and with those that did not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from compagnon.applications.models import Application
from compagnon.kit.codes import new_code
from compagnon.people.models import Person

from .errors import LetterRefusedError
from .letters import fields_of, filled
from .models import Letter

State = Letter.State
# From which states an act leads where; whatever is not here is refused.
ACTS: dict[str, tuple[frozenset[State], State]] = {
    "approve": (frozenset({State.HELD}), State.READY),
    "hold": (frozenset({State.READY}), State.HELD),
    "cancel": (frozenset({State.HELD, State.READY, State.FAILED}), State.CANCELLED),
    "retry": (frozenset({State.FAILED}), State.READY),
}
EDITABLE = frozenset({State.HELD, State.READY, State.FAILED})


def acts_on(letter: Letter) -> list[str]:
    """Return what can be done with a letter now."""
    return [act for act, (sources, _to) in ACTS.items() if letter.state in sources]


@transaction.atomic
def move(
    letter: Letter, act: str, *, actor: Person, now: datetime | None = None
) -> Letter:
    """Approve, hold, cancel or retry a letter.

    Raises `LetterRefusedError` where it has gone or was dealt with by somebody else.
    """
    now = now or timezone.now()
    locked = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    sources, target = ACTS[act]
    if locked.state not in sources:
        raise LetterRefusedError(
            _("This letter is “%s” by now.") % State(locked.state).label
        )
    locked.state = target
    locked.edited_by, locked.edited_at = actor, now
    if target is State.READY:
        locked.send_after, locked.attempts = now, 0
    locked.save(
        update_fields=["state", "send_after", "attempts", "edited_by", "edited_at"]
    )
    return locked


@transaction.atomic
def edit(
    letter: Letter,
    *,
    actor: Person,
    subject: str,
    body: str,
    now: datetime | None = None,
) -> Letter:
    """Change the words of a letter that has not gone. Braces are filled as ever."""
    locked = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.state not in EDITABLE:
        raise LetterRefusedError(_("This letter has gone. It cannot be changed."))
    with translation.override(locked.language):
        fields = fields_of(locked.application) if locked.application else {}
    locked.subject = filled(subject.strip(), fields)[:200]
    locked.body = filled(body.strip(), fields)
    locked.edited_by, locked.edited_at = actor, now or timezone.now()
    locked.save(update_fields=["subject", "body", "edited_by", "edited_at"])
    return locked


def approve_many(
    letters: Iterable[Letter], *, actor: Person, now: datetime | None = None
) -> tuple[int, list[str]]:
    """Approve each; return how many, and why others were not."""
    approved, refusals = 0, []
    for letter in letters:
        try:
            move(letter, "approve", actor=actor, now=now)
        except LetterRefusedError as refusal:
            refusals.append(f"{letter.subject}: {refusal}")
        else:
            approved += 1
    return approved, refusals


def write_by_hand(
    application: Application,
    *,
    actor: Person,
    subject: str,
    body: str,
    now: datetime | None = None,
) -> Letter:
    """Put a letter in a colleague's own words in the outbox. It goes as soon as it may.

    Braces are filled as in the programme's mails.
    """
    now = now or timezone.now()
    person = application.candidate
    if person.erased_at is not None:
        raise LetterRefusedError(_("This person has been erased. Nobody can write."))
    with translation.override(person.language):
        fields = fields_of(application)
    return Letter.objects.create(
        key=f"by-hand:{application.code}:{new_code()}",
        template="by_hand",
        to=person,
        application=application,
        language=person.language,
        subject=filled(subject.strip(), fields)[:200],
        body=filled(body.strip(), fields),
        state=State.READY,
        send_after=now,
        edited_by=actor,
        edited_at=now,
        created_at=now,
    )
