"""Setting a technical task, and taking in what the candidate sends."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compagnon.applications.models import Application
from compagnon.finals.errors import NotNowError, TaskIncompleteError
from compagnon.finals.files import ENDINGS, task_type_of, without_author
from compagnon.finals.models import TaskSubmission
from compagnon.finals.steps import TaskBrief, TaskStep
from compagnon.kit.codes import new_code
from compagnon.people.models import Person
from compagnon.programmes.models import Step
from compagnon.ratings.operations import open_ratings
from compagnon.ratings.rules import Subject, SubjectKind

# What those who rate a task are given.
RATE_WITHIN = timedelta(days=5)
RATERS = 2


def task_named_by(application: Application, step: Step) -> TaskBrief | None:
    """Return the task that the first-ranked opening names, if the file has it."""
    first = application.choices.select_related("opening").order_by("rank").first()
    if first is None:
        return None
    settings = TaskStep.settings_of(step.declared.settings)
    wanted = first.opening.technical_task
    return next((task for task in settings.tasks if task.key == wanted), None)


def open_task(
    application: Application, *, step: Step, now: datetime | None = None
) -> bool:
    """Set the task, once. False: the opening names none, so there is nothing to do."""
    task = task_named_by(application, step)
    if task is None:
        return False
    TaskSubmission.objects.get_or_create(
        application=application,
        step_key=step.key,
        defaults={"task_key": task.key, "opened_at": now or timezone.now()},
    )
    return True


@transaction.atomic
def keep_task(
    submission: TaskSubmission,
    *,
    actor: Person,
    text: str,
    content: bytes | None = None,
    now: datetime | None = None,
) -> TaskSubmission:
    """Keep what there is so far. A new file takes the place of the one before.

    Raises `FileRefusedError` when the content is not a PDF, Word or Excel file.
    """
    held = _open(submission, actor)
    held.text = text.strip()
    held.saved_at = now or timezone.now()
    fields = ["text", "saved_at"]
    if content:
        _put_file(held, content)
        fields += ["file", "media_type", "size", "sha256"]
    held.save(update_fields=fields)
    return held


def _open(submission: TaskSubmission, actor: Person) -> TaskSubmission:
    held = (
        TaskSubmission.objects.select_for_update(of=("self",))
        .select_related("application__step")
        .get(pk=submission.pk)
    )
    application = held.application
    if application.candidate_id != actor.pk or not application.is_active:
        raise NotNowError(_("This task is not open for you."))
    if held.submitted_at is not None:
        raise TaskIncompleteError(_("You have sent this task. It stays as it is."))
    if application.step.key != held.step_key:
        raise NotNowError(_("This step is already behind you."))
    return held


def _put_file(submission: TaskSubmission, content: bytes) -> None:
    media_type = task_type_of(content)
    cleaned = without_author(content, media_type)
    _remove_later(submission)
    submission.media_type = media_type
    submission.size = len(cleaned)
    submission.sha256 = hashlib.sha256(cleaned).hexdigest()
    submission.file.save(
        f"{new_code()}.{ENDINGS[media_type]}", ContentFile(cleaned), save=False
    )


def _remove_later(submission: TaskSubmission) -> None:
    if submission.file:
        storage, name = submission.file.storage, str(submission.file.name)
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def remove_file(
    submission: TaskSubmission, *, actor: Person, now: datetime | None = None
) -> None:
    """Take the file back, also out of storage."""
    held = _open(submission, actor)
    _remove_later(held)
    held.file, held.media_type, held.size, held.sha256 = "", "", 0, ""
    held.saved_at = now or timezone.now()
    held.save(update_fields=["file", "media_type", "size", "sha256", "saved_at"])


@transaction.atomic
def submit_task(
    submission: TaskSubmission, *, actor: Person, now: datetime | None = None
) -> TaskSubmission:
    """Send what is kept, for good, and give it to those who rate it.

    The opening's managers come first, then the programme's assessors.
    """
    now = now or timezone.now()
    held = _open(submission, actor)
    if not held.text and not held.file:
        raise TaskIncompleteError(_("Write an answer or add a file before you send."))
    held.submitted_at = now
    held.save(update_fields=["submitted_at"])
    _open_rating(held, now)
    return held


def _open_rating(submission: TaskSubmission, now: datetime) -> None:
    application = submission.application
    step = application.step
    task = next(
        one
        for one in TaskStep.settings_of(step.declared.settings).tasks
        if one.key == submission.task_key
    )
    first = application.choices.select_related("opening").order_by("rank").first()
    open_ratings(
        application,
        step=step,
        subjects=[
            Subject(
                kind=SubjectKind.TASK.value,
                key=task.key,
                code=submission.code,
                title=str(task.title),
                criteria=[criterion.model_dump() for criterion in task.criteria],
            )
        ],
        raters=RATERS,
        due_at=now + RATE_WITHIN,
        panel=list(first.opening.managers.order_by("pk")) if first else [],
        now=now,
    )
