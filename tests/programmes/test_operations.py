"""A file becomes a version, once; a version never changes."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import models

from compagnon.applications import operations as applications
from compagnon.journey.steps import STEP_KINDS
from compagnon.programmes import operations
from compagnon.programmes.models import Programme
from compagnon.programmes.reading import read
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

APPRENTICESHIP = Path(__file__).parent / "apprenticeship.yaml"


@pytest.fixture
def reading():
    return read(APPRENTICESHIP, kinds=STEP_KINDS)


def changed(reading):
    text = reading.source.replace("Two years at the bench.", "Three years.")
    return read(text, kinds=STEP_KINDS)


def test_a_file_becomes_the_first_version_with_its_steps(reading):
    person = factories.a_person()

    programme = operations.load(reading, actor=person, now=NOW)

    assert (programme.slug, programme.version) == ("apprenticeship", 1)
    assert (programme.loaded_by, programme.loaded_at) == (person, NOW)
    assert programme.source == APPRENTICESHIP.read_text()
    assert list(programme.steps.values_list("position", "key", "kind")) == [
        (0, "form", "form"),
        (1, "review", "review"),
        (2, "bench_day", "final_interview"),
        (3, "offer", "offer"),
    ]


def test_the_same_text_again_is_the_version_that_exists(reading):
    first = operations.load(reading, actor=None, now=NOW)
    again = operations.load(reading, actor=None, now=NOW + timedelta(days=1))

    assert again == first
    assert Programme.objects.get().loaded_at == NOW


def test_a_changed_text_is_the_next_version_and_the_old_one_stays(reading):
    first = operations.load(reading, actor=None, now=NOW)
    second = operations.load(changed(reading), actor=None, now=NOW)

    assert (first.version, second.version) == (1, 2)
    first.refresh_from_db()
    assert first.declaration.page.tagline.en == "Two years at the bench."
    assert second.declaration.page.tagline.en == "Three years."


def test_a_loaded_version_declares_what_the_file_declares(reading):
    programme = operations.load(reading, actor=None, now=NOW)

    assert programme.declaration == reading.declaration


def test_going_back_to_an_old_text_finds_the_old_version(reading):
    first = operations.load(reading, actor=None, now=NOW)
    operations.load(changed(reading), actor=None, now=NOW)

    assert operations.load(reading, actor=None, now=NOW) == first


def test_steps_of_a_version_in_use_cannot_be_deleted(reading):
    programme = operations.load(reading, actor=None, now=NOW)
    factories.a_campaign(programme)

    with pytest.raises(models.ProtectedError):
        programme.delete()


def test_an_apprentice_walks_the_path_of_a_file_alone(reading):
    programme = operations.load(reading, actor=None, now=NOW)
    opening = factories.an_opening(factories.a_campaign(programme))
    application = factories.an_application(opening=opening)

    keys = [application.step.key]
    for _step in range(3):
        applications.pass_step(application, actor=None, now=NOW)
        keys.append(application.step.key)

    assert keys == ["form", "review", "bench_day", "offer"]
