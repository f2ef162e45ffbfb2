"""A technical task as the candidate and as its raters see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from compagnon.finals.files import ENDINGS
from compagnon.finals.models import TaskSubmission
from compagnon.finals.steps import TaskBrief, TaskStep
from compagnon.programmes.models import Programme


@dataclass(frozen=True)
class TaskPage:
    """The task, what is kept of it, and whether it was sent."""

    title: str
    brief: str
    text: str
    file_kind: str
    file_size: int
    saved_at: datetime | None
    submitted_at: datetime | None

    @property
    def is_sent(self) -> bool:
        return self.submitted_at is not None

    @property
    def has_something(self) -> bool:
        return bool(self.text or self.file_kind)


@dataclass(frozen=True)
class SubmissionView:
    """What was sent, for those who rate it."""

    brief: str
    text: str
    file_kind: str
    file_size: int


def task_page(submission: TaskSubmission) -> TaskPage:
    """The candidate's page of a task. Needs the programme to be loaded. No query."""
    declaration = submission.application.campaign.programme.declaration
    task = _declared(declaration.step(submission.step_key).settings, submission)
    return TaskPage(
        title=str(task.title),
        brief=str(task.brief),
        text=submission.text,
        file_kind=ENDINGS.get(submission.media_type, "").upper(),
        file_size=submission.size,
        saved_at=submission.saved_at,
        submitted_at=submission.submitted_at,
    )


def sent_task(submission: TaskSubmission, programme_id: int) -> SubmissionView:
    """What raters read of a task that was sent. One query."""
    programme = Programme.objects.defer("source").get(pk=programme_id)
    step = programme.declaration.step(submission.step_key)
    return SubmissionView(
        brief=str(_declared(step.settings, submission).brief),
        text=submission.text,
        file_kind=ENDINGS.get(submission.media_type, "").upper(),
        file_size=submission.size,
    )


def _declared(settings: dict[str, object], submission: TaskSubmission) -> TaskBrief:
    tasks: list[TaskBrief] = TaskStep.settings_of(settings).tasks
    return next(task for task in tasks if task.key == submission.task_key)
