"""What has been kept long enough goes by itself, and a preview goes not at all."""

from datetime import timedelta

import pytest

from compagnon.applications import operations as applications
from compagnon.applications import verifying
from compagnon.applications.models import Application, Statement
from compagnon.applications.rules import Kind as EventKind
from compagnon.interviews.models import Take
from compagnon.people import vault
from compagnon.people.access import reveal_identity
from compagnon.people.models import Disclosure, Person, Role
from compagnon.privacy import operations, rounds
from compagnon.privacy.models import Erasure, Night
from compagnon.privacy.rules import KEEP_IN_TOUCH, Kind, months_before
from tests import factories
from tests.factories import NOW

from . import lives


def months_later(months):
    return NOW + timedelta(days=31 * months + 1)


def went(now, *, dry_run=False):
    report = operations.apply_retention(now, dry_run=dry_run)
    return {line.kind.value: line.count for line in report.lines if line.count}


def withdrawn():
    life = lives.a_life()
    applications.withdraw(life.application, actor=life.person, now=NOW)
    return life


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [(31, 1, "2026-12-31"), (31, 2, "2026-11-30"), (15, 24, "2025-01-15")],
)
def test_months_are_counted_by_the_calendar(day, months, expected):
    assert months_before(NOW.replace(day=day), months).date().isoformat() == expected


@pytest.mark.django_db
def test_nothing_goes_before_its_time(files):
    withdrawn()

    assert went(months_later(5)) == {}
    assert Statement.objects.count() == 1


@pytest.mark.django_db
def test_recordings_go_six_months_after_the_end(files):
    withdrawn()

    assert went(months_later(6)) == {"takes": 1}
    assert went(months_later(6)) == {}
    assert Take.objects.count() == 0
    assert Statement.objects.count() == 1


@pytest.mark.django_db
def test_a_closed_application_and_its_account_go_after_two_years(files):
    life = withdrawn()

    assert went(months_later(24)) == {"closed": 1, "accounts": 1}

    assert Statement.objects.count() == 0
    assert Erasure.objects.get().person_id == life.person.pk
    assert Erasure.objects.get().reason == "retention"
    assert list(verifying.faults()) == []


@pytest.mark.django_db
def test_an_account_stays_for_as_long_as_news_are_wanted(files):
    life = withdrawn()
    vault.give_consent(
        life.person, purpose=KEEP_IN_TOUCH, version="1", actor=life.person, now=NOW
    )

    assert went(months_later(24)) == {"closed": 1}
    assert life.person.identity.email == lives.EMAIL


@pytest.mark.django_db
def test_an_account_stays_while_another_application_is_young(files):
    life = withdrawn()
    later = months_later(20)
    season = factories.a_campaign(closes_at=later + timedelta(days=9))
    factories.an_application(
        candidate=life.person,
        opening=factories.an_opening(season),
        at="review",
        now=later,
    )

    assert went(months_later(24)) == {"closed": 1}


@pytest.mark.django_db
def test_a_hired_person_keeps_account_and_proof(files):
    life = lives.a_life()
    decision = life.application.decisions.get()
    applications.retract(decision, actor=life.recruiter, now=NOW)
    for kind in (EventKind.OFFERED, EventKind.OFFER_ACCEPTED):
        applications.record(life.application, kind, actor=None, now=NOW)
    offer = lives.an_offer(life)
    from compagnon.placements.operations import open_placement

    open_placement(
        person=life.person,
        opening=offer.opening,
        starts_on=offer.starts_on,
        ends_on=None,
        manager=None,
        now=NOW,
    )

    assert went(months_later(24)) == {"hired": 1}

    offer.refresh_from_db()
    assert offer.typed_name == f"{lives.GIVEN} {lives.FAMILY}"
    assert Statement.objects.count() == 0
    assert list(verifying.faults()) == []


@pytest.mark.django_db
def test_a_draft_goes_half_a_year_after_it_was_last_touched(files):
    draft = factories.an_application()

    assert went(months_later(5)) == {}
    assert went(months_later(6)) == {"drafts": 1, "accounts": 1}

    draft.refresh_from_db()
    assert draft.status == "lapsed"
    assert Person.objects.get(pk=draft.candidate_id).erased_at is not None


@pytest.mark.django_db
def test_staff_and_their_accounts_stay():
    factories.a_recruiter()

    assert went(months_later(100)) == {}


@pytest.mark.django_db
def test_old_disclosures_go():
    ada = factories.an_application().candidate
    reveal_identity(ada, reader=factories.a_recruiter(), reason="A call", now=NOW)

    operations.apply_retention(months_later(36), dry_run=False)

    assert Disclosure.objects.count() == 0


@pytest.mark.django_db
def test_a_preview_says_the_same_and_changes_nothing(files):
    life = withdrawn()

    report = operations.apply_retention(months_later(24), dry_run=True)

    found = {line.kind: (line.count, line.codes) for line in report.lines if line.count}
    assert found[Kind.CLOSED] == (1, [life.application.code])
    assert Statement.objects.count() == 1
    assert Application.objects.filter(clearing=None).count() == 1


@pytest.mark.django_db
def test_a_changed_rule_counts_from_now_on(files):
    withdrawn()
    sofia = factories.a_person("Sofia", Role.STEWARD)
    operations.change_rule(Kind.TAKES, months=9, actor=sofia, now=NOW)

    assert went(months_later(6)) == {}
    assert went(months_later(9)) == {"takes": 1}


@pytest.mark.django_db
def test_a_night_is_made_once(files):
    withdrawn()
    night = months_later(24)

    assert rounds.nightly(night) == 2
    assert rounds.nightly(night + timedelta(hours=3)) == 0

    kept = Night.objects.get()
    assert kept.counts == {"closed": 1, "accounts": 1}
    assert (kept.applications, kept.faults, kept.first_fault) == (1, 0, "")


@pytest.mark.django_db
def test_a_night_finds_what_was_tampered_with():
    application = factories.an_application(at="review")
    application.events.filter(number=2).update(codes={"due_at": None, "forged": True})

    rounds.nightly(NOW)

    kept = Night.objects.get()
    assert kept.faults == 1
    assert kept.first_fault == (
        f"application {application.code}, event 2: its content does not have its hash"
    )
