"""The cohort as a list, as columns and as a table."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.applications import operations
from compagnon.applications.rules import FlagReason, Verdict
from compagnon.desks.recruiter.queries.export import harmless
from compagnon.people.models import Disclosure, Role
from tests import factories
from tests.factories import NOW


def listed(desk, campaign, **query):
    page = desk.get(reverse("recruiter:applications", args=[campaign.code]), query)
    return [row.code for row in page.context["shown"].rows]


def test_the_list_shows_who_has_been_longest_in_their_step_first(desk, opening):
    late = factories.an_application(opening=opening, now=NOW)
    early = factories.an_application(opening=opening, now=NOW - timedelta(days=3))

    assert listed(desk, opening.campaign) == [early.code, late.code]
    assert listed(desk, opening.campaign, order="latest") == [late.code, early.code]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_ten_queries_whatever_its_length(
    desk, opening, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        one = factories.an_application(opening=opening)
        operations.flag(one, reason=FlagReason.TECHNICAL, now=NOW)
    url = reverse("recruiter:applications", args=[opening.campaign.code])
    desk.get(url)

    with django_assert_max_num_queries(10):
        desk.get(url, {"place": "FR/Lyon", "needs": "technical"})
    with django_assert_max_num_queries(10):
        desk.get(url, {"opening": opening.code})
    with django_assert_max_num_queries(10):
        desk.get(url)


def test_fifty_rows_stand_on_a_page_and_the_next_begins_after_them(desk, opening):
    codes = [
        factories.an_application(opening=opening, now=NOW + timedelta(hours=n)).code
        for n in range(53)
    ]
    url = reverse("recruiter:applications", args=[opening.campaign.code])
    first = desk.get(url).context["shown"]

    second = desk.get(url, {"page": first.next}).context["shown"]

    assert [row.code for row in first.rows] == codes[:50]
    assert [row.code for row in second.rows] == codes[50:]
    assert (first.count, second.count, second.next) == (53, None, None)


def test_filters_narrow_the_list(desk, opening, cohort, rui):
    campaign = opening.campaign
    flagged, held, waiting = cohort
    operations.flag(flagged, reason=FlagReason.CONTESTED, now=NOW)
    operations.decide(held, actor=rui, verdict=Verdict.PASS, reason="Clear", now=NOW)
    elsewhere = factories.an_opening(campaign, place=factories.a_place(city="Nice"))
    far = factories.an_application(opening=elsewhere)

    assert listed(desk, campaign, needs="contested") == [flagged.code]
    assert listed(desk, campaign, needs="eligibility") == []
    assert listed(desk, campaign, held="1") == [held.code]
    assert listed(desk, campaign, step="form") == [far.code]
    assert listed(desk, campaign, place="FR/Nice") == [far.code]
    assert listed(desk, campaign, opening=elsewhere.code) == [far.code]
    assert listed(desk, campaign, code=waiting.code[:6].lower()) == [waiting.code]
    assert len(listed(desk, campaign, place="FR")) == 4


def test_a_filter_that_cannot_be_meant_is_left_out(desk, opening, cohort):
    found = listed(desk, opening.campaign, step="nowhere", status="odd", days="x")

    assert len(found) == 3


def test_what_is_overdue_stands_by_its_due_time(desk, opening, rui):
    campaign = opening.campaign
    one, other, _third = (factories.an_application(opening=opening) for _ in range(3))
    for application, days in ((one, 1), (other, 2)):
        application.due_at = timezone.now() - timedelta(days=days)
        application.save(update_fields=["due_at"])

    assert listed(desk, campaign, overdue="1")[:2] == [other.code, one.code]


def test_htmx_gets_the_rows_alone(desk, opening, cohort):
    url = reverse("recruiter:applications", args=[opening.campaign.code])

    page = desk.get(url, headers={"HX-Request": "true"}).content.decode()

    assert page.lstrip().startswith('<section id="cohort"')
    assert cohort[0].code in page


def test_no_page_of_the_cohort_tells_who_people_are(desk, opening, cohort):
    campaign = opening.campaign
    for name in ("applications", "board", "campaign", "table"):
        answer = desk.get(reverse(f"recruiter:{name}", args=[campaign.code]))
        page = b"".join(answer) if answer.streaming else answer.content
        for application in cohort:
            identity = application.candidate.identity
            assert identity.email.encode() not in page
            assert identity.family_name.encode() not in page


def test_an_address_finds_exactly_one_and_the_search_is_recorded(
    desk, opening, cohort, rui
):
    sought = cohort[1]
    url = reverse("recruiter:searches", args=[opening.campaign.code])
    email = sought.candidate.identity.email

    found = desk.post(url, {"words": email.upper()})

    assert found.url == reverse("recruiter:application", args=[sought.code])
    disclosure = Disclosure.objects.get()
    assert (disclosure.reader, disclosure.subject) == (rui, sought.candidate)
    assert email not in disclosure.reason


def test_an_address_of_another_campaign_finds_nobody(desk, opening):
    stranger = factories.an_application()
    url = reverse("recruiter:searches", args=[opening.campaign.code])

    answer = desk.post(url, {"words": stranger.candidate.identity.email})

    assert answer.url == reverse("recruiter:applications", args=[opening.campaign.code])
    assert not Disclosure.objects.exists()


def test_a_name_is_not_searched_for(desk, opening):
    url = reverse("recruiter:searches", args=[opening.campaign.code])

    answer = desk.post(url, {"words": "Samira Üñlu"}, follow=True)

    assert "Names cannot be searched" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_takes_six_queries_whatever_its_length(
    desk, opening, rows, django_assert_num_queries
):
    for _ in range(rows):
        factories.an_application(opening=opening, at="review")
    url = reverse("recruiter:board", args=[opening.campaign.code])
    desk.get(url)

    with django_assert_num_queries(6):
        page = desk.get(url)

    counts = {one.title: one.count for one in page.context["columns"]}
    assert counts == {"Form": "0", "Review": str(rows), "Offer": "0"}


def test_the_table_holds_what_the_list_shows(desk, opening, cohort):
    url = reverse("recruiter:table", args=[opening.campaign.code])

    text = b"".join(desk.get(url, {"step": "review"})).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Application"] for row in rows] == [one.code for one in cohort]
    assert rows[0]["Openings, first choice first"] == (
        f"{opening.code} Sales associate Lyon FR"
    )


def test_no_cell_of_the_table_is_a_formula():
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "plain", None]

    assert [harmless(cell) for cell in cells] == [
        "'=1+1", "'+1", "'-1", "'@x", "'\tx", "plain", "",
    ]  # fmt: skip


def test_a_recruiter_of_another_programme_finds_no_page(client, opening):
    stan = factories.a_person("Stan", Role.RECRUITER, programme="other")
    client.force_login(stan)

    for name in ("campaign", "applications", "board", "table", "decisions", "batch"):
        url = reverse(f"recruiter:{name}", args=[opening.campaign.code])
        assert client.get(url).status_code == 404
