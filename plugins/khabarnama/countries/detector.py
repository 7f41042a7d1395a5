"""Which countries an article is about, and which it only names, each with the words that say so."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from khabarnama.countries.lists import read
from khabarnama.countries.matcher import Match, match, split_words
from khabarnama.countries.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khabarnama.countries.gazetteer import Kind

Where = Literal["headline", "dek", "lead", "body", "dateline"]

# Measured on labelled Urdu and English articles: what a sign is worth, and the score that makes a country the story's.
WEIGHTS = {"name": 1.0, "demonym": 0.85, "place": 0.6, "leader": 0.5}
LITTLE = 0.35  # of it, where a sign stands among three countries and more, or before a word that belongs to any story
IN_DATELINE = 0.4
LEAD = 35  # words: the first sentence of a report
ABOUT, ABOUT_NEAR_TOP, OF_THE_BEST, MOST = 1.5, 0.7, 0.45, 6


class Evidence(NamedTuple):
    """One place that names a country: the words, how they do, and where."""

    words: str
    kind: Kind
    where: Where
    paragraph: int


@dataclass(frozen=True, slots=True)
class Detection:
    """The countries of an article by ISO code: `about` by salience, `mentioned` with the words used."""

    about: tuple[str, ...] = ()
    mentioned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _Score:
    headline: float = 0.0
    lead: float = 0.0
    body: float = 0.0
    near_top: bool = False

    @property
    def total(self) -> float:
        """Headline and lead count most, and only up to a point; the body grows more slowly than its signs."""
        return 3 * min(self.headline, 1.4) + 1.4 * min(self.lead, 1.6) + math.pow(self.body, 0.75)


def detect(  # noqa: PLR0913  # the last by name
    lang: str,
    headline: str | None,
    dek: str | None,
    paragraphs: Sequence[str],
    dateline_place: str | None = None,
    *,
    thorough: bool = True,
) -> Detection:
    """Return the countries of an article in `lang`, found in what it says: no model, no network.

    Unless `thorough`, only those that it is about.
    """
    texts = [headline or "", dek or "", dateline_place or "", *paragraphs]
    parts = split_words(texts, lang)
    matches = match(texts, parts, lang)
    scores = _score(matches, parts, lang)
    about = _about(scores)
    if not thorough:
        return Detection(about)
    before = list(accumulate(map(len, parts), initial=0))
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for found in matches:
        evidence[found.iso].append(Evidence(found.form, found.kind, _where(found, before), max(0, found.part - 3)))
    return Detection(
        about,
        MappingProxyType({iso: _forms(signs) for iso, signs in evidence.items() if iso not in about}),
        MappingProxyType({iso: tuple(signs) for iso, signs in evidence.items()}),
    )


def _forms(signs: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sign.words for sign in signs))


def _offsets(parts: Sequence[Sequence[str]]) -> list[int]:
    """Return for each part how many words of dek and body stand before it."""
    offsets, total = [], 0
    for number, part in enumerate(parts):
        offsets.append(total)
        total += len(part) if number not in {0, 2} else 0
    return offsets


def _where(found: Match, before: Sequence[int]) -> Where:
    """Return where a sign stands; `before` is how many words stand before each part."""
    named: dict[int, Where] = {0: "headline", 1: "dek", 2: "dateline"}
    if found.part in named:
        return named[found.part]
    return "lead" if found.start + before[found.part] - before[3] < LEAD else "body"


def _score(matches: Sequence[Match], parts: Sequence[Sequence[str]], lang: str) -> dict[str, _Score]:
    scores: dict[str, _Score] = defaultdict(_Score)
    offsets = _offsets(parts)
    for found, weight in zip(matches, _weights(matches, parts, lang), strict=True):
        score = scores[found.iso]
        if found.part == 0:
            score.headline += weight
            score.near_top = True
        elif found.part == 2:
            score.body += weight * IN_DATELINE
        else:
            near = offsets[found.part] + found.start < LEAD
            score.lead += weight if near else 0
            score.body += weight
            score.near_top |= near
    return scores


def _weights(matches: Sequence[Match], parts: Sequence[Sequence[str]], lang: str) -> Iterator[float]:
    """Yield what each sign is worth; countries in a list count little, and so does «امریکی» of «امریکی ڈالر»."""
    listed, light = _listed(matches), _light(lang)
    for number, found in enumerate(matches):
        little = number in listed and found.part != 0
        if not little and found.kind == "demonym":
            little = not light.isdisjoint(parts[found.part][found.end : found.end + 1])
        yield WEIGHTS[found.kind] * (LITTLE if little else 1.0)


@cache
def _light(lang: str) -> frozenset[str]:
    """Return the words that name a thing of a country whatever the story is about: its currency, its media."""
    return frozenset(words(" ".join(read("stop_phrases.toml")["light"].get(lang, []))))


def _listed(matches: Sequence[Match]) -> set[int]:
    """Return the numbers of the signs that stand in lists: side by side, of three countries and more."""
    return {number for run in _runs(matches) if len({matches[number].iso for number in run}) >= 3 for number in run}


def _runs(matches: Sequence[Match]) -> Iterator[range]:
    """Yield the numbers of the signs that stand side by side, or with a word between each two."""
    first = 0
    for number, (found, following) in enumerate(pairwise(matches), start=1):
        if found.part != following.part or not 0 <= following.start - found.end <= 1:
            yield range(first, number)
            first = number
    yield range(first, len(matches))


def _about(scores: Mapping[str, _Score]) -> tuple[str, ...]:
    totals = {iso: score.total for iso, score in scores.items()}
    least = OF_THE_BEST * max(totals.values(), default=0.0)
    about = [iso for iso, total in totals.items() if total >= least and _is_enough(scores[iso], total)]
    return tuple(sorted(about, key=lambda iso: (-totals[iso], iso))[:MOST])


def _is_enough(score: _Score, total: float) -> bool:
    return total >= ABOUT or (score.near_top and total >= ABOUT_NEAR_TOP)
