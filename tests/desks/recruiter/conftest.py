"""A campaign with a recruiter who is signed in."""

import pytest
from django.core.cache import cache

from tests import factories


@pytest.fixture(autouse=True)
def no_counts_are_kept():
    cache.clear()


@pytest.fixture
def rui(db):
    return factories.a_recruiter()


@pytest.fixture
def desk(client, rui):
    client.force_login(rui)
    return client


@pytest.fixture
def mails():
    words = {"subject": factories.text("News"), "body": factories.text("Dear {name}")}
    return {"declined": words, "step_offer": words}


@pytest.fixture
def opening(db, mails):
    return factories.an_opening(
        factories.a_campaign(factories.a_programme(mails=mails))
    )


@pytest.fixture
def cohort(opening):
    """Three applications at the review."""
    return [factories.an_application(opening=opening, at="review") for _ in range(3)]
