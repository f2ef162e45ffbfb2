"""Rows that no trade owns."""

from django.db import models


class RateWindow(models.Model):
    """How often something was tried in one window of time."""

    key = models.CharField(max_length=120)
    opened_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "opened_at"], name="one_window_per_key"
            )
        ]

    def __str__(self) -> str:
        return self.key
