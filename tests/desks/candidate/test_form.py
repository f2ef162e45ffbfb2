"""The form is a draft until it is sent, on any device and in any tab."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from compagnon.applications.rules import Kind
from compagnon.applications.statements import version_of
from tests import factories

from . import worlds

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def at(application, page="form"):
    return reverse(f"candidate:{page}", args=[application.code])


@pytest.fixture
def application(client):
    application = worlds.an_application()
    client.force_login(application.candidate)
    return application


def complete(client, application):
    client.post(at(application, "work-right"), {"country-FR": "yes", "go": "1"})
    client.post(
        at(application, "words"), {"experience": "A bakery", "more": "", "go": "1"}
    )


def test_a_whole_form_is_filled_part_by_part_and_sent_once(client, application):
    assert "To do" in client.get(at(application)).text

    complete(client, application)
    overview = client.get(at(application))
    sent = client.post(at(application, "form-sending"))

    assert overview.context["form"].can_send
    assert sent.url == at(application, "application")
    application.refresh_from_db()
    assert application.step.key == "interview"
    choice = application.choices.get()
    told = application.events.get(kind=Kind.CHOICES_CHANGED)
    assert told.codes == {
        "openings": [choice.opening.code],
        "may_work": [choice.opening.code],
    }


def test_an_incomplete_form_is_not_sent(client, application):
    response = client.post(at(application, "form-sending"), follow=True)

    assert "Something is still missing" in response.text
    application.refresh_from_db()
    assert application.step.key == "form"


def test_sending_twice_tells_that_nothing_is_lost(client, application):
    complete(client, application)
    client.post(at(application, "form-sending"))

    again = client.post(at(application, "form-sending"), follow=True)

    assert "You have sent this form already" in again.text
    assert application.events.filter(kind=Kind.PASSED).count() == 1


@pytest.mark.parametrize("part", ["openings", "work-right", "words"])
def test_the_back_button_after_sending_changes_nothing(client, application, part):
    complete(client, application)
    client.post(at(application, "form-sending"))

    late = client.post(at(application, part), {"experience": "Other"}, follow=True)

    assert "You have sent this form" in late.text
    assert application.statements.get(question="experience").text == "A bakery"


def test_an_opening_that_closed_meanwhile_keeps_the_form_from_being_sent(
    client, application
):
    complete(client, application)
    opening = application.choices.get().opening
    opening.closes_at = timezone.now() - timedelta(minutes=1)
    opening.save(update_fields=["closes_at"])

    page = client.get(at(application))
    client.post(at(application, "form-sending"))

    assert "Closed meanwhile" in page.text
    application.refresh_from_db()
    assert application.step.key == "form"


def test_openings_are_ranked_by_selects_alone(client, application):
    first = application.choices.get().opening
    second = worlds.an_opening(application.campaign, country="IT", city="Milano")

    response = client.post(
        at(application, "openings"),
        {"rank-1": second.code, "rank-2": first.code, "rank-3": "", "go": "1"},
    )

    assert response.url == at(application, "work-right")
    ranked = [one.opening for one in application.choices.order_by("rank")]
    assert ranked == [second, first]


@pytest.mark.parametrize(
    ("button", "expected"),
    [("up", ["Milano", "Lyon"]), ("remove", ["Lyon"])],
)
def test_openings_are_moved_and_taken_out_by_buttons(
    client, application, button, expected
):
    first = application.choices.get().opening
    second = worlds.an_opening(application.campaign, country="IT", city="Milano")
    ranks = {"rank-1": first.code, "rank-2": second.code}
    client.post(at(application, "openings"), ranks)

    client.post(at(application, "openings"), ranks | {button: second.code})

    cities = [one.opening.place.city for one in application.choices.order_by("rank")]
    assert cities == expected


def test_a_right_to_work_stays_with_its_country(client, application):
    complete(client, application)
    first = application.choices.get().opening
    other = worlds.an_opening(application.campaign, city="Paris")
    abroad = worlds.an_opening(application.campaign, country="JP", city="Tokyo")

    client.post(
        at(application, "openings"),
        {"rank-1": abroad.code, "rank-2": other.code, "rank-3": first.code},
    )

    declared = {
        one.opening.place.city: one.may_work for one in application.choices.all()
    }
    assert declared == {"Tokyo": False, "Paris": True, "Lyon": True}


def test_without_a_right_to_work_the_page_says_what_to_do(client, application):
    response = client.post(
        at(application, "work-right"), {"country-FR": "no", "go": "1"}
    )

    assert response.status_code == 200
    assert "we could not employ you there" in response.text


def test_a_stale_tab_does_not_overwrite_choices(client, application):
    stale = client.get(at(application, "openings")).context["form"].choices_version
    other = worlds.an_opening(application.campaign, country="IT", city="Milano")
    client.post(at(application, "openings"), {"rank-1": other.code, "go": "1"})

    response = client.post(at(application, "openings"), {"rank-1": "", "seen": stale})

    assert response.status_code == 409
    assert "changed on another page" in response.text
    assert application.choices.get().opening == other


def test_two_tabs_keep_both_texts_until_one_is_chosen(client, application):
    empty = version_of("")
    first = {"experience": "From the telephone", "seen-experience": empty}
    client.post(at(application, "words"), first)
    second = {"experience": "From the computer", "seen-experience": empty}

    conflict = client.post(at(application, "words"), second)

    assert conflict.status_code == 409
    assert "From the telephone" in conflict.text
    assert "From the computer" in conflict.text
    assert application.statements.get(question="experience").text == first["experience"]

    seen = conflict.context["fields"]["seen-experience"].value()
    client.post(at(application, "words"), second | {"seen-experience": seen})
    assert (
        application.statements.get(question="experience").text == second["experience"]
    )


def test_a_text_that_is_too_long_is_told_with_its_limit(client, application):
    response = client.post(
        at(application, "words"), {"experience": "x", "more": "y" * 41}
    )

    assert response.status_code == 422
    assert "at most 40 characters" in response.text


def test_a_draft_may_be_empty_and_is_left_for_later(client, application):
    response = client.post(at(application, "words"), {"experience": "", "later": "1"})

    assert response.url == at(application, "application")


@pytest.mark.parametrize(
    "part", ["form", "openings", "work-right", "words", "resume", "form-sending"]
)
def test_a_stranger_finds_nothing(client, application, part):
    client.force_login(factories.a_stranger())

    assert client.post(at(application, part)).status_code in {404, 405}
    if part != "form-sending":
        assert client.get(at(application, part)).status_code == 404


def test_a_part_that_is_not_asked_leads_back(client, application):
    assert client.get(at(application, "resume")).status_code == 302


def test_many_openings_are_searched(client):
    campaign = worlds.a_campaign(worlds.form_with(choices=1), worlds.OFFER)
    application = worlds.an_application(worlds.an_opening(campaign))
    openings = [
        worlds.an_opening(
            campaign, country="JP", city="Tokyo", search_text="tokyo japan"
        )
        for _ in range(62)
    ]
    client.force_login(application.candidate)
    url = at(application, "openings")

    found = client.get(url, {"q": "Tôkyo"})
    none = client.get(url, {"q": "Zanzibar"})
    client.post(f"{url}?q=tokyo", {"instead": openings[0].code})

    assert len(found.context["offered"].openings) == 20
    assert "There are more" in found.text
    assert "Nothing was found" in none.text
    assert application.choices.get().opening == openings[0]


def test_the_form_page_asks_the_database_as_often_for_three_choices_as_for_one(
    client, application, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        client.get(at(application))
    for _ in range(2):
        other = worlds.an_opening(application.campaign)
        application.choices.create(opening=other, rank=application.choices.count() + 1)
    with django_assert_max_num_queries(10):
        client.get(at(application))


def upload(content, name="cv.pdf"):
    return {"file": SimpleUploadedFile(name, content), "go": "1"}


def test_a_resume_is_kept_replaced_fetched_and_removed(client, files):
    campaign = worlds.a_campaign(worlds.form_with(asks_resume=True), worlds.OFFER)
    application = worlds.an_application(worlds.an_opening(campaign))
    client.force_login(application.candidate)
    url = at(application, "resume")

    assert client.post(url, upload(PDF)).url == at(application)
    first = application.documents.get()
    client.post(url, upload(PDF + b"\n%%EOF"))
    kept = application.documents.get()
    document = client.get(
        reverse("candidate:document", args=[application.code, kept.code])
    )
    assert first.code != kept.code
    assert b"".join(document.streaming_content) == PDF + b"\n%%EOF"
    assert document["Content-Disposition"].startswith("attachment")
    assert "cv" not in document["Content-Disposition"]

    client.post(url, {"remove": "1"})
    assert application.documents.count() == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"hello", "neither a PDF nor a Word document"),
        (b"%PDF-1.7 /Encrypt %%EOF", "protected by a password"),
        (b"%PDF-" + b"x" * (5 * 1024 * 1024), "larger than 5 MB"),
    ],
)
def test_a_file_that_may_not_be_kept_is_explained(client, files, content, words):
    campaign = worlds.a_campaign(worlds.form_with(asks_resume=True), worlds.OFFER)
    application = worlds.an_application(worlds.an_opening(campaign))
    client.force_login(application.candidate)

    response = client.post(at(application, "resume"), upload(content))

    assert response.status_code == 422
    assert words in response.text
    assert application.documents.count() == 0


def test_the_document_of_somebody_else_is_not_found(client, files):
    campaign = worlds.a_campaign(worlds.form_with(asks_resume=True), worlds.OFFER)
    application = worlds.an_application(worlds.an_opening(campaign))
    client.force_login(application.candidate)
    client.post(at(application, "resume"), upload(PDF))
    code = application.documents.get().code
    client.force_login(factories.a_stranger())

    url = reverse("candidate:document", args=[application.code, code])

    assert client.get(url).status_code == 404
