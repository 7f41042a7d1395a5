"""The lists of `data/` that countries are found by, each checked when it is first read."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from babel import Locale, localedata

from khabarnama.problems import KhabarnamaError
from khabarnama.reading.matching import data_problem, languages, load_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Check = Callable[[Mapping[str, Any]], Iterator[str]]

COUNTRY_LISTS = ("names", "demonyms", "places")
RULE_PHRASES = ("not_before", "not_after", "not_near", "yes_before", "yes_after", "yes_near")
_RULE_KEYS = {"form", "iso", "default", "with", "decide", "allies", "case", *RULE_PHRASES}
_DEFAULTS = ("accept", "reject", "support")
_CODE = re.compile(r"[A-Z]{2}")
_LETTER = re.compile(r"[^\W_]")
# CLDR's own codes that are no ISO 3166-1 territories, but for Kosovo, which news names.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


@cache
def codes() -> frozenset[str]:
    """Return the code of every country and territory of ISO 3166-1."""
    return frozenset(code for code in map(str, Locale("en").territories) if _CODE.fullmatch(code)) - _NO_COUNTRIES


@cache
def read(name: str) -> dict[str, Any]:
    """Return the data file `name`. Raises KhabarnamaError that names file, key and reason of all that is wrong."""
    table = load_toml(name)
    if problems := [data_problem(name, message) for message in check(name, table)]:
        raise KhabarnamaError(problems)
    return table


def check(name: str, table: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the content `table` of the data file `name`, one obligation each."""
    unknown = [
        f"table must be a language that CLDR knows, found «{x}»" for x in languages() if not localedata.exists(x)
    ]
    return [*unknown, *_CHECKS[name](table)]


def lines(text: str) -> list[str]:
    """Return the spellings of a list of countries.toml, one a line."""
    return text.strip("\n").split("\n") if text else []


def _check_countries(table: Mapping[str, Any]) -> Iterator[str]:
    for iso, by_language in table.items():
        yield from _check_code(iso)
        for lang, lists in by_language.items():
            for key, text in lists.items():
                place = f"[{iso}.{lang}] {key}"
                if key not in {"display", *COUNTRY_LISTS}:
                    yield f"{place}: key must be one of display, {', '.join(COUNTRY_LISTS)}"
                elif not isinstance(text, str):
                    yield f"{place}: must be a text, one spelling a line"
                else:
                    yield from _check_words(place, lines(text))


def _check_leaders(table: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(table.get("checked"), dt.date):
        yield f"checked must be the day the leaders were checked, such as 2026-11-23, found «{table.get('checked')}»"
    for iso, by_language in table.items():
        if iso != "checked":
            yield from _check_code(iso)
            for lang, names in by_language.items():
                yield from _check_words(f"[{iso}] {lang}", names)


def _check_rules(table: Mapping[str, Any]) -> Iterator[str]:
    for lang, rules in table.items():
        forms = Counter(str(rule.get("form")) for rule in rules)
        yield from (
            f"[[{lang}]] rule «{form}»: form must have one rule, found {n}" for form, n in forms.items() if n > 1
        )
        for rule in rules:
            name = f"[[{lang}]] rule «{rule.get('form', 'without a form')}»"
            yield from (f"{name}: {message}" for message in _check_rule(rule))


def _check_rule(rule: Mapping[str, Any]) -> Iterator[str]:
    yield from _check_words("form", [rule.get("form", "")])
    if not rule.get("iso"):
        yield "iso must name at least one country"
    allies = rule.get("allies", {})
    for iso in [
        *rule.get("iso", []),
        *rule.get("with", []),
        *allies,
        *(iso for isos in allies.values() for iso in isos),
    ]:
        yield from _check_code(iso)
    if rule.get("default") not in _DEFAULTS:
        yield f"default must be one of {', '.join(_DEFAULTS)}, found «{rule.get('default')}»"
    yield from (f"key must be a known one, found «{key}»" for key in sorted(rule.keys() - _RULE_KEYS))
    for key in RULE_PHRASES:
        yield from _check_words(key, rule.get(key, []), but="#")


def _check_phrases(table: Mapping[str, Any]) -> Iterator[str]:
    for lang, phrases in table.items():
        if lang != "light":
            yield from _check_words(lang, phrases)
    for lang, phrases in table.get("light", {}).items():
        yield from _check_words(f"[light] {lang}", phrases)


def _check_glue(table: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(table.get("shortest"), int) or table["shortest"] < 2:
        yield f"shortest must be a number of letters, 2 or more, found «{table.get('shortest')}»"
    for key in ("before", "after"):
        yield from _check_words(key, table.get(key) or [""])


def _check_plurals(table: Mapping[str, Any]) -> Iterator[str]:
    for lang, rules in table.items():
        for rule in rules:
            yield from _check_words(f"[[{lang}]] ending", [rule.get("ending", "")])
            yield from _check_words(f"[[{lang}]] not_after", rule.get("not_after") or [""])


def _check_regions(table: Mapping[str, Any]) -> Iterator[str]:
    listed = [iso for isos in table.get("codes", {}).values() for iso in isos.split()]
    for iso, times in Counter(listed).items():
        yield from _check_code(iso)
        if times > 1:
            yield f"[codes] «{iso}» must lie in one region, found {times}"


def _check_code(iso: str) -> Iterator[str]:
    if iso not in codes():
        yield f"country must be an ISO 3166-1 code, found «{iso}»"


def _check_words(place: str, texts: object, but: str | None = None) -> Iterator[str]:
    """Refuse what has no letter: it would match nothing, or everything."""
    if not isinstance(texts, list):
        yield f"{place} must be a list, found «{texts}»"
        return
    for text in texts:
        if text != but and not (isinstance(text, str) and _LETTER.search(text)):
            yield f"{place} must hold words, found «{text}»"


_CHECKS: dict[str, Check] = {
    "countries.toml": _check_countries,
    "leaders.toml": _check_leaders,
    "ambiguous.toml": _check_rules,
    "stop_phrases.toml": _check_phrases,
    "glue.toml": _check_glue,
    "plurals.toml": _check_plurals,
    "regions.toml": _check_regions,
}
