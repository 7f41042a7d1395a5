"""The article's own blocks to headline, dek, dateline and body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.reading.article import Block, Dateline, Removed
from khabarnama.reading.datelines import Opening, find_dateline
from khabarnama.reading.headline import SHORTEST_HEADLINE, is_short, take_headline, take_headline_below, take_repeats
from khabarnama.reading.inline import drop_prefix
from khabarnama.reading.matching import begin_alike, has_stop, has_words, is_sentence, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_HEADLINE = 200
LONGEST_DEK = 320
LONGEST_LINE = 150
SHORTEST_DEK = 6  # words, where only the missing full stop tells
LINE_CLOSERS = (":", "—", "–")  # what closes a place that stands alone on its line


@dataclass(slots=True)
class Structure:
    """The parts of an article. `origins` tells where headline, dek and dateline were found."""

    headline: str | None = None
    dek: str | None = None
    dateline: Dateline | None = None
    body: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    day: str | None = None
    origins: dict[str, str] = field(default_factory=dict)

    def take(self, block: Block, rule: str) -> None:
        """Leave `block` out of the body under `rule`."""
        self.removed.append(Removed(block.line, block.text, rule))


class Known(NamedTuple):
    """What header or page already say: it wins, and is not looked for in the text."""

    headline: str | None = None
    dek: str | None = None
    dated: int | None = None  # the line of a date line: what stands between headline and it is the dek


def find_structure(blocks: Sequence[Block], known: Known) -> Structure:
    """Return headline, dek, dateline and body of the article that `blocks` hold, in reading order.

    What stands above the body and is none of these (a category, a motto, a picture's alt text, the headline printed
    twice) is removed and named. Nothing else is lost: every block is in the result once.
    """
    structure = Structure(headline=known.headline, dek=known.dek)
    opening, start = _find_opening(blocks)
    head, body = list(blocks[:start]), list(blocks[start:])
    head = take_headline(head, known, structure)
    body = take_repeats(body, structure)
    head = _take_dek(head, body, opening, known, structure)
    head = _take_labels(head, body, structure)
    structure.body = [*head, *body]
    take_headline_below(structure)
    _take_labels_below(structure)
    if opening and any(block is blocks[start] for block in structure.body):  # else it was the headline again
        _take_dateline(structure, opening, blocks[start])
    _take_repeated_captions(structure)
    return structure


def _find_opening(blocks: Sequence[Block]) -> tuple[Opening | None, int]:
    """Return the dateline and the index of the block that opens the body."""
    for index, block in enumerate(blocks):
        opening = find_dateline(block.text) if block.kind == "p" else None
        if opening and _opens_body(block, opening, first=index == 0):
            return opening, index
        if block.kind == "rich" or has_stop(block.text) or len(block.text) > LONGEST_HEADLINE:
            return _late_opening(blocks, index)
    return None, min(1, len(blocks))


def _opens_body(block: Block, opening: Opening, *, first: bool) -> bool:
    """Tell whether a dateline opens a paragraph: not a headline's kicker, «شام: …»."""
    if has_stop(block.text):
        return True
    alone = opening.length >= len(block.text)
    named = opening.dateline.source is not None or (alone and not first and block.text.endswith(LINE_CLOSERS))
    return named if alone or first else len(block.text) > opening.length + 80


def _late_opening(blocks: Sequence[Block], index: int) -> tuple[Opening | None, int]:
    """Look one block further: a dek that ends with a full stop may stand before the dateline."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if index > 0 and following and following.kind == "p" and len(blocks[index].text) <= LONGEST_DEK:
        opening = find_dateline(following.text)
        if opening and opening.dateline.place and _opens_body(following, opening, first=False):
            return opening, index + 1
    return None, index


def _take_labels(head: list[Block], body: list[Block], structure: Structure) -> list[Block]:
    """Take out the lines of two or three words between headline and body: a writer's name, a section, a label."""
    if not head or not structure.headline or not body:
        return head
    labels = [block for block in head if block.kind == "p" and not has_words(block.text, SHORTEST_HEADLINE + 1)]
    labels = [block for block in labels if not is_sentence(block.text)]
    for block in labels:
        structure.take(block, "label-below-the-headline")
    return [block for block in head if not any(block is label for label in labels)]


def _take_dek(
    head: list[Block], body: list[Block], opening: Opening | None, known: Known, structure: Structure
) -> list[Block]:
    """Take the dek from what is left above the body; return what is still left, which is body."""
    if structure.dek:
        return [block for block in head if spoken(block.text) != spoken(structure.dek)]
    for block in head:
        if block.kind != "rich" and _is_dek(block, body, opening, known):
            structure.dek = block.text
            structure.origins["dek"] = f"line {block.line}"
            return [other for other in head if other is not block]
    return _dek_with_full_stop(head, body, known, structure)


def _is_dek(block: Block, body: list[Block], opening: Opening | None, known: Known) -> bool:
    if not body or len(block.text) > LONGEST_DEK or not has_words(block.text, SHORTEST_HEADLINE):
        return False
    before_date = known.dated is not None and block.line < known.dated < body[0].line
    return opening is not None or before_date or _opens_with(body[0], block) or _stands_out(block, body)


def _stands_out(block: Block, body: list[Block]) -> bool:
    """Tell whether a line without a full stop stands above paragraphs that all have one and do not say it again."""
    text = block.text
    if len(text) >= LONGEST_LINE or not has_words(text, SHORTEST_DEK) or is_sentence(text) or len(body) < 2:
        return False
    paragraphs = [other for other in body if other.kind == "p"]
    return all(has_stop(other.text) for other in paragraphs) and not any(
        spoken(text) in spoken(other.text) for other in paragraphs
    )


def _dek_with_full_stop(head: list[Block], body: list[Block], known: Known, structure: Structure) -> list[Block]:
    """Take a dek that ends with a full stop, and so looked like the body's first paragraph."""
    if head or len(body) < 2 or not structure.headline or body[0].kind != "p" or len(body[0].text) > LONGEST_DEK:
        return head
    before_date = known.dated is not None and body[0].line < known.dated < body[1].line
    if before_date or _opens_with(body[1], body[0]):
        structure.dek = body[0].text
        structure.origins["dek"] = f"line {body[0].line}"
        del body[0]
    return head


def _opens_with(paragraph: Block, dek: Block) -> bool:
    if not begin_alike(paragraph.text, dek.text):
        return False
    key = spoken(dek.text)
    return len(key) > 20 and spoken(paragraph.text[: len(dek.text) + 40]).startswith(key)


def _take_labels_below(structure: Structure) -> None:
    """Take out the lines of one or two words at the end of an article whose paragraphs end with full stops."""
    while len(structure.body) > 1 and _is_label(structure.body[-1]) and has_stop(structure.body[0].text):
        structure.take(structure.body.pop(), "label-below-the-article")


def _is_label(block: Block) -> bool:
    plain = block.html is None and block.kind == "p"  # a link or emphasis is the editor's own
    return plain and not has_words(block.text, SHORTEST_HEADLINE) and not is_sentence(block.text)


def _take_dateline(structure: Structure, opening: Opening, block: Block) -> None:
    index = next(i for i, other in enumerate(structure.body) if other is block)
    structure.dateline = opening.dateline
    structure.origins["dateline"] = f"line {block.line}"
    rest = block.text[opening.length :].strip()
    html = drop_prefix(block.html, opening.length) if block.html else None
    structure.body[index : index + 1] = [block._replace(text=rest, html=html)] if rest else []


def _take_repeated_captions(structure: Structure) -> None:
    """Take out lines without a full stop that another paragraph says again: captions of pictures left behind."""
    if not any(map(is_short, structure.body)):
        return
    paragraphs = [spoken(block.text) for block in structure.body]
    joined, times = "\n".join(paragraphs), Counter(paragraphs)
    kept = []
    for block, key in zip(structure.body, paragraphs, strict=True):
        if is_short(block) and len(key) > 20 and times[key] == 1 and joined.count(key) > 1:
            structure.take(block, "caption-again")
        else:
            kept.append(block)
    structure.body = kept
