"""Who may see the pages of the kit."""

from typing import Any

ACCESS = {"kit:styles": "public", "kit:theme": "public"}


def kwargs(world: Any) -> dict[str, dict[str, str]]:
    return {"kit:theme": {"theme": "dark"}}
