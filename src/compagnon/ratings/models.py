"""Who is to rate what, and what they rated. Nothing here names the candidate."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from compagnon.applications.models import Application
from compagnon.applications.rules import ACTIVE
from compagnon.kit.codes import new_code
from compagnon.people.models import Person

from .rules import HALF_POINTS, SubjectKind


class RatingTaskQuerySet(models.QuerySet["RatingTask"]):
    """Tasks by what is left to do."""

    def of(self, person: Person) -> RatingTaskQuerySet:
        return self.filter(assessor=person)

    def to_do(self) -> RatingTaskQuerySet:
        """Tasks that are open and still matter to somebody's application."""
        return self.filter(locked_at=None, application__status__in=list(ACTIVE))

    def waiting(self) -> RatingTaskQuerySet:
        """Tasks that nobody has been found for."""
        return self.to_do().filter(assessor=None)

    def locked(self) -> RatingTaskQuerySet:
        return self.filter(locked_at__isnull=False)

    def about(self, task: RatingTask) -> RatingTaskQuerySet:
        """All tasks on the same subject, the given one too."""
        return self.filter(
            application=task.application_id,
            step_key=task.step_key,
            subject_kind=task.subject_kind,
            subject_key=task.subject_key,
        )


class RatingTask(models.Model):
    """One assessor's judgement of one subject, to be given and locked.

    `seat` counts the assessors of a subject from one, so that opening twice makes no
    second task. Without an assessor the task waits for somebody to be found.
    """

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    application = models.ForeignKey(
        Application, models.CASCADE, related_name="rating_tasks"
    )
    step_key = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=12, choices=SubjectKind)
    subject_key = models.CharField(max_length=40)
    subject_code = models.CharField(max_length=40)
    subject_title = models.CharField(max_length=300)
    # The rubric as it stood when the task was opened.
    criteria = models.JSONField()
    seat = models.PositiveSmallIntegerField()
    is_third = models.BooleanField(default=False)
    assessor = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="rating_tasks"
    )
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)
    # What was said and done, word for word, before any judgement.
    notes = models.TextField(blank=True)

    objects = RatingTaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "application",
                    "step_key",
                    "subject_kind",
                    "subject_key",
                    "seat",
                ],
                name="one_rating_task_per_seat",
            ),
            models.UniqueConstraint(
                fields=[
                    "application",
                    "step_key",
                    "subject_kind",
                    "subject_key",
                    "assessor",
                ],
                condition=models.Q(assessor__isnull=False),
                name="one_rating_task_per_assessor",
            ),
            models.CheckConstraint(
                condition=models.Q(subject_kind__in=SubjectKind.values),
                name="rating_subject_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(locked_at=None) | models.Q(assessor__isnull=False),
                name="locked_rating_task_has_an_assessor",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assessor", "due_at"],
                condition=models.Q(locked_at=None),
                name="rating_task_queue",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_sheet(self) -> bool:
        """Whether it is rated while it happens."""
        return self.subject_kind in {SubjectKind.ROLE_PLAY, SubjectKind.CONVERSATION}

    @property
    def competencies(self) -> list[str]:
        return [str(criterion["competency"]) for criterion in self.criteria]


class Rating(models.Model):
    """What one assessor saw of one competency in one subject."""

    task = models.ForeignKey(RatingTask, models.CASCADE, related_name="ratings")
    competency = models.CharField(max_length=10)
    # None: not judged yet. False: not observed.
    is_observed = models.BooleanField(null=True)
    value = models.DecimalField(max_digits=2, decimal_places=1, null=True)
    evidence = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "competency"], name="one_rating_per_competency"
            ),
            models.CheckConstraint(
                condition=models.Q(value=None) | models.Q(value__in=HALF_POINTS),
                name="rating_is_in_half_points",
            ),
            models.CheckConstraint(
                condition=models.Q(is_observed=True, value__isnull=False)
                | (
                    models.Q(value=None)
                    & (models.Q(is_observed=None) | models.Q(is_observed=False))
                ),
                name="rating_has_a_value_where_observed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency} {self.value}"


class Observation(models.Model):
    """One line of an observation list that was ticked, and when."""

    task = models.ForeignKey(RatingTask, models.CASCADE, related_name="observations")
    position = models.PositiveSmallIntegerField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["seen_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "position"], name="one_observation_per_line"
            )
        ]

    def __str__(self) -> str:
        return f"line {self.position}"


class Recusal(models.Model):
    """An assessor who must not rate an application: they know the person."""

    assessor = models.ForeignKey(Person, models.CASCADE, related_name="recusals")
    application = models.ForeignKey(
        Application, models.CASCADE, related_name="recusals"
    )
    reason = models.CharField(max_length=300, blank=True)
    recused_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "application"], name="one_recusal_per_application"
            )
        ]

    def __str__(self) -> str:
        return f"recusal {self.pk}"
