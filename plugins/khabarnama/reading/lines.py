"""A line of a paste to the widget rule that takes it out, if any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from khabarnama.reading.matching import fold, has_stop, shape, words_of
from khabarnama.reading.rules import compile_shapes, load_rules, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabarnama.reading.rules import Rule

Zone = Literal["head", "body", "tail"]
LONGEST_WIDGET = 320
LONG_LINE = 150
_SHORT = 40
_ROUND_LINES = " \t*_•▪►➤»«|#"


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The rules with a shape for the lines of one zone that end with a full stop, or for those that do not.

    `free` are tried on every line, at once those for `anywhere` and those for `here`; the others only on a line with a
    word that they need.
    """

    free: tuple[Rule, ...]
    anywhere: re.Pattern[str]
    here: re.Pattern[str] | None
    by_word: dict[str, tuple[Rule, ...]]


def match_line(text: str, zone: Zone) -> Rule | None:
    """Return the rule that takes the line `text` out where it stands in `zone`, or None: it is the article's."""
    text = text.strip(_ROUND_LINES) or text.strip()
    if not text or len(text) > LONGEST_WIDGET:
        return None
    return _match_again(text, zone) if len(text) <= _SHORT else _match(text, zone)


def _match(text: str, zone: Zone) -> Rule | None:
    words = words_of(text)
    if len(text) <= LONG_LINE and (rule := _whole_lines(zone).get(skeleton(words))):
        return rule
    shapes = _shapes(zone, has_stop(text))
    if shapes.anywhere.fullmatch(text) or (shapes.here and shapes.here.fullmatch(text)):
        return next(rule for rule in shapes.free if rule.pattern.fullmatch(text))
    if shapes.by_word.keys().isdisjoint(words):
        return None
    rules = dict.fromkeys(rule for word in words for rule in shapes.by_word.get(word, ()))
    return next((rule for rule in rules if rule.pattern.fullmatch(text)), None)


_match_again = lru_cache(maxsize=4096)(_match)  # the same short lines stand below all articles of a source


@cache
def _shapes(zone: Zone, stop: bool) -> _Shapes:  # noqa: FBT001  # by keyword, the cache takes twice as long
    rules = list(_standing(zone, stop=stop))
    free = tuple(rule for rule in rules if not rule.needs)
    by_word: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for need in rule.needs:
            by_word[fold(need)] = (*by_word.get(fold(need), ()), rule)
    here = [rule for rule in free if rule.where == zone]
    return _Shapes(free, _anywhere(stop), _join(here) if here else None, by_word)


@cache
def _anywhere(stop: bool) -> re.Pattern[str]:  # noqa: FBT001  # as above
    """Return the expression of the rules without needs that may stand anywhere: most are, so it is made once."""
    return _join(rule for rule in _standing("any", stop=stop) if not rule.needs)


def _standing(zone: Zone | Literal["any"], *, stop: bool) -> Iterator[Rule]:
    """Yield the rules with a shape that may stand in `zone`, of lines with or without a full stop."""
    for rule in load_rules().lines:
        if rule.where in {zone, "any"} and rule.shape and (rule.stop or not stop):
            yield rule


def _join(rules: Iterable[Rule]) -> re.Pattern[str]:
    return compile_shapes("|".join(map(_anonymous, rules)))


def _anonymous(rule: Rule) -> str:
    """Return the expression of a rule's shape without a name for any of its groups."""
    return re.sub(r"\(\?P<\w+>", "(?:", shape(rule.shape))


@cache
def _whole_lines(zone: Zone) -> dict[str, Rule]:
    """Return the rule of each line that is taken out in `zone` as it is written, by what the line compares by."""
    rules = [rule for rule in reversed(load_rules().lines) if rule.where in {zone, "any"}]
    rules.sort(key=lambda rule: rule.where == zone)  # the rules of one place go before those of any
    return {skeleton(words_of(line)): rule for rule in rules for line in rule.lines}
