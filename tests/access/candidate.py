"""Who may open a candidate's pages: the candidate, and nobody else."""

from compagnon.applications.models import Document
from tests.factories import NOW

ACCESS = {
    "candidate:home": "signed-in",
    "candidate:data": "signed-in",
    "candidate:export": "signed-in",
    "candidate:erasure": "signed-in",
    "candidate:consent": "signed-in",
    "candidate:apply": "signed-in",
    "candidate:application": "candidate",
    "candidate:extension": "candidate",
    "candidate:form": "candidate",
    "candidate:form-sending": "candidate",
    "candidate:openings": "candidate",
    "candidate:work-right": "candidate",
    "candidate:words": "candidate",
    "candidate:resume": "candidate",
    "candidate:document": "candidate",
    "candidate:adjustments": "candidate",
    "candidate:message": "candidate",
    "candidate:withdraw": "candidate",
    "candidate:reopening": "candidate",
    "candidate:feedback": "candidate",
    "candidate:contest": "candidate",
}


def kwargs(world):
    """Give each page something real to show."""
    document = Document.objects.create(
        application=world.application,
        purpose="certificate",
        file="documents/kept.pdf",
        media_type="application/pdf",
        size=1,
        sha256="",
        uploaded_at=NOW,
    )
    return {
        "candidate:consent": {"purpose": "keep_in_touch"},
        "candidate:apply": {"code": world.opening.campaign.code},
        "candidate:document": {
            "code": world.application.code,
            "document": document.code,
        },
    }
