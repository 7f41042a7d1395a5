"""Bytes to text."""

from __future__ import annotations

import pytest

from khabarnama.reading.decode import LARGEST, decode

URDU = "اسلام آباد میں آج بارش کا امکان ہے"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    """Urdu text is the same in every encoding that marks itself."""
    decoded = decode(URDU.encode(encoding), "x.txt")

    assert decoded.text == URDU
    assert not decoded.problems


def test_windows_1256() -> None:
    """Arabic-script text of an old Windows is told by its letters."""
    text = "ملاقات میں دونوں ملکوں کے درمیان تعاون بڑھانے پر بات ہوئی".replace("ی", "ي").replace("ے", "ي")
    text = text.replace("ٹ", "ت").replace("ڑ", "ر").replace("ں", "ن")

    decoded = decode(text.encode("cp1256"), "x.txt")

    assert not decoded.problems
    assert "ملاقات" in decoded.text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ا\u0653ج", "آج"),
        ("كي", "کی"),
        ("اسلام\u00a0آباد", "اسلام آباد"),
        ("\u202bخبر\u202c", "خبر"),
        ("ایک\r\nدو\rتین\u2028چار", "ایک\nدو\nتین\nچار"),
    ],
)
def test_one_spelling(given: str, expected: str) -> None:
    """Code points that look alike become one spelling."""
    assert decode(given.encode(), "x.txt").text == expected


@pytest.mark.parametrize(
    "data",
    [b"", b" \n ", b"\x89PNG\r\n\x1a\n\x00\x00", "خبر".encode()[:-1], "خبر".encode("utf-32"), b"a\x00b"],
    ids=["empty", "blank", "picture", "cut", "utf-32", "nul"],
)
def test_what_is_no_text_is_one_problem(data: bytes) -> None:
    """Bytes that are no text are refused, with a reason, and no guess."""
    decoded = decode(data, "x.txt")

    assert decoded.text == ""
    assert [problem.level for problem in decoded.problems] == ["error"]


def test_a_file_that_is_too_large() -> None:
    """A file over the limit is refused."""
    assert "at most" in decode(b"a" * (LARGEST + 1), "x.txt").problems[0].message


@pytest.mark.parametrize(
    "garbled",
    [
        *(URDU.encode().decode(page, "ignore") for page in ("cp1252", "cp1256", "latin-1")),
        "It\u00e2\u20ac\u2122s a day of rain",
        "a \u00e2\u20ac\u0153good\u00e2\u20ac\x9d day",
    ],
)
def test_garbled_text_is_a_problem(garbled: str) -> None:
    """What was read in the wrong encoding somewhere on its way is not published."""
    assert decode(garbled.encode(), "x.txt").problems


@pytest.mark.parametrize("text", ["چاۓ خانہ § 12 کے تحت", "Fête à la française, € 5, “â”", "غٹاغٹ عظ عک"])
def test_what_looks_garbled_is_left_alone(text: str) -> None:
    """A sign, a foreign name or a rare pair of letters is no sign of it."""
    assert not decode(text.encode(), "x.txt").problems


@pytest.mark.parametrize("plane", range(17))
def test_noncharacters_of_every_plane(plane: int) -> None:
    """What Unicode keeps free of characters is no text."""
    wrong = chr(plane * 0x10000 + 0xFFFE)

    assert "no control characters" in decode(f"{URDU} {wrong}".encode(), "x.txt").problems[0].message
