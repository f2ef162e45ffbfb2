"""Remove files whose rows are gone. May be killed anywhere and be called again."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import transaction

from compagnon.interviews import parts
from compagnon.privacy.models import DoomedFile


def shred() -> int:
    """Remove the files that wait for it, once what doomed them is committed.

    Returns how many were removed at once: inside a transaction none is, yet.
    """
    removed: list[int] = []
    transaction.on_commit(lambda: removed.append(_shred_all()))
    return sum(removed)


def _shred_all() -> int:
    count = 0
    for doomed in DoomedFile.objects.order_by("pk").iterator():
        if doomed.place == DoomedFile.Place.PART:
            parts.discard(doomed.name)
        else:
            # Removing what is not there is no error: a round may be repeated.
            default_storage.delete(doomed.name)
        doomed.delete()
        count += 1
    return count
