"""Where a recruiter begins, and one campaign at a glance."""

import pytest
from django.urls import reverse

from compagnon.applications import operations
from compagnon.applications.rules import FlagReason, Verdict
from compagnon.desks.recruiter.queries.counting import up_to
from compagnon.people.models import Role
from tests import factories
from tests.factories import NOW


def test_the_first_page_counts_what_waits(desk, cohort, rui):
    operations.flag(cohort[0], reason=FlagReason.TECHNICAL, now=NOW)
    operations.decide(
        cohort[1], actor=rui, verdict=Verdict.PASS, reason="Clear", now=NOW
    )

    (card,) = desk.get(reverse("recruiter:home")).context["cards"]

    assert (card.open, card.needs_a_person, card.held, card.letters) == (
        "3", "1", "1", "0",
    )  # fmt: skip


@pytest.mark.parametrize("campaigns", [1, 3])
def test_the_first_page_takes_four_queries(desk, campaigns, django_assert_num_queries):
    for number in range(campaigns):
        factories.an_opening(
            factories.a_campaign(factories.a_programme(slug=f"p{number}"))
        )
    desk.get(reverse("recruiter:home"))

    with django_assert_num_queries(4):
        desk.get(reverse("recruiter:home"))


def test_somebody_without_campaigns_is_told_so(client, opening):
    client.force_login(factories.a_person("Rui", Role.RECRUITER, programme="other"))

    page = client.get(reverse("recruiter:home"))

    assert "No campaign is in your care yet" in page.content.decode()


def test_the_funnel_counts_what_became_of_everybody(desk, opening, cohort, rui):
    declined = cohort[0]
    decision = operations.decide(
        declined,
        actor=rui,
        verdict=Verdict.DECLINE,
        reason="Few",
        reason_code="examples",
        now=NOW,
    )
    operations.release(decision, actor=rui, now=NOW)
    operations.withdraw(cohort[1], actor=cohort[1].candidate, now=NOW)
    factories.an_application(opening=opening)

    page = desk.get(reverse("recruiter:campaign", args=[opening.campaign.code]))

    assert [
        (step.entered, step.here, step.passed, step.declined, step.withdrawn)
        for step in page.context["funnel"]
    ] == [(4, 1, 3, 0, 0), (3, 1, 0, 1, 1), (0, 0, 0, 0, 0)]


def test_openings_show_how_many_want_them(desk, opening, cohort):
    page = desk.get(reverse("recruiter:campaign", args=[opening.campaign.code]))

    (line,) = page.context["shown"].rows
    assert (line.seats, line.first, line.every, line.first_a_seat) == (
        2,
        "3",
        "3",
        "1.5",
    )


def test_a_count_says_where_it_stopped():
    assert (up_to(1000, 1000), up_to(1001, 1000)) == ("1,000", "1,000+")
