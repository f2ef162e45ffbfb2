"""The only writer of programmes: a file becomes a version that never changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from compagnon.people.models import Person

from .models import Programme, Step
from .reading import Reading


@transaction.atomic
def load(
    reading: Reading, *, actor: Person | None, now: datetime | None = None
) -> Programme:
    """Keep a file as the next version of its programme.

    The same text again is the version that exists. `actor` is None on the command line.
    Campaigns stay on the version they were opened with.
    """
    slug = reading.declaration.slug
    # Two loads of one programme wait for each other, so that versions have no gap.
    versions = list(Programme.objects.select_for_update().filter(slug=slug))
    same = [found for found in versions if found.sha256 == reading.sha256]
    if same:
        return same[0]
    highest = Programme.objects.filter(slug=slug).aggregate(Max("version"))
    programme = Programme.objects.create(
        slug=slug,
        version=(highest["version__max"] or 0) + 1,
        source=reading.source,
        sha256=reading.sha256,
        declared=reading.declaration.model_dump_json(),
        loaded_at=now or timezone.now(),
        loaded_by=actor,
    )
    Step.objects.bulk_create(
        Step(programme=programme, position=position, key=step.key, kind=step.kind)
        for position, step in enumerate(reading.declaration.steps)
    )
    return programme
