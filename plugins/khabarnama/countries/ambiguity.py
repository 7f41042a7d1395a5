"""Words that name a country only sometimes: the rules of `data/ambiguous.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from khabarnama.countries.tokens import words
from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.reading.matching import data_problem, load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FILE = "ambiguous.toml"
WINDOW = 7  # words on either side that count as near
_PHRASES = ("not_before", "not_after", "not_near", "yes_before", "yes_after", "yes_near")
_KEYS = {"form", "iso", "default", "with", "decide", "allies", "case", *_PHRASES}
_DEFAULTS = {"accept", "reject", "support"}
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """When one form names a country, and which one. Phrases are tuples of words as `tokens.words` gives them."""

    isos: tuple[str, ...]
    default: str
    support: frozenset[str]
    decide: bool
    allies: dict[str, frozenset[str]]
    upper: bool
    phrases: dict[str, frozenset[Phrase]]

    def judge(self, tokens: Sequence[str], start: int, end: int) -> str:
        """Return "accept", "reject" or "support" for the words `tokens[start:end]` where they stand."""
        before, after = tokens[max(0, start - 4) : start], tokens[end : end + 4]
        if (
            self._ends(before, "not_before")
            or self._begins(after, "not_after")
            or self._near(tokens, start, end, "not")
        ):
            return "reject"
        if (
            self._ends(before, "yes_before")
            or self._begins(after, "yes_after")
            or self._near(tokens, start, end, "yes")
        ):
            return "accept"
        return self.default

    def _ends(self, before: Sequence[str], key: str) -> bool:
        return any(tuple(before[-n:]) in self.phrases[key] for n in range(1, len(before) + 1))

    def _begins(self, after: Sequence[str], key: str) -> bool:
        if after and after[0].isdigit() and ("#",) in self.phrases[key]:
            return True
        return any(tuple(after[:n]) in self.phrases[key] for n in range(1, len(after) + 1))

    def _near(self, tokens: Sequence[str], start: int, end: int, answer: str) -> bool:
        phrases = self.phrases[f"{answer}_near"]
        if not phrases:
            return False
        window = [*tokens[max(0, start - WINDOW) : start], "", *tokens[end : end + WINDOW]]
        return any(tuple(window[i : i + n]) in phrases for i in range(len(window)) for n in (1, 2))


@cache
def load_rules(lang: str) -> dict[Phrase, Rule]:
    """Return the rule of each ambiguous form of `lang`. Raises KhabarnamaError that names every wrong rule."""
    rules = load_toml(FILE).get(lang, [])
    problems = [problem for rule in rules for problem in _check(rule)]
    if problems:
        raise KhabarnamaError(problems)
    return {tuple(words(rule["form"])): _rule(rule) for rule in rules}


def _rule(table: dict[str, Any]) -> Rule:
    return Rule(
        isos=tuple(table["iso"]),
        default=table["default"],
        support=frozenset(table.get("with", table["iso"])),
        decide=bool(table.get("decide")),
        allies={iso: frozenset(codes) for iso, codes in table.get("allies", {}).items()},
        upper=table.get("case") == "upper",
        phrases={key: frozenset(_phrase(text) for text in table.get(key, [])) for key in _PHRASES},
    )


def _phrase(text: str) -> Phrase:
    return ("#",) if text == "#" else tuple(words(text))


def _check(table: dict[str, Any]) -> Iterator[Problem]:
    name = table.get("form", "without a form")
    if not words(str(table.get("form", ""))):
        yield data_problem(FILE, f"rule «{name}»: form must hold a word")
    if not table.get("iso"):
        yield data_problem(FILE, f"rule «{name}»: iso must name at least one country")
    if table.get("default") not in _DEFAULTS:
        found = table.get("default")
        yield data_problem(FILE, f"rule «{name}»: default must be one of {sorted(_DEFAULTS)}, found «{found}»")
    for key in sorted(table.keys() - _KEYS):
        yield data_problem(FILE, f"rule «{name}»: must have only known keys, found «{key}»")
    for key in _PHRASES:
        if any(text != "#" and not words(text) for text in table.get(key, [])):
            yield data_problem(FILE, f"rule «{name}»: {key} must hold no empty phrase, which would match everywhere")
