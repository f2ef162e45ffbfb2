"""PDF papers and calendar files."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from compagnon.kit.calendar import Appointment, event_file
from compagnon.kit.pdf import PaperError, typeset

NOW = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
LETTER = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "Source Sans 3", lang: "en")
= #data.title
Dear #data.name,
"""


def test_a_paper_is_a_tagged_accessible_pdf():
    paper = typeset(LETTER, {"title": "An offer", "name": "Ada"}, now=NOW)

    assert paper.startswith(b"%PDF-")
    assert b"/MarkInfo" in paper
    assert b"pdfuaid" in paper


def test_the_same_letter_gives_the_same_bytes():
    data = {"title": "An offer", "name": "Zoë Łukaszewicz-Nguyễn"}

    assert typeset(LETTER, data, now=NOW) == typeset(LETTER, data, now=NOW)


@pytest.mark.parametrize(
    "name", ["#panic()", '"); panic("', "$x", "*bold", "`raw", "\\", "]", "//", "<a>"]
)
def test_nobodys_words_are_read_as_markup(name):
    assert typeset(LETTER, {"title": name, "name": name}).startswith(b"%PDF-")


def test_a_name_in_letters_that_no_font_has_still_gets_its_letter():
    paper = typeset(LETTER, {"title": "An offer", "name": "李小龍"})

    assert paper.startswith(b"%PDF-")


def test_a_wrong_template_says_where_it_is_wrong():
    with pytest.raises(PaperError, match="unknown variable: nothing"):
        typeset("#nothing", {})


def test_a_paper_without_a_title_is_refused():
    with pytest.raises(PaperError, match="title"):
        typeset("= Hello", {})


def appointment(**changes):
    starts = datetime(2027, 3, 28, 8, 0, tzinfo=UTC)
    given = {
        "uid": "slot-1@example.org",
        "title": "Final interview; bring nothing, really",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "zone": "Europe/Paris",
        "place": "Rue des Écoles, 12",
        "description": "Two lines\nof advice",
        "organiser_name": 'Claire "CF" Fontan',
        "organiser_mail": "claire@example.org",
    }
    return Appointment(**given | changes)


def test_an_appointment_keeps_its_end_and_its_zone():
    calendar = Calendar.from_ical(event_file(appointment(), now=NOW))

    (event,) = calendar.walk("VEVENT")
    zone = ZoneInfo("Europe/Paris")
    assert event.decoded("dtstart") == datetime(2027, 3, 28, 10, 0, tzinfo=zone)
    assert event.decoded("dtend") == datetime(2027, 3, 28, 12, 0, tzinfo=zone)
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert event["summary"] == "Final interview; bring nothing, really"
    assert event["description"] == "Two lines\nof advice"
    assert calendar.walk("VTIMEZONE")[0]["tzid"] == "Europe/Paris"


def test_a_calendar_file_is_short_and_cannot_be_broken_open():
    file = event_file(appointment(title="x\r\nEND:VEVENT\r\nBEGIN:VALARM"), now=NOW)

    assert len(file) < 2500
    assert b"BEGIN:VALARM" not in file.splitlines()
    assert len(Calendar.from_ical(file).walk("VEVENT")) == 1


def test_a_cancelled_appointment_tells_the_calendar_so():
    file = event_file(appointment(is_cancelled=True, sequence=1), now=NOW)

    assert b"METHOD:CANCEL" in file
    assert b"STATUS:CANCELLED" in file
    assert b"SEQUENCE:1" in file


def test_an_appointment_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="end after it begins"):
        event_file(appointment(ends_at=NOW - timedelta(days=1)), now=NOW)
