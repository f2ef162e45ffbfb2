"""Who may open the steward's desk: stewards."""

NAMES = [
    "home",
    "proof",
    "staff",
    "member",
    "grants",
    "revocation",
    "acts",
    "disclosures",
    "retention",
    "preview",
    "find",
    "person",
    "reveal",
    "export",
    "erasure",
    "wish",
]
ACCESS = {f"steward:{name}": "steward" for name in NAMES}


def kwargs(world):
    """Give each page a person; roles are of staff, so any code will do to be refused."""
    person = {"code": world.application.candidate.code}
    return {
        f"steward:{name}": person
        for name in (
            "member",
            "grants",
            "acts",
            "person",
            "reveal",
            "export",
            "erasure",
            "wish",
        )
    } | {"steward:revocation": person | {"grant": 1}}
