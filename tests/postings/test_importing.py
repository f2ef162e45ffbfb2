"""Files of openings: what is taken, what is refused and why, and how fast."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from compagnon.postings import importing, operations
from compagnon.postings.errors import FileRefusedError
from compagnon.postings.models import Change, Opening, Place
from compagnon.postings.rows import Refusal
from compagnon.postings.shapes import offers
from tests.factories import NOW, a_campaign, a_person, an_opening

SHARED = Path(__file__).parents[3] / "shared" / "data"
HEADER = ",".join(offers.COLUMNS)
GOOD = {
    "offer_id": "209296",
    "organization": "MAISON AURELLE",
    "title": "BUSINESS ANALYST H/F",
    "mission_type": "VIE",
    "country_fr": "EMIRATS ARABES UNIS",
    "activity_sector_fr": "MODE, TEXTILE",
    "specializations_fr": "Audit, Finance",
    "start_date": "2027-06-01",
    "duration_months": "12",
    "views": "1",
    "candidates": "2",
    "source_url": "https://offers.example/209296",
}


def a_file(*rows: dict[str, str]) -> io.BytesIO:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, offers.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(GOOD | row for row in rows)
    return io.BytesIO(text.getvalue().encode())


def read(*rows: dict[str, str], **options):
    return importing.read_offers(a_file(*rows), now=NOW, **options)


def test_an_offer_is_read_whole():
    [row] = read({}).good
    assert (row.line, row.assumed) == (2, {"closes_on"})
    assert row.place.key == ("MAISON AURELLE", "", "AE")
    assert row.place.time_zone == "Asia/Dubai"
    assert row.terms.title_fr == "BUSINESS ANALYST H/F"
    assert row.terms.function == "Mode, textile"
    assert row.terms.description_en == "Fields: Audit, Finance."
    assert row.terms.starts_on == date(2027, 6, 1)
    assert row.terms.closes_on == date(2027, 3, 12)
    assert row.terms.duration_months == 12


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"country_fr": "ATLANTIDE"}, ("country_fr", "“ATLANTIDE” is no country")),
        ({"country_fr": "FRANCE"}, ("country_fr", "never served in France")),
        ({"country_fr": "La Réunion"}, ("country_fr", "never served in France")),
        ({"mission_type": "VIA"}, ("mission_type", "“VIA”, not a V.I.E.")),
        ({"title": " "}, ("title", "empty")),
        ({"offer_id": ""}, ("offer_id", "empty")),
        ({"duration_months": "5"}, ("duration_months", "6 to 24 months, not 5")),
        ({"duration_months": "25"}, ("duration_months", "6 to 24 months, not 25")),
        ({"duration_months": "a"}, ("duration_months", "“a” is not a whole number")),
        ({"duration_months": "12.5"}, ("duration_months", "not a whole number")),
        ({"duration_months": "-6"}, ("duration_months", "not a whole number")),
        ({"duration_months": "²"}, ("duration_months", "not a whole number")),
        ({"duration_months": ""}, ("duration_months", "empty")),
        ({"start_date": "01/06/2027"}, ("start_date", "not a date")),
        ({"start_date": "2027-02-30"}, ("start_date", "not a date")),
        ({"start_date": ""}, ("start_date", "empty")),
        ({"start_date": "2024-06-01"}, ("start_date", "lies in the past")),
        ({"start_date": "2027-03-01"}, ("start_date", "before applications close")),
        ({"title": "x" * 201}, ("title", "Too long: 201 characters")),
        ({"organization": "x" * 161}, ("organization", "Too long")),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line_its_column_and_the_reason(
    wrong, refusal
):
    rows = read({}, wrong)
    assert [row.line for row in rows.good] == [2]
    [(line, field, reason)] = rows.refused
    assert (line, field) == (3, refusal[0])
    assert refusal[1] in reason


def test_all_faults_of_a_row_are_told_at_once():
    rows = read({"country_fr": "?", "duration_months": "x", "start_date": "x"})
    assert [refusal.field for refusal in rows.refused] == [
        "country_fr",
        "duration_months",
        "start_date",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (HEADER.encode(), "no rows"),
        (HEADER.replace(",", ";").encode() + b"\n1;2", "a semicolon"),
        (HEADER.replace(",", "\t").encode() + b"\n1\t2", "a tab"),
        (HEADER.replace("title,", "").encode() + b"\n", "lacks the columns: title"),
        (f"{HEADER},colour\n".encode(), "nobody knows: colour"),
        (f"{HEADER},title\n".encode(), "names a column twice"),
        (f"{HEADER}\n1,caf\xe9".encode("latin-1"), "Line 2 is not in UTF-8"),
        (HEADER.encode("utf-16"), "is not in UTF-8"),
        (f"{HEADER}\n1,\0".encode(), "null character"),
        (f'{HEADER}\n1,"open'.encode(), "cannot be read"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(content, words):
    with pytest.raises(FileRefusedError, match=words):
        importing.read_offers(io.BytesIO(content), now=NOW)


def test_a_short_line_is_refused_and_the_count_of_lines_goes_on():
    content = a_file({"specializations_fr": "Audit,\nFinance"}).getvalue()
    content += b"1,2\n" + a_file({"offer_id": "7"}).getvalue().split(b"\n")[1]
    rows = importing.read_offers(io.BytesIO(content), now=NOW)
    assert [row.line for row in rows.good] == [2, 5]
    assert rows.refused == [
        Refusal(4, "", "The line has 2 columns where the first has 12.")
    ]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    content = b"\xef\xbb\xbf" + a_file({}).getvalue().replace(b"\n", b"\r\n")
    assert len(importing.read_offers(io.BytesIO(content), now=NOW).good) == 1


@pytest.mark.django_db
class TestImport:
    def test_good_rows_are_written_only_when_asked_beside_bad_ones(self):
        campaign = a_campaign(closes_at=datetime(2027, 5, 1, tzinfo=UTC))
        rows = read({}, {"offer_id": "2", "country_fr": "?"})

        report = operations.import_openings(campaign, rows, actor=None, now=NOW)
        assert (report.created, report.rows_refused) == (1, 1)
        assert not report.is_written
        assert Opening.objects.count() == Place.objects.count() == 0

        report = operations.import_openings(
            campaign, rows, actor=a_person(), skip_bad=True, now=NOW
        )
        assert report.is_written
        opening = Opening.objects.get()
        assert opening.closes_at == datetime(2027, 3, 12, 19, 59, 59, tzinfo=UTC)
        assert opening.search_text.startswith(" business analyst h f mode textile")
        assert Change.objects.get().details == {
            "created": 1,
            "updated": 0,
            "unchanged": 0,
            "refused": 1,
        }

    def test_the_same_file_again_changes_nothing_and_another_updates(self):
        campaign = a_campaign(closes_at=datetime(2027, 5, 1, tzinfo=UTC))
        operations.import_openings(campaign, read({}), actor=None, now=NOW)
        later = importing.read_offers(a_file({}), now=datetime(2027, 1, 20, tzinfo=UTC))

        report = operations.import_openings(campaign, later, actor=None, now=NOW)
        assert (report.created, report.updated, report.unchanged) == (0, 0, 1)
        assert Opening.objects.get().closes_on == date(2027, 3, 12)

        changed = read({"title": "ANALYST"}, closes_on=date(2027, 2, 1))
        report = operations.import_openings(campaign, changed, actor=None, now=NOW)
        assert (report.created, report.updated, report.unchanged) == (0, 1, 0)
        opening = Opening.objects.get()
        assert (opening.title_en, opening.closes_on) == ("ANALYST", date(2027, 2, 1))
        assert opening.closes_at == datetime(2027, 2, 1, 19, 59, 59, tzinfo=UTC)
        assert " analyst" in opening.search_text

    def test_a_reference_twice_in_a_file_is_refused(self):
        campaign = a_campaign(closes_at=datetime(2027, 5, 1, tzinfo=UTC))
        report = operations.import_openings(
            campaign, read({}, {"title": "OTHER"}), actor=None, now=NOW
        )
        assert report.refused == [
            Refusal(3, "reference", "Line 2 has the same reference.")
        ]

    def test_a_reference_that_moved_to_another_place_is_refused(self):
        campaign = a_campaign(closes_at=datetime(2027, 5, 1, tzinfo=UTC))
        an_opening(campaign, reference="209296")
        report = operations.import_openings(campaign, read({}), actor=None, now=NOW)
        assert [refusal.field for refusal in report.refused] == ["reference"]

    def test_an_opening_may_not_outlast_its_campaign(self):
        report = operations.import_openings(a_campaign(), read({}), actor=None, now=NOW)
        assert report.refused == [
            Refusal(
                2,
                "closes_on",
                "Applications would close after the campaign does, on Feb. 20, 2027.",
            )
        ]
        closes_on = importing.default_closing(a_campaign(), NOW)
        assert closes_on == date(2027, 2, 19)

    def test_our_own_shape_says_everything(self):
        content = (
            "reference,title_en,title_fr,place,kind,city,country,time_zone,function,"
            "seats,starts_on,closes_on,duration_months,languages,level,allowance_eur,"
            "allowance_as_of,allowance_source,technical_task\n"
            "A1,Sales Associate,Conseiller de vente,Boutique One,boutique,New York,US,,"
            "Sales,3,+7m:1,+30d,12,en fr,Bachelor,5092.20,2024-01-01,The scale,\n"
            "A2,T,T,P,kiosk,Paris,FR,,,0,+1m,+45d,,english,,12.345,,,\n"
        )
        rows = importing.read_openings(io.StringIO(content), now=NOW)
        assert [(refusal.line, refusal.field) for refusal in rows.refused] == [
            (3, "kind"),
            (3, "allowance_eur"),
            (3, "languages"),
        ]
        campaign = a_campaign()
        operations.import_openings(campaign, rows, actor=None, skip_bad=True, now=NOW)
        opening = Opening.objects.select_related("place").get()
        assert opening.starts_on == date(2027, 8, 1)
        assert opening.languages == ["en", "fr"]
        assert opening.allowance_eur == Decimal("5092.20")
        assert opening.place.time_zone == "America/New_York"

    def test_the_real_file_is_imported_whole(self, django_assert_max_num_queries):
        path = SHARED / "vie_offers_2024-03.csv"
        if not path.exists():
            pytest.skip(f"the file of real offers is not here: {path}")
        campaign = a_campaign(closes_at=datetime(2027, 12, 31, tzinfo=UTC))
        with path.open("rb") as stream:
            rows = importing.read_offers(stream, now=NOW, shift_years="auto")
        assert len(rows.good) == 2058
        assert {refusal.field for refusal in rows.refused} == {"mission_type"}
        assert len(rows.refused) == 29

        # Four batches of openings, four of places and their look-ups.
        with django_assert_max_num_queries(24):
            report = operations.import_openings(
                campaign, rows, actor=None, skip_bad=True, now=NOW
            )
        assert (report.created, report.rows_refused) == (2058, 29)
        assert Opening.objects.count() == 2058
        started = Opening.objects.filter(starts_on__lte=date(2027, 3, 12))
        assert not started.exists()
        firsts = Opening.objects.filter(starts_on__day=1)
        # One of them starts on the 10th of a month, as the public list says.
        assert firsts.count() == 2057

        with path.open("rb") as stream:
            rows = importing.read_offers(stream, now=NOW, shift_years="auto")
        report = operations.import_openings(
            campaign, rows, actor=None, skip_bad=True, now=NOW
        )
        assert (report.created, report.updated, report.unchanged) == (0, 0, 2058)
