"""Decisions: one, many, held, announced, taken back."""

from django.urls import reverse

from compagnon.applications import operations
from compagnon.applications.rules import Status, Verdict
from compagnon.desks.recruiter.operations import release_many
from tests import factories
from tests.factories import NOW

DECLINE = {
    "verdict": "decline",
    "reason_code": "examples",
    "reason": "Two answers without an example",
}


def hold(application, actor, verdict=Verdict.PASS):
    return operations.decide(
        application,
        actor=actor,
        verdict=verdict,
        reason="Clear",
        now=NOW,
        reason_code="examples" if verdict is Verdict.DECLINE else "",
    )


def of_decision(**fields):
    return {f"decision-{name}": value for name, value in fields.items()}


def test_a_decision_is_held_with_its_reason(desk, cohort, rui):
    one = cohort[0]

    answer = desk.post(
        reverse("recruiter:decision", args=[one.code]),
        of_decision(**DECLINE, at="review"),
    )

    assert answer.url == reverse("recruiter:application", args=[one.code])
    decision = one.decisions.get()
    assert (decision.verdict, decision.reason_code, decision.is_held) == (
        "decline", "examples", True,
    )  # fmt: skip
    assert decision.event.words.text == DECLINE["reason"]


def test_a_decline_without_a_reason_for_the_candidate_is_sent_back(desk, cohort):
    url = reverse("recruiter:decision", args=[cohort[0].code])

    page = desk.post(url, of_decision(verdict="decline", reason="Few"))

    assert page.status_code == 422
    assert "Choose the reason that the candidate will read." in page.content.decode()
    assert not cohort[0].decisions.exists()


def test_a_decision_on_a_step_that_is_over_is_refused(desk, cohort, rui):
    one = cohort[0]
    operations.pass_step(one, actor=rui, now=NOW)

    page = desk.post(
        reverse("recruiter:decision", args=[one.code]),
        of_decision(**DECLINE, at="review"),
    )

    assert page.status_code == 422
    assert "moved to another step" in page.content.decode()


def test_a_batch_decides_for_all_that_were_chosen(desk, opening, cohort):
    url = reverse("recruiter:batch", args=[opening.campaign.code])
    page = desk.get(url, {"application": [one.code for one in cohort[:2]]})
    picks = [one.value for one in page.context["chosen"]]

    report = desk.post(url, {**DECLINE, "pick": picks}).context["report"]

    assert sorted(report.done) == sorted(one.code for one in cohort[:2])
    assert [one.decisions.count() for one in cohort] == [1, 1, 0]


def test_a_batch_says_who_was_left_out_and_keeps_the_rest(desk, opening, cohort, rui):
    moved, held, fine = cohort
    picks = [f"{one.code}:review" for one in cohort]
    operations.pass_step(moved, actor=rui, now=NOW)
    hold(held, rui)

    report = desk.post(
        reverse("recruiter:batch", args=[opening.campaign.code]),
        {**DECLINE, "pick": picks},
    ).context["report"]

    assert report.done == [fine.code]
    assert report.refused == [
        (moved.code, "It has moved to another step since you looked."),
        (held.code, "A decision is already held. Take it back first."),
    ]


def test_a_batch_of_a_whole_list_leaves_out_who_is_decided(desk, opening, cohort, rui):
    hold(cohort[0], rui)

    page = desk.get(
        reverse("recruiter:batch", args=[opening.campaign.code]),
        {"all": "1", "step": "review"},
    )

    assert [one.code for one in page.context["chosen"]] == [
        one.code for one in cohort[1:]
    ]


def test_a_batch_without_words_shows_the_same_people_again(desk, opening, cohort):
    url = reverse("recruiter:batch", args=[opening.campaign.code])

    page = desk.post(url, {"verdict": "pass", "pick": [f"{cohort[0].code}:review"]})

    assert page.status_code == 422
    assert [one.code for one in page.context["chosen"]] == [cohort[0].code]


def test_applications_of_another_campaign_are_not_decided(desk, opening):
    other = factories.an_application(at="review")

    report = desk.post(
        reverse("recruiter:batch", args=[opening.campaign.code]),
        {**DECLINE, "pick": [f"{other.code}:review"]},
    ).context["report"]

    assert (report.done, report.refused) == ([], [])
    assert not other.decisions.exists()


def test_letters_are_shown_before_decisions_are_announced(desk, opening, cohort, rui):
    hold(cohort[0], rui)
    hold(cohort[1], rui, Verdict.DECLINE)
    url = reverse("recruiter:releases", args=[opening.campaign.code])

    page = desk.post(url, {"decision": "all"})

    assert [
        (one.title, one.count, one.subject, one.body)
        for one in page.context["previews"]
    ] == [
        ("Does not go on", 1, "News", "Dear {name}"),
        ("Goes on to Offer", 1, "News", "Dear {name}"),
    ]
    cohort[1].refresh_from_db()
    assert cohort[1].status == Status.OPEN


def test_announced_decisions_become_true_together(desk, opening, cohort, rui):
    first, second = hold(cohort[0], rui), hold(cohort[1], rui, Verdict.DECLINE)
    url = reverse("recruiter:releases", args=[opening.campaign.code])

    desk.post(url, {"decision": [first.pk, second.pk], "confirmed": "1"})

    for one in cohort:
        one.refresh_from_db()
    assert [(one.step.key, one.status) for one in cohort] == [
        ("offer", Status.OPEN),
        ("review", Status.DECLINED),
        ("review", Status.OPEN),
    ]


def test_one_that_cannot_be_announced_stops_no_other(cohort, rui):
    gone, fine = hold(cohort[0], rui), hold(cohort[1], rui)
    operations.retract(gone, actor=rui, now=NOW)

    report = release_many([gone, fine], actor=rui, now=NOW)

    assert report.done == [cohort[1].code]
    assert report.refused == [(cohort[0].code, "This decision is no longer held.")]


def test_chosen_decisions_are_taken_back(desk, opening, cohort, rui):
    kept, gone = hold(cohort[0], rui), hold(cohort[1], rui)
    url = reverse("recruiter:retractions", args=[opening.campaign.code])

    desk.post(url, {"decision": [gone.pk]})

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.is_held, gone.is_held) == (True, False)


def test_held_decisions_are_listed(
    desk, opening, cohort, rui, django_assert_num_queries
):
    for one in cohort:
        hold(one, rui)
    url = reverse("recruiter:decisions", args=[opening.campaign.code])
    desk.get(url)

    with django_assert_num_queries(8):
        shown = desk.get(url).context["shown"]

    assert ([row.code for row in shown.rows], shown.passes) == (
        [one.code for one in cohort],
        3,
    )
