"""Words to signs of countries: the longest form at each place, glued words split, ambiguous ones judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.countries.ambiguity import Rule, load_rules
from khabarnama.countries.gazetteer import Kind, Node, Sign, plant
from khabarnama.countries.lists import read
from khabarnama.countries.tokens import ByPiece, find_words, key, keys_of, raw_words, words

_SHORTEST_GLUED = 5  # letters: shorter ones are words of their own

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Match(NamedTuple):
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


class Opening(str):
    """A word that a form begins with: its place in the trie, and the case that it is written in."""

    __slots__ = ("is_lower", "is_upper", "node")

    node: Node
    is_lower: bool
    is_upper: bool


def match(texts: Sequence[str], parts: Sequence[Sequence[str]], lang: str) -> list[Match]:
    """Return every country named in `texts` (headline, dek, paragraphs) in reading order.

    `parts` are their words as `split_words` gives them.
    """
    certain: list[Match] = []
    doubts: list[_Doubt] = []
    for part, tokens in enumerate(parts):
        for start, end, node in _scan(tokens):
            opening, rule = tokens[start], node.rule
            assert isinstance(opening, Opening) and node.sign and node.sign.iso  # noqa: S101, PT018  # as `_scan` finds them
            if opening.is_lower and (end - start == 1 or _is_lower(texts[part], tokens, start, end, lang)):
                continue  # English: turkey and china are no countries, the Hague and al-Shabaab are; Urdu has no case
            found = Match(node.sign.iso, node.sign.kind, node.form, part, start, end)
            if rule is None:
                certain.append(found)
            elif not rule.upper or opening.is_upper:
                _judge(found, rule, tokens, certain, doubts)
    if not doubts:
        return certain
    return sorted([*certain, *_decide(doubts, certain)], key=lambda found: (found.part, found.start))


def _is_lower(text: str, tokens: Sequence[str], start: int, end: int, lang: str) -> bool:
    """Tell whether each of some words of `text` is written in lower case."""
    written = tokens if lang == "ur" else _raw_words_again(text)
    return all(word.islower() for word in written[start:end])


_raw_words_again = lru_cache(maxsize=1)(raw_words)  # each form of one text asks for them


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


def _scan(tokens: Sequence[str]) -> Iterator[tuple[int, int, Node]]:
    """Yield the longest form at each place that names a country: where it begins and ends, and its node."""
    done = 0
    for start in [place for place, token in enumerate(tokens) if type(token) is Opening]:
        node, end = tokens[start].node, start + 1  # type: ignore[attr-defined]  # as was just asked
        goes_on = end < len(tokens) and tokens[end] in node.following
        if start < done or not (goes_on or node.sign):
            continue  # most words that a form begins with stand by themselves
        if goes_on:
            end, node = _longest(tokens, start, node)
        done = end
        if node.sign and node.sign.iso:
            yield start, end, node


def _longest(tokens: Sequence[str], index: int, node: Node) -> tuple[int, Node]:
    """Return where the longest form that begins at `index` ends, and its node; the next place if none does."""
    end, found = index + 1, node
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
    trie = plant(lang)
    for phrase, rule in load_rules(lang).items():
        node = trie
        for word in phrase:
            node = node.following.setdefault(word, Node())
        node.rule = rule
        if node.sign is None or node.sign.iso is None:
            node.sign, node.form = Sign(rule.isos[0], "place"), " ".join(phrase)
    return trie


def split_words(texts: Sequence[str], lang: str) -> list[list[str]]:
    """Return the words of each of `texts` as forms are spelled, each that may begin one an `Opening`.

    In Urdu, each country's name is parted from the particle that a paste glued to it, «مصرمیں».
    """
    return list(map(_by_piece(lang).words, texts))


@cache
def _by_piece(lang: str) -> ByPiece:
    return ByPiece(partial(_split_all if lang == "ur" else _keys, _trie(lang).following))


def _split_all(openings: Mapping[str, Node], piece: str) -> list[str]:
    """Return the words of `piece`, a text in Urdu without a space."""
    return [_open(part, part, openings) for word in find_words(piece) for part in _split(word)]


def _keys(openings: Mapping[str, Node], piece: str) -> list[str]:
    """Return the words of `piece`, a text in another language without a space."""
    written = raw_words(piece)
    return [_open(token, word, openings) for token, word in zip(keys_of(written), written, strict=True)]


def _open(token: str, written: str, openings: Mapping[str, Node]) -> str:
    if token not in openings:
        return token
    opening = Opening(token)
    opening.node, opening.is_lower, opening.is_upper = openings[token], written.islower(), written.isupper()
    return opening


def _split(word: str) -> tuple[str, ...]:
    """Return the name and the particles of the closed lists that an unknown word is made of; else the word alone."""
    token = key(word)
    known, firsts, lasts, before, after = _particles()
    if len(token) < _SHORTEST_GLUED or token in known:
        return (token,)
    for piece in _that_begin(token, before):
        if token.removeprefix(piece) in firsts:
            return piece, token.removeprefix(piece)
    for last in _that_end(token, after):
        name = "".join(words(token.removesuffix(last)))
        if name in lasts:
            return name, last
        for first in _that_begin(name, before):
            if name.removeprefix(first) in firsts & lasts:
                return first, name.removeprefix(first), last
    return (token,)


def _that_begin(token: str, pieces: tuple[str, ...]) -> Iterator[str]:
    return (piece for piece in pieces if token.startswith(pieces) and token.startswith(piece))


def _that_end(token: str, pieces: tuple[str, ...]) -> Iterator[str]:
    return (piece for piece in pieces if token.endswith(pieces) and token.endswith(piece))


@cache
def _particles() -> tuple[Mapping[str, Node], frozenset[str], frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return the words that open a form, those that open and close a country's name, and the particles."""
    lists, trie = read("glue.toml"), _trie("ur")
    firsts = frozenset(word for word in trie.following if len(word) >= lists["shortest"])
    lasts = frozenset(word for word in _last_words(trie) if len(word) >= lists["shortest"])
    before, after = (tuple("".join(words(piece)) for piece in lists[key]) for key in ("before", "after"))
    return trie.following, firsts, lasts, before, after


def _last_words(node: Node) -> Iterator[str]:
    """Yield the last word of every form that names a country."""
    for word, following in node.following.items():
        if following.sign and following.sign.iso:
            yield word
        yield from _last_words(following)
