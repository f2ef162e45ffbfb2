"""Where and when there are seats."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from compagnon.kit.codes import new_code
from compagnon.people.models import Person
from compagnon.programmes.models import Programme

from .rules import ChangeKind


class Place(models.Model):
    """A boutique or an office in a city and country."""

    class Kind(models.TextChoices):
        BOUTIQUE = "boutique", _("Boutique")
        OFFICE = "office", _("Office")

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OFFICE)
    # Blank where a host has not named the city yet.
    city = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    time_zone = models.CharField(max_length=60)  # IANA

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "city", "country"], name="one_place_per_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city or self.country}"


class Campaign(models.Model):
    """One run of one programme version."""

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="campaigns")
    name = models.CharField(max_length=80)
    opens_at = models.DateTimeField()
    # After this nobody can start an application; each opening may close before.
    closes_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], name="one_campaign_per_name"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="campaign_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime) -> bool:
        return self.opens_at <= now < self.closes_at


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Openings by what can be done with them."""

    def published(self) -> OpeningQuerySet:
        return self.filter(is_published=True)

    def open(self, now: datetime) -> OpeningQuerySet:
        """Openings for which an application can be sent at `now`."""
        return self.published().filter(
            closes_at__gt=now, campaign__opens_at__lte=now, campaign__closes_at__gt=now
        )


class Opening(models.Model):
    """Seats in one place for one role, with its own closing time and zone."""

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="openings")
    place = models.ForeignKey(Place, models.PROTECT, related_name="openings")
    # The posting's number in the system it was imported from.
    reference = models.CharField(max_length=40, blank=True)
    # Who takes the person on; blank: the house itself.
    organisation = models.CharField(max_length=160, blank=True)
    title_en = models.CharField(max_length=200)
    title_fr = models.CharField(max_length=200)
    function = models.CharField(max_length=120, blank=True)
    description_en = models.TextField(blank=True)
    description_fr = models.TextField(blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    duration_months = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.CharField(max_length=80, blank=True)
    languages = models.JSONField(default=list, blank=True)
    # The last day, to 23:59:59 at the place; `closes_at` is that instant.
    closes_on = models.DateField()
    closes_at = models.DateTimeField(db_index=True)
    allowance_eur = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True
    )
    allowance_as_of = models.DateField(null=True, blank=True)
    allowance_source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(blank=True)
    # Names a technical task that this opening asks for (key of the step's settings).
    technical_task = models.CharField(max_length=40, blank=True)
    managers = models.ManyToManyField(Person, related_name="openings_hosted")
    is_published = models.BooleanField(default=True)
    # A withdrawn opening is gone for good; one never published is not there yet.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Lower-case words that a search looks at, without accents.
    search_text = models.TextField(blank=True, editable=False)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "reference"],
                condition=~models.Q(reference=""),
                name="one_opening_per_reference",
            ),
            models.CheckConstraint(
                condition=models.Q(seats__gte=1), name="opening_has_a_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__gt=models.F("closes_on")),
                name="opening_starts_after_it_closes",
            ),
        ]
        indexes = [
            models.Index(
                fields=["closes_at", "id"],
                condition=models.Q(is_published=True),
                name="opening_by_closing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        is_french = (get_language() or "en").startswith("fr")
        return self.title_fr if is_french else self.title_en

    @property
    def description(self) -> str:
        is_french = (get_language() or "en").startswith("fr")
        return self.description_fr if is_french else self.description_en


class Change(models.Model):
    """Who changed what of a campaign or an opening, and when. Never altered."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="changes")
    # None: the campaign itself, or many openings at once.
    opening = models.ForeignKey(
        Opening, models.PROTECT, null=True, related_name="changes"
    )
    what = models.CharField(max_length=20, choices=ChangeKind)
    # Field names with old and new values; counts of an import.
    details = models.JSONField(default=dict)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=ChangeKind.values),
                name="change_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.what
