"""The assessor's pages: blind by query, evidence first, locked for good."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from compagnon.finals import operations as finals
from compagnon.interviews.models import Interview, Take
from compagnon.people.models import Identity, Role
from compagnon.ratings.models import RatingTask
from tests import factories
from tests.factories import NOW
from tests.finals import documents
from tests.ratings import worlds

pytestmark = pytest.mark.django_db


def a_written_answer(application, words="She asked who it was for"):
    interview = Interview.objects.create(
        application=application,
        step_key="interview",
        opened_at=NOW,
        submitted_at=NOW,
    )
    return Take.objects.create(
        interview=interview,
        question_key="need",
        number=1,
        kind="text",
        state="stored",
        is_kept=True,
        text=words,
        created_at=NOW,
        stored_at=NOW,
    )


def an_answer_to_rate(opening=None, raters=1):
    application = worlds.an_application(**({"opening": opening} if opening else {}))
    take = a_written_answer(application)
    return worlds.open_ratings(
        application, subjects=[worlds.a_subject(code=take.code)], raters=raters
    )


def address(name, task):
    return reverse(f"assessor:{name}", args=[task.code])


WHOLE = {
    "evidence_LIS": "“Who is it for?”",
    "value_LIS": "4.5",
    "evidence_INT": "",
    "value_INT": "none",
}


@pytest.fixture
def ines(client):
    person = factories.an_assessor()
    client.force_login(person)
    return person


def test_the_queue_says_what_is_to_do_and_what_is_due(ines, client):
    (task,) = an_answer_to_rate()
    RatingTask.objects.filter(pk=task.pk).update(due_at=timezone.now())

    page = client.get(reverse("assessor:queue"))

    assert "1 to do" in page.text
    assert "1 due today" in page.text


def test_an_empty_queue_says_so(ines, client):
    assert "Your queue is empty" in client.get(reverse("assessor:queue")).text


def test_an_answer_stands_beside_all_five_levels(ines, client):
    (task,) = an_answer_to_rate()

    page = client.get(address("task", task))

    assert "She asked who it was for" in page.text
    assert [f"level {number}" in page.text for number in range(1, 6)] == [True] * 5
    assert page.text.index("evidence_LIS") < page.text.index("value_LIS")


def test_a_draft_is_kept_and_comes_back(ines, client):
    (task,) = an_answer_to_rate()

    client.post(address("save", task), {"evidence_LIS": "“For whom?”"})

    assert "“For whom?”" in client.get(address("task", task)).text
    assert task.ratings.get(competency="LIS").is_observed is None


def test_a_draft_saves_itself_without_leaving_the_page(ines, client):
    (task,) = an_answer_to_rate()

    part = client.post(
        address("save", task), {"value_LIS": "3"}, headers={"HX-Request": "true"}
    )

    assert "Draft saved" in part.text
    assert "<html" not in part.text


def test_locking_leads_to_the_next_one(ines, client):
    opening = worlds.an_opening()
    (first,) = an_answer_to_rate(opening)
    (second,) = an_answer_to_rate(opening)

    response = client.post(address("save", first), WHOLE | {"lock": "1"})

    first.refresh_from_db()
    assert first.locked_at is not None
    assert response.url == address("task", second)


def test_what_is_missing_is_named_before_a_lock(ines, client):
    (task,) = an_answer_to_rate()

    page = client.post(
        address("save", task), {"value_LIS": "5", "value_INT": "none", "lock": "1"}
    )

    assert page.status_code == 422
    assert "A 1, a 2 or a 5 needs evidence" in page.text
    assert page.text.count("rating--missing") == 1


def test_a_value_off_the_scale_is_refused(ines, client):
    (task,) = an_answer_to_rate()

    assert client.post(address("save", task), {"value_LIS": "6"}).status_code == 422


def test_others_ratings_appear_after_one_s_own_lock(ines, client):
    other = factories.an_assessor()
    first, second = an_answer_to_rate(raters=2)
    theirs = first if first.assessor == other else second
    mine = second if theirs == first else first
    worlds.lock(theirs, LIS=1, INT=3)
    assert "Far apart" not in client.get(address("task", mine)).text

    client.post(address("save", mine), WHOLE | {"lock": "1"})

    assert "Far apart" in client.get(address("task", mine)).text


def test_nobody_reaches_another_s_task(ines, client):
    other = factories.an_assessor()
    first, second = an_answer_to_rate(raters=2)
    theirs = first if first.assessor == other else second

    for name in ("task", "sheet", "media", "file"):
        assert client.get(address(name, theirs)).status_code == 404
    for name in ("save", "tick", "recuse", "talk"):
        assert client.post(address(name, theirs)).status_code == 404


def test_a_stranger_finds_no_desk(client):
    client.force_login(factories.a_stranger())

    assert client.get(reverse("assessor:queue")).status_code == 404


def test_who_knows_the_person_steps_back(ines, client):
    factories.an_assessor()
    (task,) = an_answer_to_rate()
    RatingTask.objects.filter(pk=task.pk).update(assessor=ines)

    client.post(address("recuse", task), {"reason": "My neighbour"})

    task.refresh_from_db()
    assert task.assessor_id != ines.pk


@pytest.fixture
def sheet(ines):
    """The sheet of a role-play, for Ines."""
    application = worlds.an_application(at="final")
    day = worlds.a_day(application.campaign, panel=[ines])
    finals.book(
        application, slot=day.slots.first(), actor=application.candidate, now=NOW
    )
    return RatingTask.objects.get(subject_kind="role_play", assessor=ines)


def test_a_sheet_has_brief_arc_observations_and_questions(ines, client, sheet):
    page = client.get(address("sheet", sheet))

    for words in ("You are in a hurry", "Hurried", "Greets before asking", "level 5"):
        assert words in page.text


def test_an_observation_is_ticked_with_its_time(ines, client, sheet):
    part = client.post(
        address("tick", sheet), {"position": 1}, headers={"HX-Request": "true"}
    )

    assert part.text.count('aria-pressed="true"') == 1
    assert sheet.observations.get().position == 1

    client.post(address("tick", sheet), {"position": 1, "off": "1"})
    assert sheet.observations.count() == 0


def test_notes_of_a_sheet_are_kept(ines, client, sheet):
    client.post(address("save", sheet), {"notes": "“Who is it for?”"})

    assert "“Who is it for?”" in client.get(address("sheet", sheet)).text


def test_after_the_lock_an_assessor_writes_for_the_candidate(ines, client, sheet):
    worlds.lock(sheet, LIS=3, INT=3)

    client.post(address("talk", sheet), {"suggestion_LIS": "Ask once more"})

    assert "Ask once more" in client.get(address("sheet", sheet)).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_needs_the_same_queries(
    ines, client, rows, django_assert_max_num_queries
):
    opening = worlds.an_opening()
    for _ in range(rows):
        an_answer_to_rate(opening)

    with django_assert_max_num_queries(10):
        assert client.get(reverse("assessor:queue")).status_code == 200


TELLING = ("Aurelia", "Vandersmissen", "aurelia.v@home.example", "+33 6 12 34")


def a_telling_candidate():
    person = factories.a_person("Aurelia", email=TELLING[2])
    Identity.objects.filter(person=person).update(
        family_name=TELLING[1], phone=TELLING[3], nationalities=["BE"]
    )
    return person


def test_no_byte_of_any_page_tells_who_it_is(ines, client, files):
    opening = worlds.an_opening(technical_task="workbook")
    opening.managers.add(ines)
    written = worlds.an_application(opening=opening, candidate=a_telling_candidate())
    take = a_written_answer(written)
    worlds.open_ratings(written, subjects=[worlds.a_subject(code=take.code)])
    factories.applications.pass_step(written, actor=None, now=NOW)
    day = worlds.a_day(opening.campaign, panel=[ines])
    finals.book(written, slot=day.slots.first(), actor=written.candidate, now=NOW)
    factories.applications.pass_step(written, actor=None, now=NOW)
    finals.open_task(written, step=written.step, now=NOW)
    submission = written.task_submissions.get()
    finals.keep_task(
        submission,
        actor=written.candidate,
        text="Twelve",
        content=documents.xlsx(),
        now=NOW,
    )
    finals.submit_task(submission, actor=written.candidate, now=NOW)

    seen = [client.get(reverse("assessor:queue"))]
    for task in RatingTask.objects.of(ines):
        names = ("task", "sheet", "media", "file")
        seen += [client.get(address(name, task), follow=True) for name in names]

    assert {task.subject_kind for task in RatingTask.objects.of(ines)} == {
        "answer",
        "role_play",
        "conversation",
        "task",
    }
    secrets = [*TELLING, written.candidate.code, written.code, "Specimen"]
    for response in seen:
        head = "".join(f"{key}: {value}\n" for key, value in response.items())
        content = b"".join(response) + head.encode()
        assert [word for word in secrets if word.encode() in content] == []


def test_a_manager_of_an_opening_rates_on_the_same_pages(client):
    manager = factories.a_person("Mara", Role.HIRING_MANAGER)
    (task,) = an_answer_to_rate()
    RatingTask.objects.filter(pk=task.pk).update(
        assessor=manager, due_at=NOW + timedelta(days=1)
    )
    client.force_login(manager)

    assert client.get(address("task", task)).status_code == 200
    client.post(address("save", task), WHOLE | {"lock": "1"})
    assert RatingTask.objects.get(pk=task.pk).locked_at is not None
