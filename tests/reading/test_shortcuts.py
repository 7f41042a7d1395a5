"""What is told at one look is what looking closely tells."""

from __future__ import annotations

from difflib import get_close_matches
from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khabarnama.countries.tokens import find_words, key, keys_of, raw_words, words
from khabarnama.problems import nearest
from khabarnama.reading.date_lines import is_date_line
from khabarnama.reading.date_words import day_pattern, find_day, may_be_date
from khabarnama.reading.dates import ParsedDate, read_date
from khabarnama.reading.decode import LINE_ENDS, decode, normalise
from khabarnama.reading.header import known_keys
from khabarnama.reading.inline import _LATIN_RUN, may_have_runs, to_html
from khabarnama.reading.letters import LETTERS, Folding
from khabarnama.reading.matching import begin_alike, has_words, spoken
from khabarnama.reading.render import holds_runs
from khabarnama.reading.rules import Rule, load_rules

TABLE: dict[str, str | None] = {"ي": "ی", "ك": "ک", "\u064e": None, "۔": " ", "é": "e", "©": "(c)"}
PIECES = [
    "29",
    " ",
    "نومبر",
    "یکم",
    "November",
    "th",
    "2024",
    "ء",
    "،",
    "کی",
    "صبح",
    "بروز",
    "جمعہ",
    "۲۹",
    "-",
    "x",
    "خبر",
    ":",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=9).map("".join)


@given(st.text())
@example("اَلفيك é ٣ ABC 😀 ẞ\0\ufffe")
@example("الف\0\1")
@example("©الف")
def test_folding_is_what_its_rule_says(text: str) -> None:
    """Every letter of any text is what the rule has for it, in lower case."""
    folding = Folding(lambda letter: TABLE.get(letter, letter))

    assert folding.fold(text) == "".join(TABLE.get(letter, letter) or "" for letter in text).lower()


@given(
    st.lists(st.one_of(st.sampled_from(LETTERS), st.sampled_from(LETTERS), st.characters(codec="utf-8"))).map("".join)
)
@example("خبر\u0653ا\u0653")
@example("ABC \u200c۔")
@example("News:\ta\n~")
@example("News\x7f")
@example("a\rb")
@settings(max_examples=400)
def test_ordinary_text_is_decoded_as_any(text: str) -> None:
    """What is told to need no step of decoding comes out of all of them as it went in."""
    decoded = decode(text.encode(), "x.txt")

    assert decoded.problems or decoded.text == normalise(LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))


@given(TEXTS)
@example("29 نومبر\u064bx")
@example("ھیکم نومبر 2024")
@settings(max_examples=400)
def test_no_date_is_overlooked(text: str) -> None:
    """A text that is a date may be one, and a day that is written is found."""
    assert may_be_date(text) or not isinstance(read_date(text), ParsedDate)
    assert (find_day(text) is None) is (day_pattern().search(text) is None)


def test_a_word_of_one_letter_may_be_glued_to_a_month() -> None:
    """A line is a date where a month of the Islamic calendar is glued to what stands beside it."""
    assert is_date_line("5 ھمحرم")


@pytest.mark.parametrize(("text", "words"), [("İzmir», ۵۰٪", "i zmir 50"), ("خبر_1:\u200cآج", "خبر_1 اج")])
def test_spoken_is_words_and_nothing_else(text: str, words: str) -> None:
    """What is no part of a word is a space, also where lower case makes a mark of it."""
    assert spoken(text) == words


@given(TEXTS, TEXTS)
@example("--aaaaaaaaaΣA", "aaaaaaaaaΣA")
@example("aaaaaaaaaaa- b c", "--aaaaaaaaaaa b")
def test_texts_that_are_the_same_begin_alike(text: str, other: str) -> None:
    """What is spoken alike begins alike, also where one goes on."""
    assert begin_alike(text, other) or not spoken(text).startswith(spoken(other))


@given(TEXTS, st.integers(1, 6))
def test_words_are_counted_no_further_than_is_asked(text: str, number: int) -> None:
    """A text has some words where parting all of it gives as many."""
    assert has_words(text, number) == (len(text.split()) >= number)


@given(st.text(st.sampled_from("خبر &<>\"'"), max_size=8))
def test_text_is_escaped_as_python_does(text: str) -> None:
    """Where there is nothing to escape, nothing is done."""
    assert to_html(text) == escape(text, quote=False)


@given(
    st.one_of(st.text(max_size=12), st.sampled_from(["تارخ", "titel", "ملكك", "sumary"])), st.sampled_from([0.6, 0.75])
)
def test_the_nearest_word_is_difflibs(word: str, likeness: float) -> None:
    """Leaving out what cannot be like a word changes nothing."""
    near = get_close_matches(word, list(known_keys()), 1, likeness)

    assert nearest(word, known_keys(), likeness) == (near[0] if near else None)


@pytest.mark.parametrize("rule", [rule for rule in load_rules().glued if rule.sign], ids=lambda rule: rule.name)
def test_sign_is_wherever_the_shape_is(rule: Rule) -> None:
    """A rule with a sign finds in its examples what it would find without."""
    spaces = ("", " ", "  ", "\t ", " \u00a0 ")
    for text in (text.replace(" رہے", f"{space}رہے") for text in rule.examples for space in spaces):
        assert (
            [found.span() for found in rule.finds(text)]
            == [found.span() for found in rule.pattern.finditer(text)]
            != []
        )
        assert rule.may_find(f"ایک\n{text}\nدو", "")


@given(st.lists(st.sampled_from([*PIECES, "Turkey", "U.S.", "Iran-led", "Russia's", "—", "é", "Côte", "مصرمیں"])))
def test_words_of_pieces_are_the_text_s(pieces: list[str]) -> None:
    """Words that are found piece by piece, one or several or none in each, are those of the whole text."""
    text = " ".join(pieces)

    assert words(text) == keys_of(raw_words(text)) == list(map(key, find_words(text)))


@given(st.text() | st.text("خبر 5+-#$€₹−a", max_size=8), st.sampled_from(["ur", "en"]))
@example("خبر 5 6", "ur")
@example("خبر 0300 1234567", "ur")
@example("خبر −5", "ur")
@example("خبر 2024ء", "ur")
@example("“news”", "en")
@example("“news” خبر", "en")
def test_no_run_is_overlooked(text: str, lang: str) -> None:
    """Where a text is quickly told to hold no other script, looking at each letter finds none."""
    assert holds_runs(text, lang) == may_have_runs(text, lang)
    assert may_have_runs(text, lang) or lang == "en" or not _LATIN_RUN.search(text)
