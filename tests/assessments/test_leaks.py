"""Nothing that the player sends tells which option is the key."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from compagnon.applications.models import Application
from compagnon.assessments import player, rules
from compagnon.assessments.models import Instrument, Sitting
from tests.assessments.worlds import (
    EDITIONS,
    READING,
    a_sitting,
    an_application_at_its_exercises,
    items_of,
    keyed,
    missed,
)

# Words of the instrument that only the server may see.
SECRETS = {
    "pattern",
    "rivals",
    "appetitive",
    "aversive",
    "consistent",
    "probability",
    "agency",
    "difficulty",
    *(action.id for one in READING.scenarios for action in one.actions),
    *(action.reason for one in READING.scenarios for action in one.actions),
    *(f"{moment.id}" for moment in READING.moments),
    *(scenario.id for scenario in READING.scenarios),
}


def sitting_of(seed):
    """A sitting that is in no database: the pages need no more."""
    edition = EDITIONS["reading-people"]
    instrument = Instrument(
        key="reading-people", version=1, content=edition.content, sha256=edition.sha256
    )
    return Sitting(
        instrument=instrument,
        seed=seed,
        language="en",
        application=Application(code="AB12CD34EF"),
    )


def page(sitting, item):
    """The part of the page that changes, as it is sent."""
    return render_to_string(
        "assessments/item.html#player",
        {
            "application": sitting.application,
            "content": sitting.instrument.declared,
            "item": player.page_of(sitting, item),
            "csrf_token": "t" * 64,
        },
        request=RequestFactory().get("/"),
    )


def shape(html):
    """The markup of a page with its words and places taken out."""
    html = re.sub(r'value="[^"]*"|data-number="[^"]*"| id="first"', "", html)
    return re.sub(r">[^<]*<", "><", html)


@pytest.mark.parametrize("number", range(12))
def test_no_page_holds_a_word_that_only_the_server_knows(number):
    sitting = sitting_of(number.to_bytes(32).hex())
    pages = [page(sitting, item) for item in items_of(sitting)]

    found = {word for word in SECRETS for text in pages if word in text}

    assert found == set()
    assert not any(sitting.seed in text for text in pages)


def test_options_are_named_by_place_and_their_markup_is_alike():
    for number in range(30):
        sitting = sitting_of((7 * number).to_bytes(32).hex())
        for item in items_of(sitting)[:24]:
            html = page(sitting, item)
            rows = re.findall(
                r"<label class=\"choice-row\">.*?</label>", html, re.DOTALL
            )
            values = re.findall(r'name="choice" value="(\d)"', html)
            assert values == [str(n) for n in range(1, len(item.options) + 1)]
            assert len({shape(row) for row in rows}) == 1


def test_the_markup_of_an_item_does_not_depend_on_where_its_key_stands():
    """One moment under many seeds: the key wanders, the markup does not."""
    shapes, places = set(), set()
    for number in range(40):
        sitting = sitting_of((number + 1).to_bytes(32).hex())
        item = next(one for one in items_of(sitting) if one.key == "EU05.emotion")
        places.add(keyed(item)["choice"])
        shapes.add(shape(page(sitting, item)))

    assert len(places) == 5
    assert len(shapes) == 1


def test_every_order_sends_the_same_bytes_in_another_order():
    """Whatever the seed, an item has the same letters: no order adds a sign."""
    letters = set()
    for number in range(40):
        sitting = sitting_of((number + 1).to_bytes(32).hex())
        item = next(one for one in items_of(sitting) if one.key == "EU05.cue")
        places = rules.PlannedItem(**{**vars(item), "number": 2, "place": 1})
        letters.add("".join(sorted(page(sitting, places))))

    assert len(letters) == 1


@pytest.mark.django_db
def test_answers_come_back_alike_whether_right_or_wrong(client):
    """Same seed, opposite answers: the same status, address and size, all the way."""
    seen = []
    for how in (keyed, missed):
        application = an_application_at_its_exercises()
        Application.objects.update(due_at=timezone.now() + timedelta(days=3650))
        sitting = a_sitting(application=application)
        Sitting.objects.filter(pk=sitting.pk).update(seed="42" * 32)
        sitting.refresh_from_db()
        client.force_login(application.candidate)
        address = reverse("assessments:item", args=[application.code, "reading-people"])
        trace = []
        for item in items_of(sitting)[:-1]:
            sent = how(item)
            ratings = enumerate(sent.pop("ratings", []), start=1)
            sent |= {f"rating-{n}": value for n, value in ratings}
            answer = client.post(address, sent | {"number": item.number})
            following = client.get(address)
            trace.append(
                (answer.status_code, len(answer.content), len(following.content))
            )
        seen.append(trace)

    assert seen[0] == seen[1]
