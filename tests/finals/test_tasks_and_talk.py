"""A technical task is set where the opening names it; a talk leaves words."""

import pytest

from compagnon.applications.errors import FileRefusedError
from compagnon.finals import operations, queries
from compagnon.finals.errors import NotNowError, TaskIncompleteError
from tests import factories
from tests.factories import NOW
from tests.ratings import worlds

from . import documents

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return worlds.an_application(
        at="task", opening=worlds.an_opening(technical_task="workbook")
    )


@pytest.fixture
def submission(application):
    assert operations.open_task(application, step=application.step, now=NOW)
    return application.task_submissions.get()


def keep(submission, **more):
    return operations.keep_task(
        submission,
        actor=submission.application.candidate,
        **{"text": "Twelve", "now": NOW, **more},
    )


def test_an_opening_that_names_no_task_sets_none():
    application = worlds.an_application(at="task")

    assert operations.open_task(application, step=application.step, now=NOW) is False
    assert application.task_submissions.count() == 0


def test_the_task_is_set_once(application, submission):
    assert operations.open_task(application, step=application.step, now=NOW)
    assert application.task_submissions.count() == 1


def test_what_is_sent_goes_to_the_managers_of_the_opening(application, submission):
    manager = factories.a_person("Mara")
    application.choices.get().opening.managers.add(manager)
    factories.an_assessor()
    keep(submission)

    operations.submit_task(submission, actor=application.candidate, now=NOW)

    tasks = application.rating_tasks.order_by("seat")
    assert tasks[0].assessor == manager
    assert [task.subject_code for task in tasks] == [submission.code] * 2


def test_nothing_is_not_sent(application, submission):
    with pytest.raises(TaskIncompleteError, match="before you send"):
        operations.submit_task(submission, actor=application.candidate, now=NOW)


def test_what_is_sent_stays(application, submission):
    keep(submission)
    operations.submit_task(submission, actor=application.candidate, now=NOW)

    with pytest.raises(TaskIncompleteError, match="stays as it is"):
        keep(submission, text="Thirteen")


def test_a_new_file_takes_the_place_of_the_one_before(
    submission, files, django_capture_on_commit_callbacks
):
    first = keep(submission, content=documents.PDF).file.name
    with django_capture_on_commit_callbacks(execute=True):
        second = keep(submission, content=documents.xlsx()).file

    assert second.name.endswith(".xlsx")
    assert not second.storage.exists(first)


def test_a_file_of_a_foreign_type_is_refused_and_the_words_stay(submission, files):
    keep(submission)

    with pytest.raises(FileRefusedError):
        keep(submission, text="Other", content=b"GIF89a")

    submission.refresh_from_db()
    assert submission.text == "Twelve"


def test_a_file_can_be_taken_back(submission, files):
    keep(submission, content=documents.PDF)

    operations.remove_file(submission, actor=submission.application.candidate, now=NOW)

    submission.refresh_from_db()
    assert (bool(submission.file), submission.media_type) == (False, "")


def test_a_stranger_writes_nothing(submission):
    with pytest.raises(NotNowError):
        operations.keep_task(
            submission, actor=factories.a_stranger(), text="x", now=NOW
        )


def test_words_for_the_candidate_come_after_the_lock():
    factories.an_assessor()
    application = worlds.an_application()
    task = worlds.open_ratings(application, raters=1)[0]
    words = {"competency": "LIS", "suggestion": "Ask once more"}
    with pytest.raises(NotNowError, match="Lock your rating first"):
        operations.write_talk(task, actor=task.assessor, **words, now=NOW)
    worlds.lock(task, LIS=3, INT=3)

    operations.write_talk(task, actor=task.assessor, **words, now=NOW)

    assert queries.talk_of(application) == [
        queries.TalkLine("LIS", "", "Ask once more")
    ]


def test_empty_words_are_taken_back():
    factories.an_assessor()
    application = worlds.an_application()
    task = worlds.open_ratings(application, raters=1)[0]
    worlds.lock(task, LIS=3, INT=3)
    for suggestion in ("Ask once more", " "):
        operations.write_talk(
            task,
            actor=task.assessor,
            competency="LIS",
            suggestion=suggestion,
            now=NOW,
        )

    assert queries.talk_of(application) == []
