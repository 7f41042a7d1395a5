"""Bodies that came as one line to paragraphs, cut at the ends of sentences."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from khabarnama.reading.article import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_PARAGRAPH = 520
IDEAL_PARAGRAPH = 300


# The marks that end sentences, and what stands round them. Each run of marks is tried once, so that the time grows with
# the length; its first mark comes before the look behind it, as the search leaps to what an expression begins with.
_ANY_END = (".۔؟?!।", r"(?<![@].)[@]*+[”“’‘»\"')\]]*+(?=\s|$)")
_ENDS = {
    "ur": ("۔؟!", r"(?<![@].)[@]*+[”“’‘»\"')\]]*+(?=\s|$)"),
    "en": (".?!", r"(?<![A-Z@].)[@]*+[”’\"')\]]*+(?=\s[“‘\"'(A-Z]|\s?$)"),
}


@cache
def _end(lang: str, mark: str) -> re.Pattern[str]:
    """Return what finds the ends of sentences of `lang` that begin with `mark`: one is found faster than any."""
    marks, pattern = _ENDS.get(lang, _ANY_END)
    return re.compile(re.escape(mark) + pattern.replace("@", marks))


def cut_paragraphs(blocks: Sequence[Block], lang: str) -> list[Block]:
    """Return `blocks`, each paragraph that is too long to read cut at the ends of sentences into even ones."""
    cut: list[Block] = []
    for block in blocks:
        kind, text, line, html = block
        if kind != "p" or html is not None or len(text) <= LONGEST_PARAGRAPH:
            cut.append(block)
        else:
            cut += [Block(kind, piece, line) for piece in _paragraphs(text, lang)]
    return cut


def _paragraphs(text: str, lang: str) -> Iterator[str]:
    """Yield paragraphs of about the ideal length, whole sentences each; the last is no shorter than half of it."""
    sentences = [found for sentence in _sentences(text, lang) if (found := sentence.strip())]
    left = sum(map(len, sentences))
    first = length = 0
    for number, sentence in enumerate(sentences, start=1):
        length += len(sentence)
        if length >= IDEAL_PARAGRAPH and left - length >= IDEAL_PARAGRAPH // 2:
            yield " ".join(sentences[first:number])
            left -= length
            first, length = number, 0
    if first < len(sentences):
        yield " ".join(sentences[first:])


def _sentences(text: str, lang: str) -> list[str]:
    """Return the sentences of `text`; a quotation is not cut where its marks are curly."""
    marks = [mark for mark in _ENDS.get(lang, _ANY_END)[0] if mark in text]
    ends = sorted([found.end() for mark in marks for found in _end(lang, mark).finditer(text)])
    pieces = [text[start:end] for start, end in pairwise([0, *ends, len(text)])]
    if "“" not in text:
        return pieces
    sentences: list[str] = []
    depth = 0
    for piece in pieces:
        if depth > 0 and sentences:
            sentences[-1] += piece
        else:
            sentences.append(piece)
        depth = max(0, depth + piece.count("“") - piece.count("”"))
    return sentences
