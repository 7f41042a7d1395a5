"""Words that name a country only sometimes: the rules of `data/ambiguous.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from khabarnama.countries.lists import RULE_PHRASES, read
from khabarnama.countries.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW = 7  # words on either side that count as near
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
        """Return "accept", "reject" or "support" for the words `tokens[start:end]` where they stand.

        The words right beside them count before those near, and "not" before "yes".
        """
        before, after = tokens[max(0, start - 4) : start], tokens[end : end + 4]
        if self._ends(before, "not_before") or self._begins(after, "not_after"):
            return "reject"
        if self._ends(before, "yes_before") or self._begins(after, "yes_after"):
            return "accept"
        if self._near(tokens, start, end, "not_near"):
            return "reject"
        return "accept" if self._near(tokens, start, end, "yes_near") else self.default

    def _ends(self, before: Sequence[str], key: str) -> bool:
        phrases = self.phrases[key]
        return bool(phrases) and any(tuple(before[-n:]) in phrases for n in range(1, len(before) + 1))

    def _begins(self, after: Sequence[str], key: str) -> bool:
        phrases = self.phrases[key]
        if after and after[0].isdigit() and ("#",) in phrases:
            return True
        return bool(phrases) and any(tuple(after[:n]) in phrases for n in range(1, len(after) + 1))

    def _near(self, tokens: Sequence[str], start: int, end: int, key: str) -> bool:
        phrases = self.phrases[key]
        if not phrases:
            return False
        window = [*tokens[max(0, start - WINDOW) : start], "", *tokens[end : end + WINDOW]]
        return any(tuple(window[i : i + n]) in phrases for i in range(len(window)) for n in (1, 2))


@cache
def load_rules(lang: str) -> dict[Phrase, Rule]:
    """Return the rule of each ambiguous form of `lang`. Raises KhabarnamaError that names every wrong rule."""
    return {tuple(words(rule["form"])): _rule(rule) for rule in read("ambiguous.toml").get(lang, [])}


def _rule(table: dict[str, Any]) -> Rule:
    return Rule(
        isos=tuple(table["iso"]),
        default=table["default"],
        support=frozenset(table.get("with", table["iso"])),
        decide=bool(table.get("decide")),
        allies={iso: frozenset(codes) for iso, codes in table.get("allies", {}).items()},
        upper=table.get("case") == "upper",
        phrases={key: frozenset(_phrase(text) for text in table.get(key, [])) for key in RULE_PHRASES},
    )


def _phrase(text: str) -> Phrase:
    return ("#",) if text == "#" else tuple(words(text))
