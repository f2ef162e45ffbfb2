"""Who may reach a slot or a task. Retrieval is the permission."""

from datetime import datetime

from django.http import Http404

from compagnon.applications.models import Application
from compagnon.people.models import Person
from compagnon.ratings.models import RatingTask
from compagnon.ratings.rules import SubjectKind

from .models import Slot, TaskSubmission


def offered(application: Application, code: str) -> Slot:
    """Return a slot that is meant for the application, full or not, or 404."""
    slot = Slot.objects.offered_to(application).filter(code=code).first()
    if slot is None:
        raise Http404
    return slot


def own_task(application: Application) -> TaskSubmission:
    """Return the task that is set where the application stands, or 404."""
    found = (
        application.task_submissions.filter(step_key=application.step.key).first()
        or application.task_submissions.order_by("-opened_at").first()
    )
    if found is None:
        raise Http404
    return found


def submission_behind(task: RatingTask) -> TaskSubmission:
    """Return what was sent and is rated in `task`, or 404."""
    if task.subject_kind != SubjectKind.TASK:
        raise Http404
    found = TaskSubmission.objects.filter(
        code=task.subject_code, submitted_at__isnull=False
    ).first()
    if found is None:
        raise Http404
    return found


def removable(day_code: str, code: str, person: Person, now: datetime) -> Slot:
    """Return a slot to come of a day that the person made, or 404."""
    slot = Slot.objects.filter(
        day__code=day_code, day__created_by=person, code=code, starts_at__gt=now
    ).first()
    if slot is None:
        raise Http404
    return slot
