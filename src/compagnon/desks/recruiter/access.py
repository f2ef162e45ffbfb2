"""What a recruiter may reach. Retrieval is the permission."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from compagnon.applications.access import cared_for
from compagnon.applications.models import Application, Flag
from compagnon.journey.models import Letter
from compagnon.offers.models import Offer
from compagnon.offers.rules import State
from compagnon.people.access import programmes_in_care
from compagnon.people.models import Grant, Person, Role
from compagnon.postings.models import Campaign

# A programme file is long; its parsed form is kept in the process by its digest.
LONG = ("programme__source", "programme__declared")


def campaigns_in_care(person: Person) -> QuerySet[Campaign]:
    """Return the campaigns of the programmes in the recruiter's care."""
    grants = Grant.objects.filter(
        Q(programme_slug="") | Q(programme_slug=OuterRef("programme_slug")),
        person=person,
        role=Role.RECRUITER,
    )
    return (
        Campaign.objects.annotate(programme_slug=F("programme__slug"))
        .filter(Exists(grants))
        .select_related("programme")
        .defer(*LONG)
    )


def campaign_in_care(person: Person, code: str) -> Campaign:
    """Return a campaign in the recruiter's care, or 404. One query."""
    found = campaigns_in_care(person).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def application_in_care(person: Person, code: str) -> Application:
    """Return an application of a programme in the recruiter's care, or 404."""
    found = (
        cared_for(person, Role.RECRUITER)
        .select_related("campaign__programme", "step", "candidate")
        .defer("campaign__programme__source", "campaign__programme__declared")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    # The step belongs to the campaign's programme: one copy is enough.
    found.step.programme = found.campaign.programme
    return found


def flag_in_care(person: Person, code: str, number: int) -> Flag:
    """Return an open flag of an application in the recruiter's care, or 404."""
    application = application_in_care(person, code)
    found = application.flags.filter(pk=number, cleared_at=None).first()
    if found is None:
        raise Http404
    return found


def letters_in_care(person: Person) -> QuerySet[Letter]:
    """Return the letters about applications in the recruiter's care. One query."""
    slugs = programmes_in_care(person, Role.RECRUITER)
    everything = Letter.objects.filter(application__isnull=False)
    if slugs is None:
        return everything
    return everything.filter(application__campaign__programme__slug__in=slugs)


def letter_in_care(person: Person, number: int) -> Letter:
    """Return a letter about an application in the recruiter's care, or 404."""
    found = (
        letters_in_care(person)
        .select_related("application__campaign")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise Http404
    return found


def open_offer_in_care(person: Person, code: str) -> Offer:
    """Return the open offer of an application in the recruiter's care, or 404."""
    application = application_in_care(person, code)
    found = Offer.objects.filter(application=application, state=State.OPEN).first()
    if found is None:
        raise Http404
    return found
