"""The blocks above the body to the headline: printed twice, a heading, or the first line of some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabarnama.reading.article import Removed
from khabarnama.reading.date_words import find_day
from khabarnama.reading.matching import begin_alike, has_stop, has_words, spoken

if TYPE_CHECKING:
    from khabarnama.reading.article import Block
    from khabarnama.reading.structure import Known, Structure

SHORTEST_HEADLINE = 3  # words
SAID_AGAIN = 0.6  # share of a headline's words that the article's beginning says too
_GLUED_DAY = 60  # letters: no day of publication is longer
_SHORT_LINE = 160


def take_headline(head: list[Block], known: Known, structure: Structure) -> list[Block]:
    """Take the headline from the blocks above the body; return what is left of them."""
    if structure.headline:
        return _without_repeats(head, structure)
    chosen = _choose_headline(head, known)
    if chosen is None:
        return head
    for block in head[:chosen]:
        structure.take(block, "above-the-headline")
    structure.headline, day = _without_glued_day(head[chosen].text)
    structure.day = day
    if day:
        structure.removed.append(Removed(head[chosen].line, day, "date-glued-to-headline"))
    structure.origins["headline"] = f"line {head[chosen].line}"
    return _without_repeats(head[chosen + 1 :], structure)


def _choose_headline(head: list[Block], known: Known) -> int | None:
    """Return the index of the headline: printed twice, else a heading, else the first of some words."""
    candidates = [index for index, block in enumerate(head) if block.kind != "rich"]
    long = [index for index in candidates if has_words(head[index].text, SHORTEST_HEADLINE)]
    seen: dict[str, int] = {}
    for index in long or candidates:
        if (words := spoken(head[index].text)) in seen:
            return seen[words]
        seen[words] = index
    heading = [index for index in long if head[index].kind.startswith("h")]
    short = [] if known.dated else candidates[:1]  # two words above a date are the site's name
    return next(iter(heading or long or short), None)


def _without_repeats(blocks: list[Block], structure: Structure) -> list[Block]:
    """Drop the headline where it is printed again."""
    if not blocks or not structure.headline:
        return blocks
    kept = []
    for block in blocks:
        if _repeats(block.text, structure.headline):
            structure.take(block, "headline-again")
            structure.origins.setdefault("headline", f"line {block.line}")
        else:
            kept.append(block)
    return kept


def _repeats(text: str, headline: str) -> bool:
    """Tell whether `text` is the headline again, a day may be glued to it."""
    if not -_GLUED_DAY < len(text) - len(headline) < _GLUED_DAY:
        return False
    return begin_alike(text, headline) and spoken(_without_glued_day(text)[0]) == spoken(headline)


def take_repeats(body: list[Block], structure: Structure) -> list[Block]:
    """Drop a repeated headline from the first lines and the last line of the body."""
    if len(body) < 2:
        return body
    return [*_without_repeats(body[:3], structure), *body[3:-1], *_without_repeats(body[3:][-1:], structure)]


def take_headline_below(structure: Structure) -> None:
    """Where no headline stands above the body, take the line below it that says what its beginning says."""
    if structure.headline or len(structure.body) < 2:
        return
    last, opening = structure.body[-1], structure.body[:2]
    words = set(spoken(last.text).split())
    if not is_short(last) or len(words) <= SHORTEST_HEADLINE or last in opening[1:]:
        return
    said = set(spoken(" ".join(block.text for block in opening)).split())
    if len(words & said) >= SAID_AGAIN * len(words):
        structure.headline = last.text
        structure.origins["headline"] = f"line {last.line}"
        del structure.body[-1]


def _without_glued_day(text: str) -> tuple[str, str | None]:
    """Split the day of publication off the end of a headline: «… موصول08 نومبر ، 2024»."""
    start = max(0, len(text) - _GLUED_DAY)
    found = find_day(text[start:], at_end=True)
    day = start + found[0] if found else 0
    if day <= len(text) // 2 or text[day - 1].isspace():
        return text, None
    return text[:day].strip(), text[day:].strip()


def is_short(block: Block) -> bool:
    """Tell whether a block is a short line without a full stop."""
    return block.kind == "p" and len(block.text) < _SHORT_LINE and not has_stop(block.text)
