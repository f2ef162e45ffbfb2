"""The candidate's page of a final interview, whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from compagnon.applications.models import Application
from compagnon.applications.rules import FlagReason
from compagnon.finals.steps import FinalStep

from .parts import PartView, parts_of
from .slots import BookingView, DayView, booking_of, days_offered


@dataclass(frozen=True)
class FinalPage:
    """What to choose from, or what was chosen and how the day goes."""

    title: str
    summary: str
    minutes: int
    what_to_bring: str
    booking: BookingView | None
    days: list[DayView]
    parts: list[PartView]
    # The application stands at this step and may choose or change.
    is_open: bool
    # Somebody has been asked to find another time.
    is_asked_for: bool

    @property
    def may_change(self) -> bool:
        return self.is_open and self.booking is not None and self.booking.may_change

    @property
    def may_choose(self) -> bool:
        return self.is_open and self.booking is None

    @property
    def has_role_plays(self) -> bool:
        return any(part.is_role_play for part in self.parts)

    @property
    def briefs_are_closed(self) -> bool:
        return self.has_role_plays and not any(part.brief for part in self.parts)


def final_page(application: Application, *, now: datetime) -> FinalPage:
    """The page of the final interview where the application stands, or stood last.

    404 where it never came so far. Three queries.
    """
    stands_here = application.step.kind == FinalStep.key
    booking = booking_of(
        application, now=now, step_key=application.step.key if stands_here else ""
    )
    if booking is None and not stands_here:
        raise Http404
    key = booking.step_key if booking else application.step.key
    declared = application.campaign.programme.declaration.step(key)
    settings = FinalStep.settings_of(declared.settings)
    is_open = stands_here and application.is_active
    return FinalPage(
        title=str(declared.title),
        summary=str(declared.summary),
        minutes=settings.minutes,
        what_to_bring=str(settings.what_to_bring or ""),
        booking=booking,
        days=_days(application, booking, now) if is_open else [],
        parts=parts_of(
            declared, with_briefs=booking is not None and booking.briefs_are_open
        ),
        is_open=is_open,
        is_asked_for=application.flags.filter(
            reason=FlagReason.NO_SLOT,
            cleared_at=None,
        ).exists(),
    )


def _days(
    application: Application, booking: BookingView | None, now: datetime
) -> list[DayView]:
    other_than = booking.slot_code if booking else ""
    return days_offered(application, now=now, other_than=other_than)
