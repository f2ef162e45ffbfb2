"""A person is forgotten; what happened can still be proven."""

import io
import pathlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import connection
from django.test import Client

from compagnon.applications import operations as applications
from compagnon.applications import verifying
from compagnon.applications.models import Application, Event
from compagnon.applications.rules import Kind as EventKind
from compagnon.finals.models import Booking
from compagnon.people.models import Identity, Person, Role
from compagnon.placements import operations as placements
from compagnon.placements import verifying as placement_verifying
from compagnon.placements.rules import PlacementKind
from compagnon.privacy import operations, rounds
from compagnon.privacy.errors import ErasureRefusedError
from compagnon.privacy.models import DoomedFile, Erasure
from compagnon.privacy.rules import ErasureReason
from tests import factories
from tests.factories import NOW

from . import lives

LATER = NOW + timedelta(days=3)


def erase(person, actor=None, now=LATER):
    actor = actor or factories.a_person("Sofia", Role.STEWARD)
    return operations.erase(person, actor=actor, reason=ErasureReason.ASKED, now=now)


def dump() -> str:
    """Every row of every table as text, sessions decoded."""
    out = io.StringIO()
    for model in apps.get_models():
        serializers.serialize(
            "json", model._default_manager.all(), stream=out, ensure_ascii=False
        )
    for session in Session.objects.all():
        out.write(str(session.get_decoded()))
    return out.getvalue()


def traces_in(folder) -> list[str]:
    return [
        f"{path.name}: {value}"
        for path in folder.rglob("*")
        if path.is_file()
        for value in lives.IDENTITY
        if value.encode() in path.read_bytes() or value in path.name
    ]


@pytest.mark.django_db(transaction=True)
def test_no_value_of_the_person_is_left_in_any_row_or_file(files):
    life = lives.a_life()
    Client().force_login(life.person)
    assert [value for value in lives.IDENTITY if value not in dump()] == []
    assert traces_in(files) != []

    erase(life.person)

    text = dump().lower()
    assert [value for value in lives.IDENTITY if value.lower() in text] == []
    assert traces_in(files) == []
    assert Session.objects.count() == 0
    assert DoomedFile.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_after_the_night_no_byte_is_left_in_the_database_file(files):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does this when it vacuums")
    life = lives.a_life()

    erase(life.person)
    rounds.nightly(LATER)

    path = connection.settings_dict["NAME"]
    with pathlib.Path(path).open("rb") as database:
        content = database.read()
    assert [value for value in lives.IDENTITY if value.encode() in content] == []


@pytest.mark.django_db(transaction=True)
def test_every_chain_still_verifies(files):
    life = lives.a_life()
    before = list(Event.objects.values_list("hash", flat=True))

    erase(life.person)

    assert list(verifying.faults()) == []
    after = list(Event.objects.order_by("pk").values_list("hash", flat=True))
    assert after[: len(before)] == before


@pytest.mark.django_db(transaction=True)
def test_what_is_under_way_is_withdrawn_and_its_seat_given_back(files):
    life = lives.a_life()

    erase(life.person)

    assert Application.objects.get().status == "withdrawn"
    assert life.application.decisions.get().retracted_at == LATER
    assert Booking.objects.get().cancelled_at == LATER


@pytest.mark.django_db(transaction=True)
def test_the_person_is_closed_and_a_code(files):
    life = lives.a_life()

    erasure = erase(life.person)

    person = Person.objects.get(pk=life.person.pk)
    assert (person.is_active, person.erased_at) == (False, LATER)
    assert not Identity.objects.filter(person=person).exists()
    assert (erasure.person_id, erasure.reason) == (person.pk, "asked")
    assert erasure.counts["people.Identity"] == 1
    assert erasure.counts["interviews.Take"] == 3
    assert erasure.counts["files"] == 3
    assert erasure.counts["journey.MailboxItem"] == 1


@pytest.mark.django_db(transaction=True)
def test_erasing_twice_is_erasing_once(files):
    life = lives.a_life()
    first = erase(life.person)

    second = erase(life.person, now=LATER + timedelta(days=1))

    assert second == first
    assert second.erased_at == LATER
    assert Erasure.objects.count() == 1


@pytest.mark.django_db
def test_the_same_address_may_come_again_as_somebody_new(files):
    from compagnon.people.signing_in import person_with

    life = lives.a_life()
    erase(life.person)

    assert person_with(lives.EMAIL, language="en") != life.person


@pytest.mark.django_db
def test_others_keep_what_is_theirs(files):
    life = lives.a_life()
    other = factories.an_application()

    erase(life.person)

    assert other.candidate.identity.given_name == "Ada"
    assert Application.objects.get(pk=other.pk).status == "open"


def a_placement(life):
    return placements.open_placement(
        person=life.person,
        opening=life.application.choices.get().opening,
        starts_on=NOW.date(),
        ends_on=None,
        manager=None,
        now=NOW,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kinds", [[], [PlacementKind.STARTED]])
def test_nothing_is_erased_while_a_placement_runs(files, kinds):
    life = lives.a_life()
    placement = a_placement(life)
    for kind in kinds:
        placements.record(placement, kind, actor=None, now=NOW)

    with pytest.raises(ErasureRefusedError, match="placement is expected or under way"):
        erase(life.person)

    assert life.person.identity.email == lives.EMAIL
    assert Application.objects.get().status == "open"


@pytest.mark.django_db
def test_a_finished_placement_loses_its_words_and_keeps_its_chain(files):
    life = lives.a_life()
    placement = a_placement(life)
    placements.record(
        placement,
        PlacementKind.CANCELLED,
        actor=life.recruiter,
        reason=lives.WORDS,
        now=NOW,
    )

    erase(life.person)

    assert list(placement_verifying.faults()) == []
    assert [value for value in lives.IDENTITY if value in dump()] == []


@pytest.mark.django_db
def test_the_name_under_an_acceptance_goes_too(files):
    life = lives.a_life()
    offer = lives.an_offer(life)

    erase(life.person)

    offer.refresh_from_db()
    assert offer.typed_name == ""
    assert [value for value in lives.IDENTITY if value in dump()] == []


@pytest.mark.django_db
def test_an_open_offer_is_void(files):
    life = lives.a_life()
    applications.retract(
        life.application.decisions.get(), actor=life.recruiter, now=NOW
    )
    applications.record(
        life.application, EventKind.OFFERED, actor=life.recruiter, now=NOW
    )
    offer = lives.an_offer(life, state="open", answered_at=None, typed_name="")

    erase(life.person)

    offer.refresh_from_db()
    assert (offer.state, offer.answered_at) == ("void", LATER)
    assert list(verifying.faults()) == []


@pytest.mark.django_db
def test_staff_are_not_erased_while_they_have_roles():
    rui = factories.a_recruiter()

    with pytest.raises(ErasureRefusedError, match="Take their roles away first"):
        erase(rui)


@pytest.mark.django_db
def test_a_manager_of_a_running_placement_is_kept(files):
    life = lives.a_life()
    hana = factories.a_person("Hana")
    placement = a_placement(life)
    type(placement).objects.filter(pk=placement.pk).update(manager=hana)

    with pytest.raises(ErasureRefusedError, match="manager or buddy"):
        erase(hana)


@pytest.mark.django_db(transaction=True)
def test_a_file_whose_row_is_gone_is_removed_by_the_next_round(files):
    life = lives.a_life()
    name = life.application.documents.get().file.name
    # As a crash between the transaction and the removal would leave it.
    DoomedFile.objects.create(place="stored", name=name)
    DoomedFile.objects.create(place="stored", name="documents/never-there.pdf")

    operations.shred()

    assert not (files / "media" / name).exists()
    assert DoomedFile.objects.count() == 0
