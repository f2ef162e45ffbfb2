"""What a hiring manager may reach: their openings, and those who came far enough."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from compagnon.applications.models import Application, Choice
from compagnon.applications.rules import Status
from compagnon.people.access import programmes_in_care
from compagnon.people.models import Person, Role
from compagnon.postings.models import Campaign, Opening

# Before these an application is not a manager's concern.
SHORTLISTED = ("review", "final_interview", "technical_task", "offer")
SHOWN = (Status.OPEN, Status.OFFERED, Status.HIRED)


def openings_of(person: Person) -> QuerySet[Opening]:
    """Return the openings that the person hosts."""
    return Opening.objects.filter(managers=person).select_related("place", "campaign")


def opening_of(person: Person, code: str) -> Opening:
    """Return an opening that the person hosts, or 404."""
    found = openings_of(person).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def shortlisted_for(openings: QuerySet[Opening]) -> QuerySet[Application]:
    """Return those whose first choice is one of `openings` and who came so far."""
    first = Choice.objects.filter(
        application=OuterRef("pk"), rank=1, opening__in=openings
    )
    return Application.objects.filter(
        Exists(first), step__kind__in=SHORTLISTED, status__in=SHOWN
    )


def application_of(person: Person, code: str) -> Application:
    """Return a shortlisted application for one of the person's openings, or 404."""
    found = (
        shortlisted_for(Opening.objects.filter(managers=person))
        .exclude(candidate=person)
        .select_related("campaign__programme", "step__programme")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def campaign_of(person: Person, code: str) -> Campaign:
    """Return a campaign of a programme that the person recruits for, or 404."""
    campaigns = Campaign.objects.select_related("programme").filter(code=code)
    slugs = programmes_in_care(person, Role.RECRUITER)
    if slugs is not None:
        campaigns = campaigns.filter(programme__slug__in=slugs)
    found = campaigns.first()
    if found is None:
        raise Http404
    return found


def first_choice(application: Application) -> Opening:
    """Return the opening that the application ranks first, or 404."""
    first = application.choices.select_related("opening").filter(rank=1).first()
    if first is None:
        raise Http404
    return first.opening
