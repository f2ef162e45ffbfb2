"""Country names as files spell them, and where their clocks stand."""

import csv
from pathlib import Path

import pytest

from compagnon.postings.countries import codes, iso2, name_of
from compagnon.postings.zones import known, zone_of

SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ETATS-UNIS", "US"),
        ("EMIRATS ARABES UNIS", "AE"),
        ("COREE DU SUD", "KR"),
        ("REPUBLIQUE TCHEQUE", "CZ"),
        ("COTE D'IVOIRE", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("CONGO", "CG"),
        ("CONGO (REPUBLIQUE DEMOCRATIQUE)", "CD"),
        ("DOMINICAINE (REPUBLIQUE)", "DO"),
        ("DOMINIQUE", "DM"),
        ("SALOMON (ILES)", "SB"),
        ("PAPOUASIE-NOUVELLE-GUINEE", "PG"),
        ("GUINEE", "GN"),
        ("NIGER", "NE"),
        ("NIGERIA", "NG"),
        ("VIETNAM", "VN"),
        ("Viêt Nam", "VN"),
        ("Hong Kong", "HK"),
        ("United Kingdom", "GB"),
        ("ch", "CH"),
        ("Türkiye", "TR"),
        ("TURQUIE", "TR"),
    ],
)
def test_a_country_is_known_by_its_usual_spellings(name, code):
    assert iso2(name) == code


@pytest.mark.parametrize("name", ["", "EU", "ZZ", "Atlantis", "EUROPE", "F R"])
def test_other_words_name_no_country(name):
    assert iso2(name) is None


@pytest.mark.parametrize("column", ["vie_zone_iso.csv", "vie_allowances.csv"])
def test_every_country_of_the_public_scale_is_known(column):
    path = SHARED / column
    if not path.exists():
        pytest.skip(f"the reference data is not here: {path}")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = {row.get("country_fr") or row["country"] for row in rows}
    # A city under international status, and no country.
    assert {name for name in names if iso2(name) is None} <= {"JERUSALEM"}


@pytest.mark.parametrize(
    ("country", "city", "zone"),
    [
        ("FR", "", "Europe/Paris"),
        ("US", "", "America/New_York"),
        ("US", "New York", "America/New_York"),
        ("US", "Los Angeles", "America/Los_Angeles"),
        ("US", "San Francisco", "America/Los_Angeles"),
        ("CA", "", "America/Toronto"),
        ("CA", "Vancouver", "America/Vancouver"),
        ("AU", "", "Australia/Sydney"),
        ("BR", "São Paulo", "America/Sao_Paulo"),
        ("RU", "", "Europe/Moscow"),
        ("AE", "Dubai", "Asia/Dubai"),
        ("HK", "", "Asia/Hong_Kong"),
        ("CN", "Chengdu", "Asia/Shanghai"),
        ("XK", "", "Europe/Belgrade"),
    ],
)
def test_a_place_has_the_clocks_of_its_city_or_of_most_people(country, city, zone):
    assert zone_of(country, city) == zone


def test_every_country_where_people_live_has_a_zone_that_exists():
    # Bouvet Island and the Heard and McDonald Islands: nobody lives there.
    assert {code for code in codes() if zone_of(code) is None} == {"BV", "HM"}
    assert {zone_of(code) for code in codes()} - {None} <= known()


def test_a_country_has_a_name_in_each_language():
    assert name_of("DE", "fr") == "Allemagne"
    assert name_of("DE", "en-gb") == "Germany"
    assert name_of("??", "en") == "??"
