"""Blocks to the article's own blocks: like and vote boxes, comment forms, share bars and other stories go.

Whole lines are judged by shape, length and place (before, within or after the article's sentences), never by a word
they hold. What goes is kept, with the rule that took it, and what is data about the article is handed on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabarnama.reading.article import Block, Removed
from khabarnama.reading.date_lines import find_date, find_signature, is_date_line
from khabarnama.reading.lines import LONG_LINE, LONGEST_WIDGET, match_line
from khabarnama.reading.matching import has_stop, is_arabic, is_sentence, script
from khabarnama.reading.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabarnama.reading.lines import Zone
    from khabarnama.reading.rules import Rule

SHORTEST_PROSE = 6  # words
SHORTEST_POINTER = 5  # words of the second and later headlines below one pointer
MOST_POINTERS = 5
_BEGINNING = 100  # characters
_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Found:
    """A line that is data about the article: which field, its value, its line."""

    field: str
    value: str
    line: int


@dataclass(slots=True)
class Stripped:
    """What is left of the article, what was removed, and the data that the removed lines held."""

    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def take(self, block: Block, rule: str) -> None:
        """Remove `block` under `rule`."""
        self.removed.append(Removed(block.line, block.text, rule))


def strip(blocks: Sequence[Block], lang: str) -> Stripped:
    """Return `blocks` without widgets, what was removed, and the data that stood among it, all in reading order.

    `lang` is the article's language: in an Urdu article a line without an Urdu letter is none of its text.
    """
    stripped = Stripped()
    unglued = _unglue(blocks, stripped)
    lines = _strip_lines([block for block in unglued if block.text or block.html], stripped)
    stripped.blocks = _strip_foreign(lines, lang, stripped)
    stripped.removed.sort(key=lambda removed: removed.line)
    return stripped


def _unglue(blocks: Sequence[Block], stripped: Stripped) -> Sequence[Block]:
    """Cut the pieces of widgets that are stuck to a good line; most articles have none to cut, which one look tells."""
    rules = find_cutting("\n".join([block.text for block in blocks if block.kind != "rich"]))
    return [_unglue_one(block, rules, stripped) for block in blocks] if rules else blocks


def find_cutting(text: str) -> list[Rule]:
    """Return the rules that may cut anything out of a line of `text`."""
    rules, latin = [], ""
    for rule in load_rules().glued:
        for hint in rule.hints:
            if hint in text:
                latin = latin or (_latin(text) if rule.is_latin else "")
                if rule.may_find(text, latin):
                    rules.append(rule)
                break
    return rules


def _unglue_one(block: Block, rules: Sequence[Rule], stripped: Stripped) -> Block:
    if block.kind == "rich" or not any(rule.has_mark(block.text) for rule in rules):
        return block
    text = block.text.lower()
    for rule in rules:
        if rule.may_find(text, text):
            block = _cut(block, rule, stripped)
    return block


def _latin(text: str) -> str:
    """Return what of `text` is ASCII, in lower case."""
    return (text if text.isascii() else text.encode("ascii", "ignore").decode()).lower()


def _cut(block: Block, rule: Rule, stripped: Stripped) -> Block:
    cut = [match.group().strip() for match in rule.finds(block.text)]
    if not cut:
        return block
    stripped.removed.extend(Removed(block.line, text, rule.name) for text in cut)
    text = rule.pattern.sub(" ", block.text).strip()
    html = block.html and "".join(
        part if part.startswith("<") else rule.pattern.sub(" ", part) for part in _TAG.split(block.html)
    )
    return block._replace(text=text, html=html)


def _find_prose(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the index of the first full sentence and of the last: the article's body; both past the end if none."""
    first = 0
    while first < len(blocks) and not _is_prose(blocks[first]):
        first += 1
    last = max(first, len(blocks) - 1)
    while last > first and not _is_prose(blocks[last]):
        last -= 1
    return first, last


def _is_prose(block: Block) -> bool:
    """Tell whether a block is a full sentence or more, and no widget that is written like one."""
    text = block.text
    whole = block.kind == "p" and (len(text) > LONG_LINE or (has_stop(text) and text.count(" ") >= SHORTEST_PROSE - 1))
    return whole and match_line(text, "body") is None


def _strip_lines(blocks: list[Block], stripped: Stripped) -> list[Block]:
    kept: list[Block] = []
    taking, pointers = "", 0
    first, last = _find_prose(blocks)
    for index, block in enumerate(blocks):
        zone: Zone = "head" if index < first else "tail" if index > last else "body"
        rule = None if block.kind == "rich" or index in {first, last} else match_line(block.text, zone)
        if taking == "next" and zone != "head" and _is_pointer(block, rule, pointers):
            stripped.take(block, "related-headline")
            pointers += 1
            continue
        taking, pointers = ("" if taking == "next" else taking), 0
        if rule:
            if rule.takes == "above":
                _take_above(kept, stripped)
            _take_line(block, rule, stripped)
            taking = rule.takes if taking != "rest" else taking
        elif taking == "rest":
            stripped.take(block, "after-the-article")
        else:
            kept.append(block)
    return kept


def _take_above(kept: list[Block], stripped: Stripped) -> None:
    """Take the last line that was kept, above an embedded post's signature, if it is the post's text.

    It is if nothing was taken out between the two, and a link was cut out of it or it has no full stop.
    """
    if not kept or kept[-1].kind != "p" or (stripped.removed and stripped.removed[-1].line > kept[-1].line):
        return
    linked = any(gone.line == kept[-1].line for gone in stripped.removed)
    if len(kept[-1].text) <= LONGEST_WIDGET and (linked or not is_sentence(kept[-1].text)):
        stripped.take(kept.pop(), "embedded-post")


def _is_pointer(block: Block, rule: Rule | None, before: int) -> bool:
    """Tell whether a line is another story's headline: `before` of them stood above it, below the pointer to them.

    One line is taken whatever it is; more of them must be long enough to be no heading within the article.
    """
    if rule or block.kind == "rich" or has_stop(block.text) or len(block.text) >= LONG_LINE:
        return False
    words = block.text.count(" ") + 1
    return not before or (before < MOST_POINTERS and words >= SHORTEST_POINTER and not block.kind.startswith("h"))


def _take_line(block: Block, rule: Rule, stripped: Stripped) -> None:
    stripped.take(block, rule.name)
    if rule.field:
        match = rule.pattern.fullmatch(block.text.strip())
        groups = match.groupdict() if match else {}
        value = next((value for value in groups.values() if value), block.text)
        stripped.found.append(Found(rule.field, value.strip(), block.line))


def _strip_foreign(blocks: list[Block], lang: str, stripped: Stripped) -> list[Block]:
    """Take out date lines, and from an Urdu article the lines of embedded posts in any other script."""
    kept: list[Block] = []
    above, in_arabic = True, is_arabic(lang)  # no full sentence was read yet
    for block in blocks:
        above = above and len(block.text) <= LONG_LINE and not has_stop(block.text)
        if block.kind != "rich" and is_date_line(block.text):
            stripped.take(block, "date-line")
            stripped.found.append(Found("date", find_date(block.text), block.line))
        elif above and kept and block.kind == "p" and (signed := find_signature(block.text)):
            stripped.take(block, "date-line")
            stripped.found += [Found("author", signed[0], block.line), Found("date", signed[1], block.line)]
        elif in_arabic and block.kind != "rich" and _is_foreign(block.text):
            stripped.take(block, "foreign-line")
        else:
            kept.append(block)
    return kept


def _is_foreign(text: str) -> bool:
    """Tell whether `text` is not Urdu; where its beginning is, no more is looked at."""
    return script(text[:_BEGINNING]) != "ur" and script(text) != "ur"
