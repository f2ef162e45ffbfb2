"""On-demand interviews and what was recorded for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property

from compagnon.applications.models import Application
from compagnon.kit.codes import new_code

from .rules import Kind, State
from .steps import OnDemandSettings, OnDemandStep, Question


class Interview(models.Model):
    """One application's on-demand interview at one step."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="interviews"
    )
    step_key = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    # From this moment nothing about it changes.
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "step_key"], name="one_interview_per_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_key} of {self.application_id}"

    @cached_property
    def declared(self) -> OnDemandSettings:
        """What the programme asks. Needs `application.step.programme` to be loaded."""
        declaration = self.application.step.programme.declaration
        settings: OnDemandSettings = OnDemandStep.settings_of(
            declaration.step(self.step_key).settings
        )
        return settings

    def question(self, key: str) -> Question | None:
        return next((one for one in self.declared.questions if one.key == key), None)


class TakeQuerySet(models.QuerySet["Take"]):
    """Takes by what has become of them."""

    def stored(self) -> TakeQuerySet:
        return self.filter(state=State.STORED)

    def unfinished(self) -> TakeQuerySet:
        return self.filter(state=State.RECORDING).exclude(kind=Kind.TEXT)

    def kept(self) -> TakeQuerySet:
        return self.filter(state=State.STORED, is_kept=True)


class Take(models.Model):
    """One try at one question. The kept one is the answer that raters see.

    While it is recorded its bytes lie in a part file (`parts`), and the length of that
    file is the only offset there is: nothing here counts bytes before the end.
    """

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    interview = models.ForeignKey(Interview, models.CASCADE, related_name="takes")
    question_key = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.RECORDING)
    is_kept = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    file = models.FileField(upload_to="takes/", blank=True)
    # As found in the content, never as claimed by the browser.
    media_type = models.CharField(max_length=20, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    # As the candidate's browser measured it: good enough to show, never to judge.
    claimed_seconds = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField()
    stored_at = models.DateTimeField(null=True, blank=True)

    objects = TakeQuerySet.as_manager()

    class Meta:
        ordering = ["interview", "question_key", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "question_key", "number"],
                name="one_take_per_number",
            ),
            models.UniqueConstraint(
                fields=["interview", "question_key"],
                condition=models.Q(is_kept=True),
                name="one_kept_take_per_question",
            ),
            models.UniqueConstraint(
                fields=["interview", "question_key"],
                condition=models.Q(kind="text"),
                name="one_written_answer_per_question",
            ),
            models.CheckConstraint(
                condition=models.Q(is_kept=False) | models.Q(state="stored"),
                name="a_kept_take_is_stored",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values)
                & models.Q(state__in=State.values),
                name="take_kind_and_state_are_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(state="recording"),
                name="take_unfinished",
            )
        ]

    def __str__(self) -> str:
        return f"take {self.code}"
