"""The audit tells who saw what; the times of retention can be changed and tried."""

from datetime import timedelta

import pytest
from django.urls import reverse

from compagnon.people.access import reveal_identity
from compagnon.people.models import Disclosure, Role
from compagnon.privacy import rounds
from compagnon.privacy.models import RetentionRule
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofia(client):
    sofia = factories.a_person("Sofia", Role.STEWARD)
    client.force_login(sofia)
    return sofia


def looks(count, reader=None, now=NOW):
    reader = reader or factories.a_recruiter()
    for number in range(count):
        reveal_identity(
            factories.a_person(),
            reader=reader,
            reason=f"Call {number} of {reader.code}",
            now=now + timedelta(minutes=number),
        )
    return reader


@pytest.mark.parametrize("count", [1, 3])
def test_the_audit_costs_the_same_however_long(
    client, sofia, count, django_assert_max_num_queries
):
    looks(count)

    with django_assert_max_num_queries(6):
        page = client.get(reverse("steward:disclosures")).text

    assert page.count("Call ") == count
    assert "Rui Specimen" in page


def test_the_audit_names_no_subject(client, sofia):
    looks(1)
    subject = Disclosure.objects.get().subject

    page = client.get(reverse("steward:disclosures")).text

    assert subject.code in page
    assert subject.identity.email not in page
    assert subject.identity.family_name not in page


def test_the_audit_can_be_narrowed(client, sofia):
    rui, other = looks(1), looks(1, now=NOW + timedelta(days=3))
    subject = Disclosure.objects.get(reader=other).subject
    application = factories.an_application(candidate=subject)

    def readers(**query):
        rows = client.get(reverse("steward:disclosures"), query).context["audit"].rows
        return {row.reader for row in rows}

    assert readers(reader=rui.code) == {rui.code}
    assert readers(subject=subject.code.lower()) == {other.code}
    assert readers(subject=application.code) == {other.code}
    assert readers(since="2027-01-12") == {other.code}
    assert readers(until="2027-01-11") == {rui.code}
    assert readers(since="not a day") == {rui.code, other.code}
    assert readers(reader="0000000000") == set()


def test_the_audit_has_pages(client, sofia):
    looks(51)

    first = client.get(reverse("steward:disclosures")).context["audit"]
    second = client.get(reverse("steward:disclosures"), {"page": first.next}).context[
        "audit"
    ]

    assert (len(first.rows), len(second.rows)) == (50, 1)
    assert first.rows[0].reason.startswith("Call 50")


def test_an_empty_audit_says_so(client, sofia):
    assert (
        "Nobody has opened anybody" in client.get(reverse("steward:disclosures")).text
    )


def months(**changed):
    return {
        "drafts": 6,
        "closed": 24,
        "hired": 24,
        "takes": 6,
        "accounts": 6,
        "disclosures": 36,
        **changed,
    }


def test_a_time_is_changed_and_says_by_whom(client, sofia):
    answer = client.post(reverse("steward:retention"), months(closed=12), follow=True)

    rule = RetentionRule.objects.get()
    assert (rule.kind, rule.months, rule.changed_by) == ("closed", 12, sofia)
    assert sofia.code in answer.text


def test_a_time_out_of_bounds_is_refused(client, sofia):
    answer = client.post(reverse("steward:retention"), months(takes=0))

    assert answer.status_code == 422
    assert "greater than or equal to 1" in answer.text
    assert RetentionRule.objects.count() == 0


def test_the_preview_names_codes_and_changes_nothing(client, sofia):
    draft = factories.an_application(now=NOW)
    draft.events.update(happened_at=NOW - timedelta(days=2000))

    page = client.get(reverse("steward:preview")).text

    assert draft.code in page
    draft.refresh_from_db()
    assert draft.status == "open"


def test_the_overview_shows_how_the_last_night_went(client, sofia):
    factories.an_application()
    assert "No night has passed yet" in client.get(reverse("steward:home")).text

    rounds.nightly(NOW)

    client.force_login(sofia)  # in the year of the tests her session has ended
    page = client.get(reverse("steward:home")).text
    assert "1 applications and 0 placements were read" in page


def test_a_chain_is_shown_with_its_hashes(client, sofia):
    application = factories.an_application(at="review")
    hashes = list(application.events.values_list("hash", flat=True))

    page = client.get(reverse("steward:proof"), {"code": application.code.lower()}).text

    assert [one in page for one in hashes] == [True, True]
    assert "All hashes are right" in page


def test_a_changed_event_is_named(client, sofia):
    application = factories.an_application(at="review")
    application.events.filter(number=2).update(codes={})

    page = client.get(reverse("steward:proof"), {"code": application.code}).text

    assert "event 2: its content does not have its hash" in page


def test_an_unknown_code_is_told(client, sofia):
    page = client.get(reverse("steward:proof"), {"code": "nothing"}).text

    assert "No application has this code." in page
