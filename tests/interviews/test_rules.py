"""What may be recorded, and what a file is, decided from values alone."""

from decimal import Decimal

import pytest

from compagnon.interviews import rules
from compagnon.interviews.errors import ForeignTypeError
from compagnon.interviews.rules import Allowance, Kind

from .world import MP4, OGG, WEBM, WEBM_SOUND, repr_digest


@pytest.mark.parametrize(
    ("head", "kind", "expected"),
    [
        (WEBM, Kind.VIDEO, "video/webm"),
        (WEBM_SOUND, Kind.AUDIO, "audio/webm"),
        (WEBM.replace(b"webm", b"matroska"), Kind.VIDEO, "video/webm"),
        (MP4, Kind.VIDEO, "video/mp4"),
        (MP4.replace(b"vide", b"soun"), Kind.AUDIO, "audio/mp4"),
        (b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00", Kind.AUDIO, "audio/mp4"),
        (OGG, Kind.AUDIO, "audio/ogg"),
    ],
)
def test_a_recording_is_known_by_its_content(head, kind, expected):
    assert rules.media_type_of(head, kind) == expected


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Kind.VIDEO),
        (b"<html><script>alert(1)</script>", Kind.VIDEO),
        (b"#EXTM3U\nfile:///etc/passwd", Kind.VIDEO),
        (b"ffconcat version 1.0", Kind.VIDEO),
        (b"%PDF-1.7", Kind.AUDIO),
        (b"\x1a\x45\xdf\xa3 something else", Kind.VIDEO),
        (WEBM, Kind.AUDIO),
        (WEBM_SOUND, Kind.VIDEO),
        (OGG, Kind.VIDEO),
    ],
)
def test_anything_else_is_refused(head, kind):
    with pytest.raises(ForeignTypeError):
        rules.media_type_of(head, kind)


@pytest.mark.parametrize(
    ("claimed", "kind", "is_known"),
    [
        ('video/webm;codecs="vp9,opus"', Kind.VIDEO, True),
        ("VIDEO/MP4", Kind.VIDEO, True),
        ("video/x-matroska;codecs=avc1,opus", Kind.VIDEO, True),
        ("audio/ogg", Kind.AUDIO, True),
        ("video/webm", Kind.AUDIO, False),
        ("video/quicktime", Kind.VIDEO, False),
        ("text/html", Kind.VIDEO, False),
        ("", Kind.VIDEO, False),
    ],
)
def test_a_claim_is_taken_from_a_short_list(claimed, kind, is_known):
    assert rules.is_claim_known(claimed, kind) is is_known


def test_an_adjustment_stretches_both_times_or_takes_the_clock_away():
    stretched = rules.allowance(60, 120, factor=Decimal("1.5"), is_untimed=False)
    untimed = rules.allowance(60, 120, factor=Decimal(2), is_untimed=True)

    assert (stretched, untimed) == (Allowance(90, 180), Allowance(None, None))


def test_no_question_has_fewer_than_no_takes_left():
    assert [rules.takes_left(3, stored) for stored in (0, 2, 3, 5)] == [3, 1, 0, 0]


def test_open_questions_keep_the_order_in_which_they_are_asked():
    assert rules.unanswered(["b", "a", "c"], {"a"}) == ["b", "c"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=-", None),
    ],
)
def test_a_range_is_read_as_the_standard_says(header, expected):
    assert rules.byte_range(header, 100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=5-4", "bytes=-0"])
def test_a_range_of_nothing_cannot_be_served(header):
    with pytest.raises(ValueError, match="bytes"):
        rules.byte_range(header, 100)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (30, "30 seconds"),
        (60, "1 minute"),
        (90, "90 seconds"),
        (120, "2 minutes"),
        (150, "2 min 30 s"),
    ],
)
def test_times_are_told_as_people_say_them(seconds, words):
    assert rules.in_words(seconds) == words


def test_a_digest_is_read_out_of_its_header():
    assert rules.sha256_in(f"md5=:AA==:, {repr_digest(b'abc')}") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert rules.sha256_in("") == ""


def test_a_digest_of_another_length_is_nonsense():
    with pytest.raises(ValueError, match="sha-256"):
        rules.sha256_in("sha-256=:AAAA:")
