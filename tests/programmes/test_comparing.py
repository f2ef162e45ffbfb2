"""What changed, for people to read."""

from pathlib import Path

from compagnon.journey.steps import STEP_KINDS
from compagnon.programmes.comparing import Difference, differences
from compagnon.programmes.reading import read

GOOD = (Path(__file__).parent / "apprenticeship.yaml").read_text()
OLD = read(GOOD, kinds=STEP_KINDS).declaration


def changes(old, new):
    assert old in GOOD
    return differences(OLD, read(GOOD.replace(old, new), kinds=STEP_KINDS).declaration)


def test_a_file_does_not_differ_from_itself():
    assert differences(OLD, OLD) == []


def test_a_word_is_one_difference():
    assert changes("Two years at the bench.", "Three years.") == [
        Difference("page.tagline.en", "Two years at the bench.", "Three years.")
    ]


def test_a_setting_is_named_by_the_keys_around_it():
    assert changes("choices: 2", "choices: 3") == [
        Difference("steps[form].settings.choices", "2", "3")
    ]
    assert changes("What have you made", "What did you make")[0].path == (
        "steps[form].settings.questions[made].label.en"
    )


def test_a_step_that_is_new_is_one_difference_with_its_title():
    step = (
        "  - key: second\n    kind: review\n"
        "    title: {en: Second reading, fr: Seconde lecture}\n"
        "    summary: {en: Again, fr: Encore}\n\n"
    )

    (found,) = changes("  - key: bench_day\n", step + "  - key: bench_day\n")

    assert found == Difference("steps[second]", "", "Second reading")
    assert (found.is_new, found.is_gone) == (True, False)


def test_steps_in_another_order_are_one_difference():
    review = GOOD[GOOD.index("  - key: review") : GOOD.index("  - key: bench_day")]
    moved = GOOD.replace(review, "").replace(
        "  - key: offer\n", review + "  - key: offer\n"
    )

    assert differences(OLD, read(moved, kinds=STEP_KINDS).declaration) == [
        Difference(
            "steps",
            "form, review, bench_day, offer",
            "form, bench_day, review, offer",
        )
    ]


def test_a_line_put_into_a_list_is_one_difference():
    found = changes(
        "    - {en: A craft., fr: Un métier d’art.}",
        "    - {en: To look., fr: Regarder.}\n"
        "    - {en: A craft., fr: Un métier d’art.}",
    )

    assert found == [Difference("page.what_you_learn[0]", "", "To look.")]
