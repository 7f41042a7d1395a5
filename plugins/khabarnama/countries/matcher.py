"""Words to signs of countries: the longest form at each place, glued words split, ambiguous ones judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khabarnama.countries.ambiguity import Rule, load_rules
from khabarnama.countries.gazetteer import Kind, Node, Sign, load
from khabarnama.countries.tokens import words
from khabarnama.reading.matching import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Match:
    """A country named in a text: where its words begin and end, what they say, and how."""

    iso: str
    kind: Kind
    form: str
    part: int
    start: int
    end: int


@dataclass(slots=True)
class _Doubt:
    """A match that the rest of the text decides."""

    match: Match
    rule: Rule
    verdict: str


def match(parts: Sequence[Sequence[str]], raw: Sequence[Sequence[str]], lang: str) -> list[Match]:
    """Return every country named in `parts` (headline, dek and paragraphs as words), in reading order.

    `raw` holds the same words as they are written, for the forms that only count in capitals.
    """
    certain: list[Match] = []
    doubts: list[_Doubt] = []
    rules = load_rules(lang)
    for part, tokens in enumerate(parts):
        for found, phrase in _scan(tokens, part, lang):
            rule = rules.get(phrase)
            if rule is None:
                certain.append(found)
            elif not rule.upper or raw[part][found.start].isupper():
                _judge(found, rule, tokens, certain, doubts)
    return sorted([*certain, *_decide(doubts, certain)], key=lambda found: (found.part, found.start))


def _judge(found: Match, rule: Rule, tokens: Sequence[str], certain: list[Match], doubts: list[_Doubt]) -> None:
    verdict = rule.judge(tokens, found.start, found.end)
    if verdict == "reject":
        return
    if verdict == "accept" and not rule.decide:
        certain.append(found)
    else:
        doubts.append(_Doubt(found, rule, verdict))


def _decide(doubts: list[_Doubt], certain: list[Match]) -> Iterator[Match]:
    """Yield the doubtful matches that the other signs of the text support, each for the country with most signs."""
    signs = Counter(found.iso for found in certain)
    for doubt in doubts:
        rule, found = doubt.rule, doubt.match
        if doubt.verdict == "support" and not any(signs[iso] for iso in rule.support):
            continue
        iso = _best(rule, signs) if rule.decide else found.iso
        yield Match(iso, found.kind, found.form, found.part, found.start, found.end)


def _best(rule: Rule, signs: Counter[str]) -> str:
    def count(iso: str) -> int:
        return 3 * signs[iso] + sum(signs[ally] for ally in rule.allies.get(iso, ()))

    return max(rule.isos, key=count)


def _scan(tokens: Sequence[str], part: int, lang: str) -> Iterator[tuple[Match, tuple[str, ...]]]:
    """Yield the longest form at each place, with its words."""
    trie, glued = _trie(lang).following, _glued(lang)
    index, size = 0, len(tokens)
    while index < size:
        node = trie.get(tokens[index])
        if node is None:
            if hit := glued.get(tokens[index]):
                yield Match(hit.iso or "", hit.kind, tokens[index], part, index, index + 1), (tokens[index],)
            index += 1
            continue
        index, found = _longest(tokens, index, node)
        if found and found.sign and found.sign.iso:
            start = index - len(words(found.form)) if found.form else index
            start = max(start, 0)
            sign = found.sign
            yield Match(sign.iso or "", sign.kind, found.form, part, start, index), tuple(tokens[start:index])


def _longest(tokens: Sequence[str], index: int, node: Node) -> tuple[int, Node | None]:
    """Return where the longest form that begins at `index` ends, and its node; the next place if none does."""
    end, found = index + 1, node if node.sign else None
    position = index + 1
    while position < len(tokens) and (following := node.following.get(tokens[position])):
        node = following
        position += 1
        if node.sign:
            end, found = position, node
    return end, found


@cache
def _trie(lang: str) -> Node:
    """Return the gazetteer's trie with the ambiguous forms in it."""
    trie = load().tries[lang]
    for phrase, rule in load_rules(lang).items():
        node = trie
        for word in phrase:
            node = node.following.setdefault(word, Node())
        if node.sign is None or node.sign.iso is None:
            node.sign, node.form = Sign(rule.isos[0], "place"), " ".join(phrase)
    return trie


@cache
def _glued(lang: str) -> dict[str, Sign]:
    """Return every name that is one word, glued to each word of the closed lists."""
    if lang != "ur":
        return {}
    lists = load_toml("glue.toml")
    rules = load_rules(lang)
    names = {
        word: node.sign
        for word, node in load().tries[lang].following.items()
        if node.sign and node.sign.iso and len(word) > lists["shortest"] - 1 and (word,) not in rules
    }
    after = ["".join(words(piece)) for piece in lists["after"]]
    before = ["".join(words(piece)) for piece in lists["before"]]
    glued = {f"{piece}{name}": sign for piece in before for name, sign in names.items()}
    glued |= {f"{name}{piece}": sign for piece in after for name, sign in names.items()}
    return {word: sign for word, sign in glued.items() if len(word) >= _SHORTEST_GLUED}


_SHORTEST_GLUED = 5
