"""Every fault of a file is named with its line, its path and its mend."""

from pathlib import Path

import pytest

from compagnon.journey.steps import STEP_KINDS
from compagnon.programmes.reading import Fault, ProgrammeFileError, read

HERE = Path(__file__).parent
GOOD = (HERE / "apprenticeship.yaml").read_text()


def faults_of(text):
    with pytest.raises(ProgrammeFileError) as refused:
        read(text, kinds=STEP_KINDS)
    return refused.value.faults


def with_change(old, new):
    """Return the good file with one change, and the line on which it begins."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new), GOOD[: GOOD.index(old)].count("\n") + 1


FORM = "  - key: form\n    kind: form\n"
REVIEW = "  - key: review\n    kind: review\n"

CHANGES = [
    # a key that is not known
    (
        "  drawing: compass",
        "  drawin: compass",
        "page.drawin",
        "“drawin” is not known here. Did you mean “drawing”?",
    ),
    # a wrong word
    (
        "  drawing: compass",
        "  drawing: square",
        "page.drawing",
        "Write one of these: 'ring', 'horizon' or 'compass'.",
    ),
    # a language is missing
    (
        "{en: Two years at the bench., fr: Deux ans à l’établi.}",
        "{en: Two years at the bench.}",
        "page.tagline.fr",
        "“fr” is missing: each text stands in English and in French.",
    ),
    # a text without languages
    (
        "{en: A craft., fr: Un métier d’art.}",
        "A craft.",
        "page.what_you_learn[0]",
        "Write this text in both languages, as “en: …” and “fr: …”.",
    ),
    # an empty text
    (
        "{en: A craft., fr: Un métier d’art.}",
        "{en: A craft., fr: ''}",
        "page.what_you_learn[0].fr",
        "This text is empty. Write it.",
    ),
    # a number where words belong
    (
        "{en: A craft., fr: Un métier d’art.}",
        "{en: 7, fr: Un métier d’art.}",
        "page.what_you_learn[0].en",
        "Write words here. Put them in quotes if they look like a number or a date.",
    ),
    # words where a number belongs
    (
        "      choices: 2",
        "      choices: two",
        "steps[0].settings.choices",
        "Write a whole number here, without quotes.",
    ),
    # a step kind that does not exist
    (
        FORM,
        "  - key: form\n    kind: from\n",
        "steps[0].kind",
        "“from” is not known here. Did you mean “form”?",
    ),
    # a key that is no key
    (
        "        - key: made",
        "        - key: What made",
        "steps[0].settings.questions[0].key",
        "Begin with a small letter; then small letters, digits and _ only.",
    ),
    # a setting that is not known
    (
        "      choices: 2",
        "      choises: 2",
        "steps[0].settings.choises",
        "“choises” is not known here. Did you mean “choices”?",
    ),
    # a criterion names a competency that is not declared
    (
        "            - competency: ATT",
        "            - competency: CARE",
        "steps[2].settings.conversations[0].criteria[0].competency",
        "“CARE” is not known here. Known: ATT.",
    ),
    # four anchors
    (
        "                - {en: Prevents it., fr: Le prévient.}\n",
        "",
        "steps[2].settings.conversations[0].criteria[0].anchors",
        "Write at least 5 here; there are 4.",
    ),
    # the rated step is no earlier interview
    (
        "    summary: {en: We read., fr: Nous lisons.}",
        "    summary: {en: We read., fr: Nous lisons.}\n    settings: {rates: form}",
        "steps[1].settings.rates",
        "“form” is no earlier on-demand interview. There is: –.",
    ),
    # a mail that the path sends is missing
    (
        "  slot_booked: *letter\n",
        "",
        "mails",
        "“slot_booked” is missing: this path sends it.",
    ),
    # a mail of a step that does not exist
    (
        "  step_offer: *letter",
        "  step_offer: *letter\n  step_ofer: *letter",
        "mails.step_ofer",
        "“step_ofer” is not known here. Did you mean “step_offer”?",
    ),
    # a field that no letter fills
    (
        '"Dear {name}, begin on {starts_on}."',
        '"Dear {nom}, begin on {starts_on}."',
        "steps[3].settings.letter[0].en",
        (
            "There is no field {nom}. Use one of these: {allowance}, {answer_by}, "
            "{city}, {country}, {duration}, {ends_on}, {name}, {opening}, {place}, "
            "{starts_on}."
        ),
    ),
    # the same name twice
    (
        REVIEW,
        "  - key: form\n    kind: review\n",
        "steps[1].key",
        "“form” is declared twice. Give one another name.",
    ),
]

# How many lines below the start of the change the fault is named.
BELOW = {"steps[0].kind": 1, "mails.step_ofer": 1, "steps[1].settings.rates": 1}


@pytest.mark.parametrize(("old", "new", "path", "message"), CHANGES)
def test_a_fault_is_named_with_line_path_and_mend(old, new, path, message):
    text, line = with_change(old, new)

    faults = faults_of(text)

    own = [fault for fault in faults if fault.path == path]
    assert [fault.message for fault in own] == [message]
    if path not in {"mails", "page.tagline.fr"} and "anchors" not in path:
        assert own[0].line == line + BELOW.get(path, 0)


def test_a_missing_key_is_named_at_what_lacks_it():
    text, line = with_change(
        "    definition: {en: Sees what is not right and mends it., "
        "fr: Voit ce qui n’est pas juste et le corrige.}\n",
        "",
    )

    assert faults_of(text) == [
        Fault(
            line - 2, "competencies[0].definition", "“definition” is missing. Add it."
        )
    ]


def test_a_path_begins_with_a_form_or_with_eligibility():
    text, line = with_change(FORM, "  - key: form\n    kind: review\n")
    text = text.replace("      choices: 2\n", "").replace(
        text[text.index("      questions:") : text.index("  - key: review")],
        "      decides: recruiter\n\n",
    )

    messages = {fault.path: fault for fault in faults_of(text)}

    assert messages["steps[0].kind"].line == line + 1
    assert messages["steps[0].kind"].message == (
        "A path cannot begin with “review”. Put a form first."
    )


def test_a_path_ends_with_its_offer():
    offer = GOOD[GOOD.index("  - key: offer") : GOOD.index("decline_reasons:")]
    text = GOOD.replace(offer, "")

    assert [fault.message for fault in faults_of(text)] == [
        "A path ends with an offer. Add that step after “bench_day”.",
        "“step_offer” is not known here. Did you mean “step_form”?",
    ]


def test_nothing_comes_after_an_offer():
    offer = GOOD[GOOD.index("  - key: offer") : GOOD.index("decline_reasons:")]
    text = GOOD.replace(offer, "").replace(REVIEW, offer + REVIEW)

    assert {fault.message for fault in faults_of(text)} == {
        "A path ends with an offer. Add that step after “bench_day”.",
        "Only the last step can be “offer”. Move or remove it.",
    }


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Dear {nme}", "There is no field {nme}."),
        ("Dear {name", "A brace stands alone."),
        ("Dear {na me}", "A brace stands alone."),
    ],
)
def test_a_mail_uses_fields_that_exist(words, message):
    text, line = with_change(
        '    body: {en: "Dear {name}, see {link}.", '
        'fr: "Bonjour {name}, voyez {link}."}',
        f'    body: {{en: "{words}", fr: "Bonjour"}}',
    )

    faults = faults_of(text)

    own = next(fault for fault in faults if fault.path == "mails.welcome.body.en")
    assert (own.line, own.message.startswith(message)) == (line, True)


def test_all_faults_are_named_at_once_in_the_order_of_the_file():
    text = GOOD.replace("drawing: compass", "drawing: square")
    text = text.replace("choices: 2", "choices: two")
    text = text.replace("kind: review", "kind: revue")

    assert [fault.path for fault in faults_of(text)] == [
        "page.drawing",
        "steps[0].settings.choices",
        "steps[1].kind",
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "Write the programme's keys here: slug, name, page, steps, …"),
        ("- one\n- two\n", 1, "Write the programme's keys"),
        ("slug: a\nslug: b\n", 2, "“slug” stands here twice. Keep one of them."),
        ("slug: one: two\n", 1, "Put quotes around words that contain a colon."),
        ("slug: a\nname:\n\ten: x\n", 3, "Indent with spaces, not with tabs."),
        (f"slug: a\nname: {'[' * 60}{']' * 60}\n", 2, "nested without end"),
        (f"name: {'[' * 5000}{']' * 5000}\n", 1, "nested without end"),
    ],
)
def test_broken_yaml_names_the_line(text, line, message):
    (fault,) = faults_of(text)

    assert fault.line == line
    assert message in fault.message


def test_days_of_a_plan_follow_each_other():
    plan = (
        "plan:\n  phases:\n    - key: one\n      title: {en: One, fr: Un}\n"
        "      from_day: 0\n      to_day: 5\n"
        "    - key: two\n      title: {en: Two, fr: Deux}\n"
        "      from_day: 9\n      to_day: 5\n"
    )

    messages = {fault.path: fault.message for fault in faults_of(GOOD + plan)}

    assert messages == {
        "plan.phases[0].from_day": (
            "There is no day 0: 1 is the first day, -1 the day before."
        ),
        "plan.phases[1]": "This phase ends before it begins.",
    }


def test_a_file_that_is_not_there_or_not_utf8_is_a_fault_too(tmp_path):
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("slug: a\nname: é\n".encode("latin-1"))

    for path, line in ((tmp_path / "none.yaml", 1), (latin, 2)):
        with pytest.raises(ProgrammeFileError) as refused:
            read(path, kinds=STEP_KINDS)
        assert refused.value.faults[0].line == line
        assert str(refused.value).startswith(f"{path}:{line}: ")
