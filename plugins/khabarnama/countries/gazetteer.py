"""Every country and territory of ISO 3166-1: its names, demonyms and places in each language.

Built from the CLDR that Babel brings (names; demonyms in the names of currencies; the cities of time zones) and from
our own lists in `data/`, which know what newspapers write.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Literal

from babel import Locale
from babel.core import get_global

from khabarnama.countries.lists import codes, lines, read
from khabarnama.countries.tokens import words, words_of_each
from khabarnama.reading.matching import languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.countries.ambiguity import Rule

Kind = Literal["name", "demonym", "place", "leader"]
_FILES = ("countries.toml", "leaders.toml", "plurals.toml", "stop_phrases.toml")
_SHORTEST_CITY = 4  # letters: shorter ones are Urdu words as well
_LISTS: dict[str, Kind] = {"names": "name", "demonyms": "demonym", "places": "place"}
# A currency's name is a demonym and the coin: «روسی روبل». These are shared by several countries.
_SHARED_CURRENCIES = {"EUR", "USD", "XAF", "XOF", "XCD", "XPF", "AUD", "NZD", "CHF", "GBP", "DKK", "NOK", "MAD", "ILS"}


@dataclass(frozen=True, slots=True)
class Sign:
    """What a form stands for: a country and how it names it; no country for a phrase that is read over."""

    iso: str | None
    kind: Kind = "name"


@dataclass(slots=True)
class Node:
    """A place in the trie of forms: the sign that ends here, the rule if it is ambiguous, the words that may follow."""

    sign: Sign | None = None
    rule: Rule | None = None
    form: str = ""
    following: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True)
class Gazetteer:
    """The names of all countries: those to display, by language, and the code of each that an editor may write."""

    codes: frozenset[str]
    names: dict[str, dict[str, str]]
    spellings: dict[str, str]

    def name(self, iso: str, lang: str) -> str:
        """Return the name of the country `iso` as newspapers of `lang` write it."""
        return self.names[lang][iso]

    def find(self, text: str) -> str | None:
        """Return the code of the country that an editor names: by code, or by any name in either language."""
        code = text.strip().upper()
        return code if code in self.codes else self.spellings.get(" ".join(words(text)))

    def suggest(self, text: str) -> list[str]:
        """Return the names nearest to `text`, as an editor may write them."""
        near = get_close_matches(" ".join(words(text)), self.spellings, n=6, cutoff=0.6)
        lang = "en" if text.isascii() else "ur"
        return list(dict.fromkeys(self.name(self.spellings[form], lang) for form in near))[:3]


@cache
def load() -> Gazetteer:
    """Return the gazetteer, made once. Raises KhabarnamaError that names file, key and reason of bad data."""
    for name in _FILES:
        read(name)
    names = {lang: _display_names(lang) for lang in languages()}
    spellings: dict[str, str] = {}
    for lang in languages():
        forms, signs = zip(*_names(lang), strict=True)
        for sign, phrase in zip(signs, words_of_each(forms), strict=True):
            if sign.iso:
                spellings.setdefault(" ".join(phrase), sign.iso)
    return Gazetteer(codes(), names, spellings)


def plant(lang: str) -> Node:
    """Return a trie of all forms of all countries in `lang`: articles whose headers name theirs need none."""
    trie = Node()
    forms, signs = zip(*_forms(lang), strict=True)
    for form, sign, phrase in zip(forms, signs, words_of_each(forms), strict=True):
        _insert(trie, phrase, form, sign)
    return trie


def _display_names(lang: str) -> dict[str, str]:
    own = read("countries.toml")
    territories = Locale(lang).territories
    return {
        code: own.get(code, {}).get(lang, {}).get("display") or territories.get(code) or Locale("en").territories[code]
        for code in codes()
    }


def _forms(lang: str) -> Iterator[tuple[str, Sign]]:
    """Yield every form of `lang`; what comes later wins: our own lists over CLDR's, whole names over all."""
    own = read("countries.toml")
    for city, iso in _cities(lang):
        if not own.get(iso, {}).get(lang, {}).get("places"):  # where we have a list of our own, it is the better one
            yield city, Sign(iso, "place")
    yield from ((demonym, Sign(iso, "demonym")) for iso, demonym in _currency_demonyms(lang))
    for iso, lists in read("leaders.toml").items():
        yield from ((name, Sign(iso, "leader")) for name in (lists.get(lang, []) if isinstance(lists, dict) else []))
    for key in ("places", "demonyms"):
        yield from _own_forms(lang, key)
    yield from _names(lang)
    yield from ((phrase, Sign(None)) for phrase in read("stop_phrases.toml").get(lang, []))


def _names(lang: str) -> Iterator[tuple[str, Sign]]:
    """Yield every name of a country itself."""
    yield from _own_forms(lang, "names")
    yield from ((name, Sign(iso)) for iso, name in Locale(lang).territories.items() if iso in codes())
    yield from ((name, Sign(iso)) for iso, name in _display_names(lang).items())


def _own_forms(lang: str, key: str) -> Iterator[tuple[str, Sign]]:
    """Yield the forms of our own lists; a demonym also as several people: «روسیوں», "Russians"."""
    for iso, lists in read("countries.toml").items():
        sign = Sign(iso, _LISTS[key])
        for form in lines(lists.get(lang, {}).get(key, "")):
            yield form, sign
            if key == "demonyms":
                yield from ((plural, sign) for plural in _plurals(form, lang))


def _plurals(demonym: str, lang: str) -> Iterator[str]:
    """Yield what `demonym` is for several people, by the rules of `plurals.toml`."""
    for rule in read("plurals.toml").get(lang, []):
        if not demonym.endswith(tuple(rule["not_after"])):
            yield demonym + rule["ending"]


def _cities(lang: str) -> Iterator[tuple[str, str]]:
    """Yield the exemplar city of each time zone with its country."""
    territories = get_global("zone_territories")
    for zone, info in Locale(lang).time_zones.items():
        city, iso = info.get("city"), territories.get(zone)
        if city and iso and iso != "AQ" and iso in codes() and len(city) >= _SHORTEST_CITY and "،" not in city:
            yield city, iso


def _currency_demonyms(lang: str) -> Iterator[tuple[str, str]]:
    """Yield the demonym in the name of each country's own currency: «روسی روبل» gives «روسی»."""
    if lang != "ur":
        return
    for code, name in Locale(lang).currencies.items():
        demonym, _, coin = name.rpartition(" ")
        if coin and code not in _SHARED_CURRENCIES and code[0] != "X" and " " not in demonym and "(" not in name:
            yield code[:2], demonym


def _insert(trie: Node, phrase: Sequence[str], form: str, sign: Sign) -> None:
    node = trie
    for word in phrase:
        following = node.following.get(word)
        if following is None:
            following = node.following[word] = Node()
        node = following
    if node is not trie:
        node.sign, node.form = sign, form
