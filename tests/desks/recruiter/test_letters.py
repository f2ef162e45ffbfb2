"""The outbox: letters are read, changed, approved, cancelled, tried again."""

import pytest
from django.urls import reverse

from compagnon.journey.models import Letter
from compagnon.people.models import Role
from tests import factories
from tests.factories import NOW

State = Letter.State


def a_letter(application, state=State.HELD, number=1):
    return Letter.objects.create(
        key=f"letter-{number}",
        template="declined",
        to=application.candidate,
        application=application,
        language="en",
        subject="News",
        body="Dear {name}",
        state=state,
        send_after=NOW,
        created_at=NOW,
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_outbox_takes_six_queries(desk, cohort, rows, django_assert_num_queries):
    for number in range(rows):
        a_letter(cohort[number], number=number)
    desk.get(reverse("recruiter:outbox"))

    with django_assert_num_queries(6):
        page = desk.get(reverse("recruiter:outbox"))

    assert len(page.context["outbox"].rows) == rows


def test_a_letter_is_changed_before_it_goes(desk, cohort):
    letter = a_letter(cohort[0])

    desk.post(
        reverse("recruiter:letter", args=[letter.pk]),
        {"subject": "Your application", "body": "Dear {name}, see {step}"},
    )

    letter.refresh_from_db()
    assert (letter.subject, letter.body) == (
        "Your application",
        "Dear {name}, see Review",
    )


def test_a_letter_that_has_gone_is_not_changed(desk, cohort):
    letter = a_letter(cohort[0], State.SENT)

    page = desk.post(
        reverse("recruiter:letter", args=[letter.pk]), {"subject": "No", "body": "No"}
    )

    letter.refresh_from_db()
    assert (page.status_code, letter.subject) == (422, "News")


@pytest.mark.parametrize(
    ("before", "act", "after"),
    [
        (State.HELD, "approve", State.READY),
        (State.READY, "hold", State.HELD),
        (State.READY, "cancel", State.CANCELLED),
        (State.FAILED, "retry", State.READY),
        (State.SENT, "cancel", State.SENT),
        (State.CANCELLED, "approve", State.CANCELLED),
    ],
)
def test_each_act_leads_where_the_table_says(desk, cohort, before, act, after):
    letter = a_letter(cohort[0], before)

    desk.post(reverse("recruiter:letter-state", args=[letter.pk]), {"act": act})

    letter.refresh_from_db()
    assert letter.state == after


def test_many_are_approved_together(desk, cohort):
    letters = [a_letter(one, number=n) for n, one in enumerate(cohort)]

    desk.post(
        reverse("recruiter:approvals"), {"letter": [one.pk for one in letters[:2]]}
    )

    states = Letter.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.READY, State.READY, State.HELD]


def test_letters_of_other_programmes_are_not_there(client, cohort):
    letter = a_letter(cohort[0])
    client.force_login(factories.a_person("Stan", Role.RECRUITER, programme="other"))

    assert client.get(reverse("recruiter:outbox")).context["outbox"].rows == []
    assert client.get(reverse("recruiter:letter", args=[letter.pk])).status_code == 404
