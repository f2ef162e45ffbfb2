"""The funnel of a campaign: who came, who went on, how long it took."""

from __future__ import annotations

from datetime import timedelta

import pytest

from compagnon.applications import operations as applications
from compagnon.applications.rules import Verdict
from compagnon.insights import queries
from compagnon.insights.queries import FunnelStep, funnel
from compagnon.insights.rules import WHOLE, part, weighted_median
from tests.factories import NOW, a_recruiter, an_application, an_opening


@pytest.mark.parametrize(
    ("values", "median"),
    [
        ([], None),
        ([(5, 1)], 5),
        ([(1, 1), (2, 1)], 1),
        ([(3, 1), (1, 1), (2, 1)], 2),
        ([(1, 1), (9, 5)], 9),
        ([(1, 5), (9, 1), (8, 1)], 1),
    ],
)
def test_the_median_counts_weights(values, median):
    assert weighted_median(values) == median


def test_few_are_read_whole_and_many_in_part():
    assert part(0, 400) == part(400, 400) == WHOLE
    assert part(4000, 400) == 1001


@pytest.mark.django_db
class TestFunnel:
    def test_everybody_who_entered_is_accounted_for(self):
        opening = an_opening()
        rui = a_recruiter()
        days = timedelta(days=1)
        an_application(opening=opening)
        for spent in (2, 4, 10):
            reader = an_application(opening=opening)
            applications.pass_step(reader, actor=None, now=NOW + spent * days)
        decision = applications.decide(
            reader,
            actor=rui,
            verdict=Verdict.DECLINE,
            reason="Fewer examples",
            reason_code="examples",
            now=NOW + 12 * days,
        )
        applications.release(decision, actor=rui, now=NOW + 15 * days)
        gone = an_application(opening=opening)
        applications.withdraw(gone, actor=gone.candidate, now=NOW + 3 * days)

        assert funnel(opening.campaign) == [
            FunnelStep("form", "Form", 5, 3, 0, 1, 1, 3.0),
            FunnelStep("review", "Review", 3, 0, 1, 0, 2, 5.0),
            FunnelStep("offer", "Offer", 0, 0, 0, 0, 0, None),
        ]

    def test_a_campaign_without_applications_has_steps_all_the_same(self):
        steps = funnel(an_opening().campaign)
        assert [(step.key, step.entered, step.passed_share) for step in steps] == [
            ("form", 0, None),
            ("review", 0, None),
            ("offer", 0, None),
        ]

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, django_assert_num_queries, count):
        opening = an_opening()
        for _each in range(count):
            an_application(opening=opening, at="review")
        an_application()
        campaign = opening.campaign
        with django_assert_num_queries(4):
            assert funnel(campaign)[0].passed == count

    def test_a_sample_tells_about_the_same_as_everybody(self, monkeypatch):
        opening = an_opening()
        for spent in range(40):
            one = an_application(opening=opening)
            applications.pass_step(one, actor=None, now=NOW + timedelta(days=spent))
        exact = funnel(opening.campaign)[0].median_days
        monkeypatch.setattr(queries, "SAMPLE", 20)
        sampled = funnel(opening.campaign)[0].median_days
        assert exact == 19.0
        assert sampled == pytest.approx(exact, abs=8)
