"""Share pictures: shaped, whole, light, whatever the title says."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from PIL import Image

from khabarnama.pictures.fitting import Room
from khabarnama.pictures.headline import set_headline, touch
from khabarnama.pictures.ink import Setting, draw_line, measure
from khabarnama.pictures.runs import drawable, split_runs
from khabarnama.pictures.share import SharePicture, draw
from khabarnama.pictures.style import Style, load_style
from tests.conftest import PROJECT
from theme.fonts.subset import covered

HEADLINE = "روسی وزیر دفاع پیانگ یانگ پہنچ گئے، شمالی کوریا کا روس کی حمایت جاری رکھنے کا اعلان"
LONG = (HEADLINE + " " + "گرفتار شدگان میں خواتین اور بچے بھی شامل ہیں، ") * 4
HOSTILE = {
    "empty": "",
    "nothing that can be drawn": "🙂🙂 漢字 \u202e\u2066",
    "overrides": "\u202eروس\u202c اور \u2067یوکرین",
    "unbalanced isolates": "\u2069\u2068روس\u2066 Moscow",
    "control characters": "روس\x00\x07\x1b[31m یوکرین",
    "300 characters": LONG[:300],
    "300 without a space": ("پاکستان" * 50)[:300],
    "300 wide letters": "W" * 300,
    "marks": "ا" + "\u064e" * 299,
    "no letters": "… ،،، ؟؟؟",
    "markup": "<b>&amp;{{ 7*7 }}</b> %s %(x)s",
    "emoji within": "روس 🇷🇺 اور یوکرین 🇺🇦",
    "both scripts": "BBC: گوگل کا Gemini 2.0 آ گیا، $60 ارب 2024-12-11 تک",
    "lines": "روس\n\nیوکرین\u2028\t چین",
}


@cache
def style() -> Style:
    """Return the project's own style."""
    return load_style(PROJECT / "theme")


def picture(headline: str, lang: str = "ur") -> Image.Image:
    """Return the share picture of a headline, whole."""
    shown = SharePicture(lang, "خبرنامہ", "8 دسمبر 2024ء", headline, ("روس", "یوکرین", "چین"))
    image = Image.open(BytesIO(draw(shown, style())))
    image.load()
    return image


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Return where in `box` a picture is darker than half, as seen from its corner."""
    return image.convert("L").crop(box).point([255] * 128 + [0] * 128).getbbox()


@cache
def shaper(name: str) -> hb.Font:
    """Return HarfBuzz's own reading of a font of the theme, at 100 pixels."""
    font = TTFont(PROJECT / "theme" / name)
    font.flavor = None
    plain = BytesIO()
    font.save(plain)
    shaped = hb.Font(hb.Face(plain.getvalue()))
    shaped.scale = (6400, 6400)
    return shaped


@pytest.mark.parametrize("word", ["پاکستان", "محمد", "کشتی", "پہنچ", "فلسطین", "لاہور", "یوکرینی"])
def test_letters_are_joined_as_harfbuzz_joins_them(word: str) -> None:
    """A word is as wide as HarfBuzz says, and narrower than its letters alone."""
    face = style().hands["ur"].headline
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    buffer.language = "ur"
    hb.shape(shaper("static/fonts/nastaliq-700.woff2"), buffer)

    width = face.font(100).getlength(word, direction="rtl", language="ur")

    assert width == pytest.approx(sum(place.x_advance for place in buffer.glyph_positions) / 64, abs=2)
    assert width < sum(face.font(100).getlength(letter, direction="rtl", language="ur") for letter in word) - 10


def test_what_is_drawn_is_joined() -> None:
    """Raqm draws other shapes than the basic engine, which joins nothing."""
    face = style().hands["ur"].headline
    joined = draw_line("پاکستان", Setting(face, face, 80, 80), 600).mask
    apart = draw_line("\u200c".join("پاکستان"), Setting(face, face, 80, 80), 900).mask

    assert joined.width < 0.7 * apart.width


def test_words_are_measured_at_once_as_they_are_one_by_one() -> None:
    """The quick measure is near the exact one, and nearer for a whole line."""
    hand = style().hands["ur"]
    words = HEADLINE.split()
    font = hand.headline.font(100)
    exact = [font.getlength(word, direction="rtl", language="ur") / 100 for word in words]

    widths, _ = measure(words, hand.headline, style().guest(hand, hand.headline), hand.guest)

    assert all(abs(quick - slow) < 0.8 for quick, slow in zip(widths, exact, strict=True))
    assert sum(widths) == pytest.approx(sum(exact), rel=0.06)


@pytest.mark.parametrize("lang", ["ur", "en"])
@pytest.mark.parametrize("name", HOSTILE)
def test_any_title_gives_a_picture(name: str, lang: str) -> None:
    """No title breaks a picture, none is drawn beyond its frame, none makes it heavy."""
    content = draw(SharePicture(lang, "خبرنامہ", "1", HOSTILE[name], ()), style())
    image = Image.open(BytesIO(content))
    image.load()

    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(content) <= 60_000
    assert ink(image, (0, 130, 24, 520)) is None
    assert ink(image, (1176, 130, 1200, 520)) is None
    assert ink(image, (0, 132, 1200, 148)) is None
    assert ink(image, (0, 510, 1200, 524)) is None


@pytest.mark.parametrize("text", [HEADLINE, HOSTILE["300 characters"], HOSTILE["both scripts"]])
def test_lines_do_not_touch_and_no_word_is_left_out(text: str) -> None:
    """A headline of up to 300 characters is set whole, its lines apart."""
    hand = style().hands["ur"]
    room = Room(1056, 344, hand.leading, hand.reach)

    block = set_headline(text, hand, style().guest(hand, hand.headline), room)

    assert block is not None
    assert block.height <= room.height
    pairs = zip(block.inks, block.inks[1:], block.baselines, block.baselines[1:], strict=False)
    assert not any(touch(upper, lower, below - above) for upper, lower, above, below in pairs)
    setting = Setting(hand.headline, style().guest(hand, hand.headline), block.size, round(block.size * hand.guest))
    whole = draw_line("  ".join(drawable(text, setting.own, setting.guest).split()), setting, 20_000).mask.width
    assert sum(line.mask.width for line in block.inks) > 0.9 * whole - len(block.inks) * block.size


def test_a_short_headline_is_larger_than_a_long_one() -> None:
    """Sizes go down in steps as titles grow."""
    hand = style().hands["ur"]
    room = Room(1056, 344, hand.leading, hand.reach)
    guest = style().guest(hand, hand.headline)

    blocks = [set_headline(text, hand, guest, room) for text in ("روس", HEADLINE, LONG[:300])]

    sizes = [block.size for block in blocks if block]
    assert sizes == sorted(set(sizes), reverse=True)
    assert sizes[-1] >= 32


def test_each_script_keeps_its_own_order_and_face() -> None:
    """A Latin name within Urdu is set from left to right in the Latin face, a number in the Urdu face."""
    hand = style().hands["ur"]
    guest = style().guest(hand, hand.headline)

    runs = split_runs("گوگل کا Gemini 2.0 اور -5", hand.headline, guest)

    told = [(run.text.strip(), run.face is guest, run.direction) for run in runs if run.text.strip()]
    assert told == [
        ("گوگل کا", False, "rtl"),
        ("Gemini 2.0", True, "ltr"),
        ("اور", False, "rtl"),
        ("-5", False, "ltr"),
    ]


def test_the_start_of_the_line_is_the_languages() -> None:
    """An Urdu headline begins at the right edge, an English one at the left."""
    urdu, english = ink(picture("روس"), (0, 140, 1200, 520)), ink(picture("Russia", "en"), (0, 140, 1200, 520))

    assert urdu is not None
    assert english is not None
    assert urdu[2] > 1090
    assert english[0] < 110


def test_the_same_picture_is_the_same_bytes_and_another_has_another_key() -> None:
    """A picture depends on nothing but what it shows; its key on all of that."""
    shown = SharePicture("ur", "خبرنامہ", "1", HEADLINE, ("روس",))
    others = [
        SharePicture("en", "خبرنامہ", "1", HEADLINE, ("روس",)),
        SharePicture("ur", "خبر", "1", HEADLINE, ("روس",)),
        SharePicture("ur", "خبرنامہ", "2", HEADLINE, ("روس",)),
        SharePicture("ur", "خبرنامہ", "1", "روس", ("روس",)),
        SharePicture("ur", "خبرنامہ", "1", HEADLINE, ("روس", "چین")),
    ]

    assert draw(shown, style()) == draw(shown, style())
    assert len({shown.key, *(other.key for other in others)}) == 6


def test_the_coverage_is_that_of_the_fonts() -> None:
    """coverage.toml says what each font has a glyph for: its command was run after the fonts were cut."""
    for hand in style().hands.values():
        for face in (hand.headline, hand.text):
            ranges = covered(Path(face.file)).split()
            assert sum(int(r.split("-")[-1], 16) - int(r.split("-")[0], 16) + 1 for r in ranges) == len(face.points)
            assert ord(" ") in face.points
