"""Who may open the door and their own account."""

ACCESS = {
    "people:sign-in": "public",
    "people:code": "public",
    "people:link": "public",
    "people:sign-out": "public",
    "people:second-factor": "signed-in",
    "people:account": "signed-in",
    "people:factors": "signed-in",
    "people:factor-removal": "signed-in",
    "people:recovery-codes": "signed-in",
    "people:sessions": "signed-in",
}


def kwargs(world):
    """Give a link that leads nowhere and a second factor that nobody has."""
    del world
    return {
        "people:link": {"token": "no-such-token"},
        "people:factor-removal": {"pk": 0},
    }
