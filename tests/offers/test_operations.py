"""An offer is made once, answered once, and never beyond the seats."""

from datetime import date, timedelta

import pytest

from compagnon.applications import operations as applications
from compagnon.applications.models import Choice
from compagnon.applications.rules import Kind, Status, Verdict
from compagnon.kit.facts import first_fault
from compagnon.offers import operations
from compagnon.offers.errors import (
    LetterChangedError,
    NameDiffersError,
    NotAtOfferError,
    OfferClosedError,
    OfferReasonMissingError,
    OpeningNotChosenError,
    SeatsTakenError,
    TermsError,
)
from compagnon.offers.models import Offer
from compagnon.offers.queries import offer_of, seats_left
from compagnon.offers.rules import State
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=30)


def proposed(application, **more):
    terms = {
        "opening": application.choices.get(rank=1).opening,
        "starts_on": date(2027, 9, 1),
        "ends_on": None,
        "actor": factories.a_recruiter(),
        "now": NOW,
    }
    return operations.propose(application, **(terms | more))


def accepted(offer, **more):
    person = offer.application.candidate
    said = {"person": person, "typed_name": person.identity.name, "now": NOW}
    return operations.accept(offer, **(said | more))


@pytest.fixture
def application():
    return factories.an_application(at="offer")


def test_a_proposal_freezes_the_letter_and_moves_the_application(application):
    offer = proposed(application)

    event = application.events.order_by("-number").first()
    assert (event.kind, application.status) == (Kind.OFFERED, Status.OFFERED)
    assert event.codes["letter"] == offer.letter_sha256
    assert application.due_at == offer.answer_by
    assert offer.letter["en"]["paragraphs"] == ["Dear {name}"]


def test_the_letter_keeps_the_name_out_of_the_record(application):
    offer = proposed(application)

    assert application.candidate.identity.family_name not in str(offer.letter)


def test_the_answer_is_due_at_the_end_of_a_day_at_the_place(application):
    offer = proposed(application)

    assert offer.answer_by.isoformat() == "2027-01-21T23:59:59+01:00"


def test_a_declined_person_cannot_be_offered_anything(application):
    decision = applications.decide(
        application,
        actor=factories.a_recruiter(),
        verdict=Verdict.DECLINE,
        reason="Two of five",
        reason_code="examples",
        now=NOW,
    )
    applications.release(decision, actor=factories.a_recruiter(), now=NOW)
    application.refresh_from_db()

    with pytest.raises(NotAtOfferError):
        proposed(application)

    assert Offer.objects.count() == 0


def test_an_offer_is_made_at_the_offer_step_only():
    application = factories.an_application(at="review")

    with pytest.raises(NotAtOfferError):
        proposed(application)


def test_nobody_is_offered_a_place_they_did_not_choose(application):
    with pytest.raises(OpeningNotChosenError):
        proposed(application, opening=factories.an_opening(application.campaign))


def test_a_second_offer_while_one_is_open_is_refused(application):
    proposed(application)

    with pytest.raises(NotAtOfferError):
        proposed(application)


def test_seats_are_never_exceeded(application):
    opening = application.choices.get().opening
    opening.seats = 1
    opening.save(update_fields=["seats"])
    second = factories.an_application(opening=opening, at="offer")
    accepted(proposed(application))

    with pytest.raises(SeatsTakenError):
        proposed(second)

    assert (seats_left(opening), second.events.count()) == (0, 3)


def test_a_seat_is_free_again_when_the_application_is_withdrawn(application):
    opening = application.choices.get().opening
    offer = proposed(application)
    assert seats_left(opening) == 1

    applications.withdraw(application, actor=application.candidate, now=NOW)

    assert seats_left(opening) == 2
    assert offer_of(application).state is State.VOID
    with pytest.raises(Exception, match="cannot be"):
        accepted(offer)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(date(2027, 1, 11), None), (date(2027, 9, 1), date(2027, 9, 1))],
)
def test_dates_that_make_no_sense_are_refused(application, starts_on, ends_on):
    with pytest.raises(TermsError):
        proposed(application, starts_on=starts_on, ends_on=ends_on)


def test_accepting_leaves_the_proof(application):
    offer = accepted(proposed(application), language="fr")

    application.refresh_from_db()
    event = application.events.order_by("-number").first()
    assert (offer.state, application.status) == (State.ACCEPTED, Status.HIRED)
    assert offer.typed_name == application.candidate.identity.name
    assert (offer.answered_at, offer.language) == (NOW, "fr")
    assert event.codes == {
        "offer": offer.code,
        "opening": offer.opening.code,
        "letter": offer.letter_sha256,
    }
    assert first_fault(list(application.events.order_by("number"))) is None


def test_accepting_from_two_tabs_is_accepting_once(application):
    offer = proposed(application)
    accepted(offer)
    accepted(offer, now=NOW + timedelta(minutes=1))

    assert application.events.filter(kind=Kind.OFFER_ACCEPTED).count() == 1
    assert Offer.objects.get().answered_at == NOW


def test_another_name_does_not_accept(application):
    offer = proposed(application)

    with pytest.raises(NameDiffersError, match="as it stands in the letter"):
        accepted(offer, typed_name="Somebody Else")

    assert Offer.objects.get().state == State.OPEN


def test_nobody_accepts_a_letter_they_have_not_seen(application):
    first = proposed(application)
    operations.take_back(
        first, actor=factories.a_recruiter(), reason="Wrong date", now=NOW
    )
    application.refresh_from_db()
    second = proposed(application, starts_on=date(2027, 10, 1))

    with pytest.raises(LetterChangedError, match="read it again"):
        accepted(second, letter_sha256=first.letter_sha256)


def test_a_stranger_cannot_accept(application):
    offer = proposed(application)

    with pytest.raises(OfferClosedError):
        accepted(offer, person=factories.a_stranger())


def test_the_time_to_answer_ends(application):
    offer = proposed(application)

    with pytest.raises(OfferClosedError, match="time to answer is over"):
        accepted(offer, now=LATER)


def test_more_time_for_the_application_is_more_time_for_the_offer(application):
    offer = proposed(application)
    applications.extend(
        application, actor=factories.a_recruiter(), until=LATER, now=NOW
    )

    assert operations.lapse(offer, now=LATER - timedelta(days=1)).is_open
    assert accepted(offer, now=LATER).state == State.ACCEPTED


def test_turning_down_closes_the_application_and_keeps_the_words(application):
    offer = proposed(application)
    person = application.candidate
    for _tab in range(2):
        operations.turn_down(offer, person=person, reason="Too far", now=NOW)

    application.refresh_from_db()
    event = application.events.get(kind=Kind.OFFER_TURNED_DOWN)
    assert (application.status, event.words.text) == (Status.TURNED_DOWN, "Too far")


def test_an_answered_offer_is_not_answered_again(application):
    offer = proposed(application)
    operations.turn_down(offer, person=application.candidate, now=NOW)

    with pytest.raises(OfferClosedError):
        accepted(offer)


def test_an_offer_is_taken_back_with_a_reason_only(application):
    offer = proposed(application)

    with pytest.raises(OfferReasonMissingError):
        operations.take_back(offer, actor=factories.a_recruiter(), reason=" ", now=NOW)

    operations.take_back(
        offer, actor=factories.a_recruiter(), reason="Boutique closes", now=NOW
    )
    application.refresh_from_db()
    assert application.status == Status.OPEN


def test_an_offer_lapses_when_its_time_is_over(application):
    offer = proposed(application)

    lapsed = operations.lapse(offer, now=LATER)

    application.refresh_from_db()
    assert (lapsed.state, application.status) == (State.LAPSED, Status.LAPSED)


def test_an_offer_whose_application_ended_closes_without_an_event(application):
    offer = proposed(application)
    applications.withdraw(application, actor=application.candidate, now=NOW)
    count = application.events.count()

    assert operations.lapse(offer, now=LATER).state == State.VOID
    assert application.events.count() == count


def test_a_reinstated_person_can_be_offered_again(application):
    proposed(application)
    applications.withdraw(application, actor=application.candidate, now=NOW)
    applications.reinstate(
        application, actor=factories.a_recruiter(), reason="A mistake", now=NOW
    )

    again = proposed(application, now=NOW + timedelta(hours=1))

    assert again.is_open
    assert Offer.objects.filter(state=State.VOID).count() == 1


def test_the_terms_stand_in_the_letter_in_both_languages():
    letter = [
        factories.text(
            "{opening} {place} {city} {country} {starts_on} {ends_on} {duration} "
            "{allowance} {answer_by}"
        )
    ]
    programme = factories.a_programme(
        factories.declared()["steps"][0],
        factories.declared()["steps"][2] | {"settings": {"letter": letter}},
    )
    campaign = factories.a_campaign(programme)
    place = factories.a_place(name="Galerie", city="Rome", country="IT")
    opening = factories.an_opening(campaign, place=place, allowance_eur="2804.13")
    application = factories.an_application(opening=opening, at="offer")

    offer = proposed(application, ends_on=date(2028, 8, 31))

    words = offer.letter_in("en")["paragraphs"][0]
    assert words.startswith("Sales associate Galerie Rome Italy")
    assert "12 months" in words
    assert "€2,804.13" in words
    assert "Paris time" in words
    assert "Italie" in offer.letter_in("fr")["paragraphs"][0]


def test_a_choice_of_second_rank_can_be_offered(application):
    opening = factories.an_opening(application.campaign)
    Choice.objects.create(application=application, opening=opening, rank=2)

    assert proposed(application, opening=opening).opening == opening


def test_the_typed_name_can_be_forgotten_and_the_proof_stays(application):
    offer = accepted(proposed(application))

    assert operations.forget_names(application.candidate) == 1

    offer.refresh_from_db()
    assert (offer.typed_name, offer.state) == ("", State.ACCEPTED)
    assert first_fault(list(application.events.order_by("number"))) is None
