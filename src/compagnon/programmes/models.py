"""Loaded versions of programme files. Immutable: no operation changes one."""

from __future__ import annotations

from django.db import models

from compagnon.people.models import Person

from .declaration import Declaration, StepDeclaration


class Programme(models.Model):
    """One version of one programme file, word for word."""

    slug = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    # JSON as text: most pages load the row and need no more than the parsed copy that
    # each process keeps, so the column is not parsed at every turn.
    declared = models.TextField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "version"], name="one_programme_per_version"
            ),
            models.UniqueConstraint(
                fields=["slug", "sha256"], name="one_programme_per_content"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"

    @property
    def declaration(self) -> Declaration:
        """The file as typed values. Parsed once in each process."""
        return _declaration(self)


def _declaration(programme: Programme) -> Declaration:
    found = _parsed.get(programme.sha256)
    if found is None:
        found = _parsed[programme.sha256] = Declaration.model_validate_json(
            programme.declared
        )
    return found


_parsed: dict[str, Declaration] = {}


class Step(models.Model):
    """One declared step of one programme version: what applications stand on."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)

    class Meta:
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "position"], name="one_step_per_position"
            ),
            models.UniqueConstraint(
                fields=["programme", "key"], name="one_step_per_key"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def declared(self) -> StepDeclaration:
        """What the file says of this step. Needs `programme` to be loaded."""
        return self.programme.declaration.step(self.key)
