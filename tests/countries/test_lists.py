"""The data files that countries are found by, whole and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from khabarnama.countries.lists import COUNTRY_LISTS, check, lines, read
from khabarnama.countries.tokens import words
from khabarnama.reading.matching import languages

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = (
    "countries.toml",
    "leaders.toml",
    "ambiguous.toml",
    "stop_phrases.toml",
    "glue.toml",
    "plurals.toml",
    "regions.toml",
)
RULE = {"form": "شام", "iso": ["SY"], "default": "accept"}
GLUE = {"shortest": 3, "before": ["اور"], "after": ["میں"]}
BROKEN: list[tuple[str, dict[str, Any], str]] = [
    ("countries.toml", {"UK": {"ur": {"names": "برطانیہ"}}}, "found «UK»"),
    ("countries.toml", {"GB": {"ur": {"name": "برطانیہ"}}}, "[GB.ur] name: key must be one of"),
    ("countries.toml", {"GB": {"ur": {"names": ["برطانیہ"]}}}, "[GB.ur] names: must be a text"),
    ("countries.toml", {"GB": {"ur": {"names": "برطانیہ\n\nیوکے"}}}, "[GB.ur] names must hold words"),
    ("countries.toml", {"GB": {"ur": {"names": "۔"}}}, "[GB.ur] names must hold words, found «۔»"),
    ("leaders.toml", {}, "checked must be the day"),
    ("leaders.toml", {"checked": "2026"}, "checked must be the day"),
    ("ambiguous.toml", {"ur": [RULE, RULE]}, "rule «شام»: form must have one rule, found 2"),
    ("ambiguous.toml", {"ur": [{**RULE, "form": " "}]}, "form must hold words"),
    ("ambiguous.toml", {"ur": [{**RULE, "iso": []}]}, "iso must name at least one country"),
    ("ambiguous.toml", {"ur": [{**RULE, "iso": ["SX", "XX"]}]}, "found «XX»"),
    ("ambiguous.toml", {"ur": [{**RULE, "with": ["ZZ"]}]}, "found «ZZ»"),
    ("ambiguous.toml", {"ur": [{**RULE, "default": "maybe"}]}, "default must be one of accept, reject, support"),
    ("ambiguous.toml", {"ur": [{**RULE, "not_befor": ["کل"]}]}, "found «not_befor»"),
    ("ambiguous.toml", {"ur": [{**RULE, "not_before": [""]}]}, "not_before must hold words, found «»"),
    ("ambiguous.toml", {"ur": [{**RULE, "yes_after": "کے صدر"}]}, "yes_after must be a list"),
    ("stop_phrases.toml", {"ur": ["…"]}, "ur must hold words"),
    ("stop_phrases.toml", {"light": {"ur": [""]}}, "[light] ur must hold words"),
    ("glue.toml", {**GLUE, "shortest": 0}, "shortest must be a number of letters"),
    ("glue.toml", {**GLUE, "after": [""]}, "after must hold words"),
    ("glue.toml", {**GLUE, "before": []}, "before must hold words"),
    ("plurals.toml", {"ur": [{"ending": "", "not_after": ["ے"]}]}, "[[ur]] ending must hold words"),
    ("plurals.toml", {"ur": [{"ending": "وں", "not_after": [""]}]}, "[[ur]] not_after must hold words"),
    ("regions.toml", {"codes": {"150": "DE FR DE"}}, "«DE» must lie in one region"),
    ("regions.toml", {"codes": {"150": "UK"}}, "found «UK»"),
]


@pytest.mark.parametrize("name", FILES)
def test_our_own_files_are_whole(name: str) -> None:
    """Nothing is wrong with any file as it stands."""
    assert check(name, read(name)) == []


@pytest.mark.parametrize(("name", "table", "reason"), BROKEN)
def test_a_broken_file_names_key_and_reason(name: str, table: dict[str, Any], reason: str) -> None:
    """What would match nothing or everything, or stands for no country, is refused with the words of it."""
    (problem,) = check(name, table)

    assert reason in problem


def claims(lang: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the words of every spelling of our own, with its country."""
    for iso, by_language in read("countries.toml").items():
        for key in COUNTRY_LISTS:
            yield from ((tuple(words(form)), iso) for form in lines(by_language.get(lang, {}).get(key, "")))


@pytest.mark.parametrize("lang", languages())
def test_no_spelling_stands_for_two_countries(lang: str) -> None:
    """A word of two countries has a rule that decides."""
    owners: dict[tuple[str, ...], set[str]] = {}
    for form, iso in claims(lang):
        owners.setdefault(form, set()).add(iso)

    assert {form for form, isos in owners.items() if len(isos) > 1} == set()
