"""Short journeys of those who work here, each on a phone and at a desk."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from compagnon.applications.rules import Status
from compagnon.people.models import Grant, Role
from compagnon.postings.models import Campaign
from tests import factories
from tests.desks.candidate import worlds

from .steps_doors import press
from .world import PROGRAMMES, READ_BY_THEN, faults, work

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", [360, 1280]),
]


@pytest.fixture
def desk(page_at, sign_in, width):
    """A browser in which somebody new with a role has signed in."""

    def make(role):
        page = page_at(width)
        sign_in(page, factories.a_person("Rui", role))
        return page

    return make


def a_cohort():
    """Three applications at a review, in a programme that writes to those declined."""
    words = {"subject": factories.text("News"), "body": factories.text("Dear {name}")}
    programme = factories.a_programme(mails={"declined": words})
    dates = worlds.a_campaign()
    campaign = factories.a_campaign(
        programme, opens_at=dates.opens_at, closes_at=dates.closes_at
    )
    opening = worlds.an_opening(campaign)
    return [worlds.an_application(opening, at="review") for _each in range(3)]


def test_three_are_declined_together_and_a_letter_is_edited_before(desk, look):
    cohort = a_cohort()
    page, campaign = desk(Role.RECRUITER), cohort[0].campaign
    page.goto(f"/recruiting/campaigns/{campaign.code}/applications/?step=review")
    look(page)
    for application in cohort:
        page.locator(f"input[name=application][value='{application.code}']").check()
    press(page.get_by_role("button", name="Decide for those ticked"))
    look(page)
    declines_all(page)
    look(page, "decided")
    press(page.get_by_role("link", name="To the held decisions"))
    look(page)
    press(page.get_by_role("button", name="Announce all 3"))
    look(page)
    press(page.get_by_role("button", name="Announce 3 decisions"))
    look(page, "announced")
    work()
    for application in cohort:
        application.refresh_from_db()
    assert {application.status for application in cohort} == {Status.DECLINED}
    edits_a_letter(page, look)
    assert faults() == []


def declines_all(page):
    page.locator("input[name=verdict][value=decline]").check()
    page.locator("select[name=reason_code]").select_option("examples")
    page.locator("textarea[name=reason]").fill("Few examples of listening.")
    press(page.get_by_role("button", name="Decide", exact=True))


def edits_a_letter(page, look):
    """Change one of three letters, then let the time to read them pass."""
    page.goto("/recruiting/outbox/?state=ready")
    look(page)
    press(page.get_by_role("link", name="News").first)
    look(page)
    page.locator("textarea[name=body]").fill("Dear {name}, do call me.")
    press(page.get_by_role("button", name="Keep these words"))
    expect(page.locator("body")).to_contain_text("The letter is changed.")
    assert mail.outbox == []
    work(READ_BY_THEN)
    assert sorted(one.body for one in mail.outbox) == [
        "Dear Ada",
        "Dear Ada",
        "Dear Ada, do call me.",
    ]


def test_a_wrong_programme_file_names_its_lines_and_a_good_one_is_opened(desk, look):
    page = desk(Role.PROGRAMME_MANAGER)
    page.goto("/managing/programmes/")
    look(page, "empty")
    press(page.get_by_role("link", name="Load a file").first)
    look(page)
    source = (PROGRAMMES / "vie.yaml").read_text(encoding="utf-8")
    wrong = source.replace("kind: eligibility", "kind: fortune_telling", 1)
    line = wrong[: wrong.index("fortune_telling")].count("\n") + 1
    checks(page, wrong)
    expect(page.locator("#faults")).to_contain_text("Nothing was loaded.")
    expect(page.locator("tbody td").first).to_have_text(str(line))
    look(page, "faults")
    checks(page, source)
    look(page, "good")
    press(page.get_by_role("button", name="Load it as a new version"))
    look(page)
    press(page.get_by_role("link", name="New campaign"))
    opens_a_campaign(page, look)


def checks(page, source):
    upload = {"name": "vie.yaml", "mimeType": "text/yaml", "buffer": source.encode()}
    page.locator("input[type=file]").set_input_files(upload)
    press(page.get_by_role("button", name="Check it"))


def opens_a_campaign(page, look):
    look(page)
    page.get_by_label("Name").fill("Spring")
    page.get_by_label("Applications open").fill("2027-03-01T09:00")
    page.get_by_label("Applications close").fill("2027-02-01T09:00")
    press(page.get_by_role("button", name="Create the campaign"))
    expect(page.locator("main [role=alert]").first).to_be_visible()
    look(page, "refused")
    page.get_by_label("Applications close").fill("2027-06-01T09:00")
    press(page.get_by_role("button", name="Create the campaign"))
    look(page)
    campaign = Campaign.objects.get()
    assert campaign.name == "Spring"
    assert campaign.opens_at.isoformat() == "2027-03-01T08:00:00+00:00"


def test_a_steward_makes_staff_reads_the_audit_and_erases_a_person(desk, look):
    application = worlds.an_application(at="review")
    page = desk(Role.STEWARD)
    page.goto("/steward/")
    look(page)
    makes_staff(page, look)
    finds_out_who(page, application, look)
    page.goto("/steward/disclosures/")
    expect(page.locator("tbody")).to_contain_text("A letter came back")
    look(page)
    erases(page, application.candidate, look)
    application.refresh_from_db()
    assert application.status == Status.WITHDRAWN
    assert faults() == []


def makes_staff(page, look):
    page.goto("/steward/staff/")
    look(page)
    page.get_by_label("E-mail").fill("wen@staff.example")
    page.get_by_label("Given and family name").fill("Wen Specimen")
    page.get_by_label("Role").select_option("assessor")
    press(page.get_by_role("button", name="Add"))
    look(page)
    assert Grant.objects.get(role=Role.ASSESSOR).person.is_active


def finds_out_who(page, application, look):
    page.goto("/steward/people/")
    look(page)
    page.get_by_label("E-mail address or code").fill(application.code)
    press(page.get_by_role("button", name="Find"))
    look(page)
    page.locator("input[name=reveal-reason]").fill("A letter came back")
    press(page.locator("form[action$='/reveal/'] button"))
    look(page, "revealed")


def erases(page, person, look):
    page.goto(f"/steward/people/{person.code}/erasure/")
    look(page)
    page.get_by_label("Type the person's code").fill("WRONG")
    page.get_by_label("Why").select_option(index=0)
    press(page.get_by_role("button", name="Erase for good"))
    look(page, "wrong code")
    page.get_by_label("Type the person's code").fill(person.code)
    press(page.get_by_role("button", name="Erase for good"))
    expect(page.locator("#chains ~ .notice--ok")).to_have_count(1)
    look(page, "erased")
    person.refresh_from_db()
    assert person.erased_at is not None
