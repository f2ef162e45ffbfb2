"""What pages read of final days, bookings, sheets and tasks."""

from .appointment import appointment_of
from .days import DayLine, SlotLine, days_of, panel_of
from .home import FinalPage, final_page
from .parts import PartView, SheetPart, parts_of, sheet_part
from .slots import BookingView, DayView, SlotView, booking_of, days_offered
from .talk import TalkLine, talk_of, talk_written_for
from .tasks import SubmissionView, TaskPage, sent_task, task_page

__all__ = [
    "BookingView",
    "DayLine",
    "DayView",
    "FinalPage",
    "PartView",
    "SheetPart",
    "SlotLine",
    "SlotView",
    "SubmissionView",
    "TalkLine",
    "TaskPage",
    "appointment_of",
    "booking_of",
    "days_of",
    "days_offered",
    "final_page",
    "panel_of",
    "parts_of",
    "sent_task",
    "sheet_part",
    "talk_of",
    "talk_written_for",
    "task_page",
]
