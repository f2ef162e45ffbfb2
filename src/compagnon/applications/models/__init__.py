"""A candidate's way through one campaign. The events are the truth."""

from .facts import Decision, Event, EventText, Flag
from .form import Adjustment, Document, Statement
from .path import Application, ApplicationQuerySet, Choice

__all__ = [
    "Adjustment",
    "Application",
    "ApplicationQuerySet",
    "Choice",
    "Decision",
    "Document",
    "Event",
    "EventText",
    "Flag",
    "Statement",
]
