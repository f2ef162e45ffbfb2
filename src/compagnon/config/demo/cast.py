"""Who plays in the demo, and what they say. All invented."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from compagnon.people.models import Role

# Name, address, roles. The first of each role is the one whose link is printed.
STAFF: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("Rui Tavares", "rui.recruiter", (Role.RECRUITER,)),
    ("Ines Lindqvist", "ines.assessor", (Role.ASSESSOR,)),
    ("Hana Okonjo", "hana.manager", (Role.HIRING_MANAGER,)),
    ("Paul Verdier", "paul.programmes", (Role.PROGRAMME_MANAGER,)),
    ("Sofia Keller", "sofia.steward", (Role.STEWARD,)),
    ("Omar Benali", "omar.assessor", (Role.ASSESSOR,)),
    ("Chiara Donati", "chiara.assessor", (Role.ASSESSOR,)),
    ("Wen Li", "wen.assessor", (Role.ASSESSOR,)),
    ("Marc Aubry", "marc.assessor", (Role.ASSESSOR,)),
    ("Yuki Tanabe", "yuki.manager", (Role.HIRING_MANAGER,)),
)

_WORDS: dict[str, Any] = YAML(typ="safe").load(
    Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
)
GIVEN: list[str] = _WORDS["given"]
FAMILY: list[str] = _WORDS["family"]
# By language, then one text a person or a question.
EXPERIENCE: dict[str, list[str]] = _WORDS["experience"]
ANSWERS: dict[str, list[str]] = _WORDS["answers"]
EVIDENCE: list[str] = _WORDS["evidence"]
REASONS: list[str] = _WORDS["reasons"]
TASK_TEXT: str = _WORDS["task"]
