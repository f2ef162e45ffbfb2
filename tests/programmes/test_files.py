"""The programmes that come with the product, and one that does not."""

import re
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from compagnon.journey.steps import STEP_KINDS
from compagnon.programmes.declaration import Text
from compagnon.programmes.reading import read
from compagnon.programmes.schema import schema_of

ROOT = Path(__file__).parents[2]
FILES = [
    ROOT / "programmes" / "act.yaml",
    ROOT / "programmes" / "vie.yaml",
    Path(__file__).parent / "apprenticeship.yaml",
]


def texts_in(value, path=""):
    """Yield every text of a declaration, and of its steps' settings, with its path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, f"{path}.{key}")
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name), f"{path}.{name}")


def all_texts(declaration):
    yield from texts_in(declaration)
    for step in declaration.steps:
        settings = STEP_KINDS[step.kind].settings_of(step.settings)
        yield from texts_in(settings, f"steps[{step.key}].settings")


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_a_file_reads_clean(path):
    assert read(path, kinds=STEP_KINDS).declaration.slug == path.stem


def test_the_schema_of_editors_accepts_the_file(path):
    schema = schema_of(STEP_KINDS)
    jsonschema.Draft202012Validator.check_schema(schema)

    tree = YAML(typ="safe").load(path)

    assert list(jsonschema.Draft202012Validator(schema).iter_errors(tree)) == []


@pytest.mark.parametrize(
    ("step", "change"),
    [
        (0, {"kind": "from"}),
        (0, {"settings": {"choises": 2}}),
        (3, {"settings": {}}),
        (1, {"settings": {"letter": []}}),
    ],
)
def test_the_schema_of_editors_refuses_what_the_reading_refuses(step, change):
    tree = YAML(typ="safe").load(FILES[2])
    tree["steps"][step] |= change

    validator = jsonschema.Draft202012Validator(schema_of(STEP_KINDS))

    assert not validator.is_valid(tree)


def test_every_text_says_something_in_both_languages(path):
    declaration = read(path, kinds=STEP_KINDS).declaration

    same = [
        (where, words.en)
        for where, words in all_texts(declaration)
        if words.en == words.fr and len(words.en) > 8
    ]

    assert same == []


def test_the_copy_is_calm(path):
    declaration = read(path, kinds=STEP_KINDS).declaration

    loud = [
        where
        for where, words in all_texts(declaration)
        if "!" in words.en + words.fr or "not a fit" in words.en
    ]

    assert loud == []


def test_french_uses_its_own_signs(path):
    declaration = read(path, kinds=STEP_KINDS).declaration

    wrong = [
        (where, words.fr)
        for where, words in all_texts(declaration)
        if re.search(r"\w'\w|[^\s:]:\s|\w[;?]", words.fr)
    ]

    assert wrong == []


@pytest.mark.parametrize("path", FILES[:2], indirect=True, ids=lambda path: path.stem)
def test_a_mail_uses_the_same_fields_in_both_languages(path):
    for key, mail in read(path, kinds=STEP_KINDS).declaration.mails.items():
        for words in (mail.subject, mail.body):
            fields = [
                sorted(re.findall(r"\{\w+\}", words.in_language(language)))
                for language in ("en", "fr")
            ]
            assert fields[0] == fields[1], key


def test_a_refusal_gives_the_decision_first_and_a_door_last():
    for path in FILES[:2]:
        body = read(path, kinds=STEP_KINDS).declaration.mails["declined"].body.en
        opening, first = body.split("\n\n")[:2]
        assert opening == "Dear {name},"
        assert first.startswith("We will not be taking your application")
        for field in ("{reason}", "{link}", "{contact}", "{step}"):
            assert field in body


def test_act_asks_no_resume_and_all_ten_competencies_count():
    act = read(FILES[0], kinds=STEP_KINDS).declaration

    assert [step.kind for step in act.steps] == [
        "form",
        "assessments",
        "on_demand_interview",
        "review",
        "final_interview",
        "offer",
    ]
    assert act.step("form").settings["asks_resume"] is False
    assert len(act.competencies) == 10


def test_both_programmes_use_kinds_of_the_one_table():
    for path in FILES:
        declaration = read(path, kinds=STEP_KINDS).declaration
        assert {step.kind for step in declaration.steps} <= set(STEP_KINDS)
