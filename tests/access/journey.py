"""The demo's mailbox exists in the demo only."""

ACCESS = {
    "welcome": "signed-in",
    "journey:mailbox": "demo",
    "journey:box": "demo",
    "journey:door": "demo",
}


def kwargs(world):
    return {
        "journey:box": {"address": "ada@example.org"},
        "journey:door": {"token": "x"},
    }
