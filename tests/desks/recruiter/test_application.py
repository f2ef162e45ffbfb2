"""The page of one application, and what can be done there."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from compagnon.applications import operations
from compagnon.applications.models import Document, Statement
from compagnon.applications.rules import FlagReason, Kind, Status, Verdict
from compagnon.journey.models import Letter
from compagnon.offers.models import Offer
from compagnon.people.models import Disclosure, Role
from tests import factories
from tests.factories import NOW


def url_of(name, application):
    return reverse(f"recruiter:{name}", args=[application.code])


def kinds(application):
    return [event.kind for event in application.events.order_by("number")]


def test_the_page_shows_evidence_and_no_identity(desk, cohort, rui):
    one = cohort[0]
    operations.note(one, actor=rui, text="Spoke about the day", now=NOW)

    page = desk.get(url_of("application", one)).content.decode()

    assert "Spoke about the day" in page
    assert "Sales associate" in page
    assert one.candidate.identity.email not in page
    assert one.candidate.identity.family_name not in page


def test_a_recruiter_of_another_programme_finds_no_application(client, cohort):
    client.force_login(factories.a_person("Stan", Role.RECRUITER, programme="other"))

    assert client.get(url_of("application", cohort[0])).status_code == 404
    for name in ("reveal", "decision", "notes", "withdrawal", "extension", "letters"):
        assert client.post(url_of(name, cohort[0]), {}).status_code == 404


def test_identity_is_revealed_for_a_reason_on_one_page(desk, cohort, rui):
    one = cohort[0]
    email = one.candidate.identity.email

    page = desk.post(url_of("reveal", one), {"reveal-reason": "They asked for a call"})

    assert email in page.content.decode()
    assert email not in desk.get(url_of("application", one)).content.decode()
    assert kinds(one)[-1] == Kind.REVEALED
    assert one.events.last().codes == {}
    disclosure = Disclosure.objects.get()
    assert (disclosure.reader, disclosure.subject, disclosure.reason) == (
        rui, one.candidate, "They asked for a call",
    )  # fmt: skip


def test_without_a_reason_nothing_is_revealed(desk, cohort):
    page = desk.post(url_of("reveal", cohort[0]), {"reveal-reason": " "})

    assert page.status_code == 422
    assert cohort[0].candidate.identity.email not in page.content.decode()
    assert not Disclosure.objects.exists()


def test_an_application_is_withdrawn_on_somebodys_word(desk, cohort):
    one = cohort[0]

    desk.post(url_of("withdrawal", one), {"withdrawal-reason": "Wrote on Monday"})

    one.refresh_from_db()
    assert one.status == Status.WITHDRAWN


def test_a_closed_application_is_opened_again(desk, cohort):
    one = cohort[0]
    operations.withdraw(one, actor=one.candidate, now=NOW)

    desk.post(url_of("reinstatement", one), {"reinstatement-reason": "A mistake"})

    one.refresh_from_db()
    assert one.status == Status.OPEN


def test_a_move_that_is_refused_says_why_on_the_page(desk, cohort):
    page = desk.post(
        url_of("reinstatement", cohort[0]), {"reinstatement-reason": "Why not"}
    )

    assert page.status_code == 422
    assert "cannot be" in page.content.decode()


def test_a_deadline_is_extended(desk, cohort):
    one = cohort[0]
    until = (timezone.now() + timedelta(days=9)).replace(second=0, microsecond=0)

    desk.post(url_of("extension", one), {"extension-until": f"{until:%Y-%m-%dT%H:%M}"})

    one.refresh_from_db()
    assert one.due_at == until


def test_a_flag_is_seen_to(desk, cohort, rui):
    flag = operations.flag(cohort[0], reason=FlagReason.CONTESTED, now=NOW)

    desk.post(
        reverse("recruiter:clearance", args=[cohort[0].code, flag.pk]),
        {"note": "Explained the decision"},
    )

    cohort[0].refresh_from_db()
    assert cohort[0].open_flags == 0
    assert cohort[0].events.last().words.text == "Explained the decision"


def test_an_offer_is_proposed_at_the_offer_step(desk, opening):
    one = factories.an_application(opening=opening, at="offer")
    terms = {"offer-opening": opening.code, "offer-starts_on": "2099-09-01"}

    desk.post(url_of("offers", one), terms)

    one.refresh_from_db()
    assert one.status == Status.OFFERED
    assert Offer.objects.get().starts_on == date(2099, 9, 1)

    desk.post(url_of("offer-return", one), {"offer-return-reason": "Wrong dates"})

    one.refresh_from_db()
    assert one.status == Status.OPEN


def test_an_offer_to_a_declined_person_is_impossible(desk, opening, rui):
    one = factories.an_application(opening=opening, at="offer")
    decision = operations.decide(
        one,
        actor=rui,
        verdict=Verdict.DECLINE,
        reason="Seats",
        reason_code="examples",
        now=NOW,
    )
    operations.release(decision, actor=rui, now=NOW)
    terms = {"offer-opening": opening.code, "offer-starts_on": "2099-09-01"}

    page = desk.post(url_of("offers", one), terms)

    assert page.status_code == 422
    assert not Offer.objects.exists()
    assert (
        url_of("offers", one)
        not in desk.get(url_of("application", one)).content.decode()
    )


def test_a_letter_in_own_words_waits_in_the_outbox_without_the_name(desk, cohort):
    one = cohort[0]
    words = {"letter-subject": "A question", "letter-body": "Dear {name}, about {step}"}

    desk.post(url_of("letters", one), words)

    letter = Letter.objects.get()
    assert (letter.state, letter.body) == ("ready", "Dear {name}, about Review")


def test_a_resume_is_sent_to_be_kept_and_its_reading_is_recorded(desk, cohort, files):
    one = cohort[0]
    kept = Document(
        application=one,
        purpose="resume",
        media_type="application/pdf",
        size=3,
        sha256="0" * 64,
        uploaded_at=NOW,
    )
    kept.file.save("renamed.pdf", ContentFile(b"PDF"))

    answer = desk.get(reverse("recruiter:document", args=[one.code, kept.code]))

    assert b"".join(answer) == b"PDF"
    assert (
        answer["Content-Disposition"] == f'attachment; filename="{one.code}-resume.pdf"'
    )
    assert Disclosure.objects.get().what == "resume"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_a_long_history(
    desk, cohort, rui, count, django_assert_num_queries
):
    for number in range(count):
        operations.note(cohort[0], actor=rui, text=f"Note {number}", now=NOW)
        Statement.objects.create(
            application=cohort[0], question=f"q{number}", text="Words", saved_at=NOW
        )
    desk.get(url_of("application", cohort[0]))

    with django_assert_num_queries(18):
        desk.get(url_of("application", cohort[0]))
