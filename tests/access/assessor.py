"""Who may reach the assessor's pages: only whose task it is."""

from tests.ratings import worlds

ACCESS = {
    "assessor:queue": "assessor",
    "assessor:take-up": "assessor",
    "assessor:task": "assessor",
    "assessor:sheet": "assessor",
    "assessor:save": "assessor",
    "assessor:tick": "assessor",
    "assessor:recuse": "assessor",
    "assessor:talk": "assessor",
    "assessor:media": "assessor",
    "assessor:file": "assessor",
}


def kwargs(world):
    """A task of the world's application; nobody of the world is its assessor."""
    del world
    (task,) = worlds.open_ratings(worlds.an_application(), raters=1)
    return {name: {"code": task.code} for name in ACCESS if name[9:] not in NO_CODE}


NO_CODE = ("queue", "take-up")
