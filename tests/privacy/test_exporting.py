"""A person gets everything that is kept about them, and nothing that is not theirs."""

import json
import zipfile

import pytest

from compagnon.applications import operations as applications
from compagnon.people.models import Disclosure, Role
from compagnon.privacy import archive, operations
from tests import factories
from tests.factories import NOW

from . import lives

pytestmark = pytest.mark.django_db


def told(life, **more):
    more = {"actor": life.person, "now": NOW, **more}
    return operations.export(life.person, **more)


def closed(life):
    applications.withdraw(life.application, actor=life.person, now=NOW)
    return life


def test_it_tells_what_the_person_told(files):
    life = lives.a_life()

    export = json.loads(archive.as_json(told(life)))

    assert export["identity"][0]["email"] == lives.EMAIL
    assert export["identity"][0]["birth_date"] == lives.BORN.isoformat()
    assert export["letters"][0]["body"] == lives.WORDS
    [application] = export["applications"]
    assert application["statements"][0]["text"] == lives.WORDS
    assert application["adjustments"][0]["note"] == lives.WORDS
    assert application["responses"][1]["answer"]["text"] == lives.WORDS
    assert [take["question_key"] for take in application["takes"]] == ["q1", "q2", "q3"]
    assert application["eligibility_checks"][0]["facts"] == {"months": 12}


def test_a_held_decision_and_the_notes_of_staff_follow_once_it_is_closed(files):
    life = lives.a_life()
    [open_one] = told(life)["applications"]

    [closed_one] = told(closed(life))["applications"]

    assert [(event["kind"], event["by"]) for event in open_one["events"]] == [
        ("started", "you"),
        ("passed", "system"),
        ("flagged", "you"),
    ]
    assert open_one.keys().isdisjoint({"ratings", "scores", "talk_notes", "flags"})
    kinds = [event["kind"] for event in closed_one["events"]]
    assert kinds == [
        "started",
        "passed",
        "flagged",
        "flagged",
        "noted",
        "decided",
        "retracted",
        "withdrawn",
    ]
    assert closed_one["ratings"][0]["evidence"] == lives.WORDS
    assert closed_one["scores"][0]["value"] == 0.5
    assert closed_one["decisions"] == []


def test_it_names_no_staff_and_no_key_of_a_test(files):
    life = closed(lives.a_life())

    text = archive.as_json(told(life))

    for secret in (
        life.recruiter.code,
        life.assessor.code,
        "5eed5eed5eed",
        "Ines",
        "Rui",
    ):
        assert secret not in text
    assert {event["by"] for event in told(life)["applications"][0]["events"]} == {
        "you",
        "staff",
        "system",
    }


def test_ones_own_export_is_not_a_disclosure(files):
    life = lives.a_life()
    before = Disclosure.objects.count()

    told(life)

    assert Disclosure.objects.count() == before


def test_an_export_that_somebody_else_makes_is_written_down(files):
    life = lives.a_life()
    sofia = factories.a_person("Sofia", Role.STEWARD)

    told(life, actor=sofia, reason="Letter of 3 January")

    written = Disclosure.objects.get(reader=sofia)
    assert (written.what, written.reason) == ("export", "Letter of 3 January")
    assert (written.subject, written.happened_at) == (life.person, NOW)


def test_the_archive_holds_data_a_page_and_each_file(files):
    life = closed(lives.a_life())

    with (
        archive.archive_of(life.person, told(life)) as made,
        zipfile.ZipFile(made) as it,
    ):
        names = it.namelist()
        page = it.read("data.html").decode()
        document = life.application.documents.get()
        assert it.read(f"files/{document.file.name}") == lives.PDF
        data = json.loads(it.read("data.json"))

    assert names[:3] == ["data.json", "data.html", "data.css"]
    assert sorted(names[3:]) == sorted(data["documents_of_this_export"])
    assert len(names) == 6
    assert lives.FAMILY in page
    assert "<script" not in page


def test_a_file_that_is_lost_does_not_stop_the_archive(files):
    life = lives.a_life()
    document = life.application.documents.get()
    document.file.storage.delete(document.file.name)

    with (
        archive.archive_of(life.person, told(life)) as made,
        zipfile.ZipFile(made) as it,
    ):
        assert it.read("missing.txt").decode() == f"files/{document.file.name}\n"


def test_somebody_who_was_erased_has_an_export_of_codes(files):
    life = lives.a_life()
    from compagnon.privacy.rules import ErasureReason

    operations.erase(life.person, actor=None, reason=ErasureReason.ASKED, now=NOW)

    text = archive.as_json(told(life))
    assert [value for value in lives.IDENTITY if value in text] == []
    assert told(life)["identity"] == []


def test_markup_in_somebodys_words_stays_words(files):
    life = lives.a_life()
    statement = life.application.statements.get()
    statement.text = "<script>alert(1)</script>"
    statement.save(update_fields=["text"])

    page = archive.as_page(life.person, told(life))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
