"""Who may reach the recruiter's pages: recruiters of the programme, nobody else."""

from typing import Any

from compagnon.applications import operations
from compagnon.applications.models import Document
from compagnon.applications.rules import FlagReason
from compagnon.journey.models import Letter
from tests.factories import NOW

CAMPAIGN = ("campaign", "applications", "table", "board", "searches", "decisions")
BATCHES = ("batch", "releases", "retractions")
APPLICATION = (
    *("application", "reveal", "decision", "retraction", "notes", "withdrawal"),
    *("reinstatement", "extension", "offers", "offer-return", "letters"),
)
OTHERS = ("home", "outbox", "approvals", "letter", "letter-state", "clearance")
ACCESS = {
    f"recruiter:{name}": "recruiter"
    for name in (*CAMPAIGN, *BATCHES, *APPLICATION, *OTHERS, "document")
}


def kwargs(world: Any) -> dict[str, dict[str, Any]]:
    """Codes of the world's application, and a letter, a flag and a file of it."""
    application = world.application
    flag = operations.flag(application, reason=FlagReason.TECHNICAL, now=NOW)
    letter = Letter.objects.create(
        key="access",
        template="welcome",
        to=application.candidate,
        application=application,
        language="en",
        subject="Hello",
        body="Dear {name}",
        send_after=NOW,
        created_at=NOW,
    )
    document = Document.objects.create(
        application=application,
        purpose="resume",
        file="documents/none.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_at=NOW,
    )
    campaign = {"code": application.campaign.code}
    return {
        **{f"recruiter:{name}": campaign for name in (*CAMPAIGN, *BATCHES)},
        **{f"recruiter:{name}": {"code": application.code} for name in APPLICATION},
        "recruiter:letter": {"letter": letter.pk},
        "recruiter:letter-state": {"letter": letter.pk},
        "recruiter:clearance": {"code": application.code, "flag": flag.pk},
        "recruiter:document": {"code": application.code, "document": document.code},
    }
