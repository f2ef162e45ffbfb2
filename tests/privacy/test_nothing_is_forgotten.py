"""Every model that leads to a person is in the table of traces, or says why not."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import EmailField, FileField, ForeignKey, OneToOneField

from compagnon.applications.models import Application
from compagnon.people.models import Person
from compagnon.privacy.traces import TRACES, Fate, by_address

pytestmark = pytest.mark.house

# A relation that says who did something: a code, which facts keep.
AUTHORS = {
    "applications.Decision.decided_by",
    "applications.Event.actor",
    "finals.FinalDay.created_by",
    "finals.PanelMember.assessor",
    "finals.TalkNote.written_by",
    "journey.Letter.edited_by",
    "offers.Offer.issued_by",
    "people.Disclosure.reader",
    "people.Grant.granted_by",
    "people.RoleChange.changed_by",
    "placements.Placement.buddy",
    "placements.Placement.manager",
    "placements.PlacementEvent.actor",
    "postings.Change.actor",
    "postings.Opening_managers.person",
    "privacy.Erasure.erased_by",
    "privacy.RetentionRule.changed_by",
    "programmes.Programme.loaded_by",
    "ratings.RatingTask.assessor",
    "ratings.Recusal.assessor",
}
# The person's own placement is reached through `Placement`, the owner of its traces.
OWNERS = {"placements.Placement.person", "applications.Application.candidate"}
# The erasure closes it and keeps its code.
CODES = {"people.Person"}


def models():
    """Our own models, those of many-to-many relations too."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("compagnon.")
    ]


def relations(model):
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField)
    ]


def name_of(model, field):
    return f"{model._meta.label}.{field.name}"


def leading_to_people():
    """The models from which keys lead to a person, not counting who did something."""
    found = {Person, Application}
    while True:
        more = {
            model
            for model in models()
            if model not in found
            and any(
                one.related_model in found and name_of(model, one) not in AUTHORS
                for one in relations(model)
            )
        }
        if not more:
            return found
        found |= more


TABLE = {trace.label for trace in TRACES}


def test_each_model_that_leads_to_a_person_is_erased_or_says_why_not():
    known = TABLE | CODES

    assert sorted({one._meta.label for one in leading_to_people()} - known) == []


def test_each_relation_to_a_person_or_application_is_a_trace_or_an_author():
    via = {f"{trace.label}.{trace.via.split('__')[0]}" for trace in TRACES}
    direct = {
        name_of(model, one)
        for model in models()
        for one in relations(model)
        if one.related_model in {Person, Application}
    }

    assert sorted(direct - via - AUTHORS - OWNERS) == []


def test_nothing_is_listed_that_is_no_more():
    everything = {one._meta.label for one in models()}

    assert sorted((TABLE | CODES) - everything) == []


def test_each_row_of_the_table_does_what_it_says():
    for trace in TRACES:
        assert (trace.fate is Fate.STAYS) <= bool(trace.why), trace.label
        assert bool(trace.told) or bool(trace.why), trace.label
        names = {field.name for field in trace.model._meta.get_fields()}
        assert trace.cleared.keys() <= names, trace.label
        assert {name.split("__")[0] for name in trace.told} <= names, trace.label


def test_each_file_field_goes_with_its_person():
    with_files = {
        f"{model._meta.label}.{field.name}"
        for model in models()
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    }

    assert with_files == {f"{one.label}.{one.file}" for one in TRACES if one.file}


def test_each_address_goes_with_its_person():
    addressed = {
        model._meta.label
        for model in models()
        for field in model._meta.get_fields()
        if isinstance(field, EmailField) or field.name in {"address", "email"}
    }

    assert addressed == {model._meta.label for model, _field in by_address()} | {
        "people.Identity"
    }
