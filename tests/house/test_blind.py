"""Selection sees no identity: crawl every page that staff can reach, read the bytes."""

from __future__ import annotations

import re
from random import Random

import pytest
from django.test import Client
from django.utils import timezone

from compagnon.applications.rules import Verdict
from compagnon.config.demo import scenes, seeding
from compagnon.journey import worker
from compagnon.journey.models import Letter
from compagnon.people.models import Identity, Role

pytestmark = pytest.mark.django_db
LINK = re.compile(rb'(?:href|src|action)="(/[^"#]*)')
DESKS = ("/recruiting/", "/assessing/", "/managing/", "/media/")
SCENES = {
    "act": [
        scenes.Scene("review", scenes.half_rated, 12),
        scenes.Scene("review", scenes.held_decline, 12),
        scenes.Scene("final", scenes.book, 14),
        scenes.Scene("offer", scenes.offer, 28),
    ],
    "vie": [
        scenes.Scene("shortlist", None, 6),
        scenes.Scene("panel", scenes.book, 14),
    ],
}


def names(slug):
    """Names that stand nowhere else."""
    for number in range(20):
        yield (
            f"Qzxgiven{slug}{number}",
            f"Qzxfamily{slug}{number}",
            f"qzxmail{slug}{number}@blind.example",
        )


@pytest.fixture
def staff(files):
    """A cohort in the steps where staff look, and the staff who do."""
    now, rng = timezone.now(), Random(7)
    world = seeding.World(seeding.hire(lambda _words: None), {})
    for slug, played in SCENES.items():
        campaign = seeding.campaign_of(slug, now)
        path = seeding.files() / f"{slug}-openings.csv"
        seeding.add_openings(campaign, path, now)
        for opening in seeding.own_openings(campaign):
            opening.managers.add(world.staff[Role.HIRING_MANAGER])
        seeding.add_days(campaign, now)
        cast = names(slug)
        for scene in played:
            seeding.play(scene, campaign, names=cast, world=world, rng=rng, now=now)
    worker.run_until_idle()
    return world.staff


def identities() -> list[bytes]:
    found = Identity.objects.filter(email__startswith="qzxmail")
    values = found.values_list("email", "given_name", "family_name")
    return [value.lower().encode() for row in values for value in row]


def crawl(client: Client, start: str, limit: int = 250):
    """Yield address, headers and body of each page that links lead to."""
    waiting, seen = [start], {start}
    while waiting and len(seen) < limit:
        url = waiting.pop(0)
        answer = client.get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        yield url, answer, str(answer.headers).encode() + body
        links = {link.decode().replace("&amp;", "&") for link in LINK.findall(body)}
        new = {link for link in links if link.startswith(DESKS)} - seen
        seen |= new
        waiting += sorted(new)


@pytest.mark.parametrize(
    ("role", "start", "at_least"),
    [
        (Role.RECRUITER, "/recruiting/", 20),
        (Role.ASSESSOR, "/assessing/", 4),
        (Role.HIRING_MANAGER, "/managing/", 6),
    ],
)
def test_no_page_of_selection_tells_who_somebody_is(staff, role, start, at_least):
    client = Client()
    client.force_login(staff[role])
    secrets = identities()
    assert len(secrets) == 18

    pages = list(crawl(client, start))

    told = {
        (url, value)
        for url, _answer, content in pages
        for value in secrets
        if value in content.lower()
    }
    assert told == set()
    assert (
        sum(answer.status_code == 200 for _url, answer, _content in pages) >= at_least
    )
    assert [url for url, answer, _c in pages if answer.status_code >= 500] == []


def test_letters_that_wait_in_the_outbox_do_not_tell_either(staff):
    secrets = identities()
    told = [
        letter.key
        for letter in Letter.objects.all()
        if any(
            value in f"{letter.subject} {letter.body}".lower().encode()
            for value in secrets
        )
    ]

    assert told == []


def test_a_decision_that_is_held_is_not_told_to_the_candidate(staff):
    """What is not announced cannot be seen from outside."""
    from compagnon.applications.models import Decision

    decision = Decision.objects.get(verdict=Verdict.DECLINE, released_at=None)
    application = decision.application
    client = Client()
    client.force_login(application.candidate)

    pages = list(crawl_own(client, application))

    assert {answer.status_code for _url, answer in pages} == {200}
    reasons = application.step.programme.declaration.decline_reasons
    words = str(reasons[decision.reason_code]).encode()
    assert not any(words in answer.content for _url, answer in pages)
    assert (
        Letter.objects.filter(application=application, template="declined").count() == 0
    )


def crawl_own(client, application):
    for path in ("", "feedback/"):
        url = f"/my/applications/{application.code}/{path}"
        answer = client.get(url)
        if path == "" or answer.status_code == 200:
            yield url, answer
