"""Two people, two tabs, one seat: what happens at the same moment happens in order."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from compagnon.applications.rules import Kind
from compagnon.offers import operations
from compagnon.offers.errors import OfferError
from compagnon.offers.models import Offer
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run each act in a thread of its own; return results and refusals."""

    def run(act):
        try:
            return act()
        except OfferError as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_one_seat_is_offered_once():
    opening = factories.an_opening(seats=1)
    rui = factories.a_recruiter()
    waiting = [
        factories.an_application(opening=opening, at="offer") for _number in range(3)
    ]

    results = at_once(
        *(
            lambda application=application: operations.propose(
                application,
                opening=opening,
                starts_on=date(2027, 9, 1),
                ends_on=None,
                actor=rui,
                now=NOW,
            )
            for application in waiting
        )
    )

    assert sum(isinstance(result, Offer) for result in results) == 1
    assert Offer.objects.count() == 1


def test_two_tabs_accept_once():
    application = factories.an_application(at="offer")
    offer = operations.propose(
        application,
        opening=application.choices.get().opening,
        starts_on=date(2027, 9, 1),
        ends_on=None,
        actor=factories.a_recruiter(),
        now=NOW,
    )
    person = application.candidate
    name = person.identity.name

    def accept():
        return operations.accept(offer, person=person, typed_name=name, now=NOW)

    results = at_once(accept, accept)

    assert all(isinstance(result, Offer) for result in results)
    assert application.events.filter(kind=Kind.OFFER_ACCEPTED).count() == 1
