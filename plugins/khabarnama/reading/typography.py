"""Text to well-set text: spaces round Urdu and English punctuation, long one-line bodies cut into paragraphs.

Every step leaves well-set text as it is, so mending twice changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from khabarnama.reading.inline import to_text
from khabarnama.reading.matching import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.reading.article import Block

LONGEST_PARAGRAPH = 520
IDEAL_PARAGRAPH = 300
_TAG = re.compile(r"(<[^>]*>)")

# In order: what is mended, how it is found, what is put there.
# Each begins with a letter of its own, which the search can skip to. Spaces are single when they are tried.
_URDU = [
    ("a space before a mark", re.compile(r" (?=[۔،؛؟!:](?!\w*//))"), ""),
    ("no space after a full stop", re.compile(r"[۔؟](?=[^\W\d_]|[«(\[])"), r"\g<0> "),
    ("no space after a full stop", re.compile(r"۔(?<=[^\W\d_]۔)(?=\d)"), "۔ "),
    ("no space after a comma", re.compile(r"[،؛](?=[^\s\d”’»)\]\"'،؛۔])"), r"\g<0> "),
    ("no space after a colon", re.compile(r":(?<=[؀-ۿ]:)(?=[^\W\d_])"), ": "),
    ("a space inside brackets", re.compile(r"([(\[{«]) "), r"\1"),
    ("a space inside brackets", re.compile(r" (?=[)\]}»])"), ""),
    ("no space before a bracket", re.compile(r"\((?<=[؀-ۿ]\()"), " ("),
    ("no space after a bracket", re.compile(r"\)(?=[^\W\d_])"), ") "),
    ("the percent sign", re.compile(r"%(?<=\d%)"), "٪"),
    ("the percent sign", re.compile(r" %(?<=\d %)"), "٪"),
    ("a row of full stops", re.compile(r"۔{2,}"), "۔۔۔"),
]
_ENGLISH = [
    ("a space before a mark", re.compile(r"\s+(?=[,;!?](?:\s|$))"), ""),
    ("a space before a mark", re.compile(r"(?<=[a-z])\s+\.(?=\s|$)"), "."),
    ("no space after a full stop", re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])"), " "),
    ("a dash", re.compile(r"(?<=\w)\s+--\s+(?=\w)"), " — "),
    ("a dash", re.compile(r"(?<=\w)\s-\s(?=\w)"), " – "),
    ("a space inside brackets", re.compile(r"(?<=[(\[])\s+"), ""),
    ("a space inside brackets", re.compile(r"\s+(?=[)\]])"), ""),
    ("straight quotes", re.compile(r"(?<=\w)'(?=\w)"), "’"),
    ("straight quotes", re.compile(r"(?:(?<=^)|(?<=[\s(\[—–]))\"(?=\S)"), "“"),
    ("straight quotes", re.compile(r"(?<=[\w.,!?…%])\""), "”"),
]
_STEPS = {"ur": _URDU, "en": _ENGLISH}
# Where sentences end: each run of marks is tried once, so that the time grows with the length.
_ENDS = {
    "ur": re.compile(r"(?<![۔؟!])[۔؟!]++[”“’‘»\"')\]]*+(?=\s|$)"),
    "en": re.compile(r"(?<![A-Z.?!])[.?!]++[”’\"')\]]*+(?=\s[“‘\"'(A-Z]|\s?$)"),
}


def mend(text: str, lang: str) -> str:
    """Return `text`, without markup, set as `lang` is set. No letter is added or taken away."""
    text = " ".join(text.split())
    for _, pattern, to in _STEPS.get(lang, []):
        text = pattern.sub(to, text)
    return _split_words(lang).sub(_joined(lang), text) if lang in load_toml("typography.toml") else text


def count_mends(text: str, lang: str) -> Counter[str]:
    """Return what `mend` finds to mend in `text`, and how often: for people who want to know."""
    counts: Counter[str] = Counter()
    text = " ".join(text.split())
    for what, pattern, to in _STEPS.get(lang, []):
        text, counts_here = pattern.subn(to, text)
        counts[what] += counts_here
    if lang in load_toml("typography.toml"):
        counts["a word that was split or glued"] += len(_split_words(lang).findall(text))
    return +counts


@cache
def _split_words(lang: str) -> re.Pattern[str]:
    words = load_toml("typography.toml")[lang]["split"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")


@cache
def _joined(lang: str) -> _Joined:
    return _Joined(load_toml("typography.toml")[lang]["split"])


class _Joined:
    """The word that must stand where a split or glued one was found."""

    def __init__(self, words: dict[str, str]) -> None:
        self.words = words

    def __call__(self, match: re.Match[str]) -> str:
        return self.words[match.group()]


def mend_block(block: Block, lang: str) -> Block:
    """Return `block` with its text mended, in its HTML between the tags."""
    if block.html is None:
        return replace(block, text=mend(block.text, lang))
    if "<pre" in block.html or "<code" in block.html:
        return block
    html = "".join(part if part.startswith("<") else _mend_inside(part, lang) for part in _TAG.split(block.html))
    return replace(block, html=html, text=" ".join(to_text(html).split()))


def _mend_inside(text: str, lang: str) -> str:
    """Mend `text` between two tags; the spaces at its ends stay, as words stand beyond them."""
    if not text.strip():
        return text
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{mend(text, lang)}{after}"


def cut_paragraphs(blocks: Sequence[Block], lang: str) -> list[Block]:
    """Return `blocks`, each paragraph that is too long to read cut at the ends of sentences into even ones."""
    return [piece for block in blocks for piece in _cut(block, lang)]


def _cut(block: Block, lang: str) -> list[Block]:
    if block.kind != "p" or block.html is not None or len(block.text) <= LONGEST_PARAGRAPH:
        return [block]
    return [replace(block, text=text) for text in _paragraphs(block.text, lang)]


def _paragraphs(text: str, lang: str) -> Iterator[str]:
    """Yield paragraphs of about the ideal length, whole sentences each; the last is no shorter than half of it."""
    sentences = [found for sentence in _sentences(text, lang) if (found := sentence.strip())]
    left = sum(map(len, sentences))
    paragraph: list[str] = []
    for sentence in sentences:
        paragraph.append(sentence)
        left -= len(sentence)
        if sum(map(len, paragraph)) >= IDEAL_PARAGRAPH and left >= IDEAL_PARAGRAPH // 2:
            yield " ".join(paragraph)
            paragraph = []
    if paragraph:
        yield " ".join(paragraph)


def _sentences(text: str, lang: str) -> list[str]:
    """Return the sentences of `text`; a quotation is not cut where its marks are curly."""
    ends = [match.end() for match in _ENDS[lang].finditer(text)]
    pieces = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    sentences: list[str] = []
    depth = 0
    for piece in pieces:
        if depth > 0 and sentences:
            sentences[-1] += piece
        else:
            sentences.append(piece)
        depth = max(0, depth + piece.count("“") - piece.count("”"))
    return sentences
