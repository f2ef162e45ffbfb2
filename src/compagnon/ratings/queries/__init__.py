"""What pages read of ratings. No dataclass here has a field that tells who it is."""

from .evidence import EvidenceLine, Progress, evidence_of, progress_of
from .queue import (
    QueueLine,
    queue_of,
    raters_for,
    recent_of,
    takeable,
    waiting_for,
)
from .task import (
    CriterionView,
    Level,
    OthersView,
    Seen,
    TaskView,
    drafts_of,
    task_view,
    values_of,
)

__all__ = [
    "CriterionView",
    "EvidenceLine",
    "Level",
    "OthersView",
    "Progress",
    "QueueLine",
    "Seen",
    "TaskView",
    "drafts_of",
    "evidence_of",
    "progress_of",
    "queue_of",
    "raters_for",
    "recent_of",
    "takeable",
    "task_view",
    "values_of",
    "waiting_for",
]
