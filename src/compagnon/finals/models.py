"""Final days, their slots, who booked one, and technical tasks."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from compagnon.applications.models import Application
from compagnon.kit.codes import new_code
from compagnon.people.models import Person
from compagnon.postings.models import Campaign, Opening, Place

from .rules import BOOK_BEFORE


class FinalDay(models.Model):
    """A day at one place, or online, on which a campaign meets its candidates."""

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="final_days")
    step_key = models.CharField(max_length=40)
    # None: for all of the campaign. Else for those whose first choice it is.
    opening = models.ForeignKey(
        Opening, models.PROTECT, null=True, blank=True, related_name="final_days"
    )
    date = models.DateField()
    time_zone = models.CharField(max_length=60)  # IANA
    # A place or a link, or both.
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="final_days"
    )
    link = models.URLField(blank=True, max_length=500)
    directions = models.TextField(blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=False) | ~models.Q(link=""),
                name="final_day_is_somewhere",
            )
        ]
        indexes = [
            models.Index(
                fields=["campaign", "step_key", "date"], name="final_day_of_campaign"
            )
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.code}"


class SlotQuerySet(models.QuerySet["Slot"]):
    """Slots by who may book them."""

    def to_come(self, now: datetime) -> SlotQuerySet:
        return self.filter(starts_at__gte=now + BOOK_BEFORE)

    def with_taken(self) -> SlotQuerySet:
        """Add `taken`: how many seats are booked."""
        return self.annotate(
            taken=models.Count(
                "bookings", filter=models.Q(bookings__cancelled_at=None), distinct=True
            )
        )

    def with_a_seat(self) -> SlotQuerySet:
        taken = self.with_taken()
        return taken.filter(taken__lt=models.F("capacity"))  # type: ignore[misc]

    def offered_to(self, application: Application) -> SlotQuerySet:
        """Slots of the step where the application stands, for its first choice."""
        return self.filter(
            models.Q(day__opening=None)
            | models.Q(
                day__opening__choices__application=application,
                day__opening__choices__rank=1,
            ),
            day__campaign=application.campaign_id,
            day__step_key=application.step.key,
        )


class Slot(models.Model):
    """An hour with a panel, for one candidate or several."""

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    day = models.ForeignKey(FinalDay, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField(default=1)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "starts_at"], name="one_slot_per_start"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="slot_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1), name="slot_has_a_seat"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="slot_by_start")]

    def __str__(self) -> str:
        return self.code


class PanelMember(models.Model):
    """Somebody who observes in a slot."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="panel")
    assessor = models.ForeignKey(Person, models.PROTECT, related_name="panels")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "assessor"], name="one_seat_per_panel_member"
            )
        ]

    def __str__(self) -> str:
        return f"panel of {self.slot_id}"


class BookingQuerySet(models.QuerySet["Booking"]):
    """Bookings by whether they stand."""

    def standing(self) -> BookingQuerySet:
        return self.filter(cancelled_at=None)


class Booking(models.Model):
    """One application's seat in a slot. The candidate says `code` on arrival."""

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    application = models.ForeignKey(
        Application, models.CASCADE, related_name="bookings"
    )
    step_key = models.CharField(max_length=40)
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="bookings")
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "step_key"],
                condition=models.Q(cancelled_at=None),
                name="one_standing_booking_per_step",
            )
        ]

    def __str__(self) -> str:
        return self.code


class TaskSubmission(models.Model):
    """A technical task that was set, and what the candidate sent."""

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    application = models.ForeignKey(
        Application, models.CASCADE, related_name="task_submissions"
    )
    step_key = models.CharField(max_length=40)
    task_key = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    # Kept as a draft until `submitted_at`.
    text = models.TextField(blank=True)
    file = models.FileField(upload_to="tasks/", blank=True)
    # As found in the content, never as claimed by the browser.
    media_type = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "step_key"], name="one_task_per_step"
            )
        ]

    def __str__(self) -> str:
        return self.code


class TalkNote(models.Model):
    """What an assessor wishes to tell the candidate about one competency."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="talk_notes"
    )
    competency = models.CharField(max_length=10)
    # Something that was well done, as it was seen.
    strength = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "competency", "written_by"],
                name="one_talk_note_per_competency_and_writer",
            ),
            models.CheckConstraint(
                condition=~models.Q(strength="", suggestion=""),
                name="talk_note_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.competency
