"""Text to well-set text: spaces round Urdu and English punctuation.

Every step leaves well-set text as it is, so mending twice changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from khabarnama.reading.article import Block
from khabarnama.reading.inline import to_line
from khabarnama.reading.steps import MARKS, looks_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khabarnama.reading.steps import Step

_TAG = re.compile(r"(<[^>]*>)")


def mend(text: str, lang: str) -> str:
    """Return `text`, without markup, set as `lang` is set. No letter is added or taken away."""
    return _mend(" ".join(text.split()), steps_of(lang))


def mend_all(texts: Sequence[str], lang: str) -> list[str]:
    """Return each of `texts`, as decoding leaves them, mended at once: no step looks beyond the end of a line."""
    lines = "\n".join(["", *texts, ""])
    if _holds_spaces(lines) or not _are_lines(texts):
        lines = "\n".join(["", *(" ".join(text.split()) for text in texts), ""])
    return _mend(lines, steps_of(lang)).split("\n")[1:-1]


def _holds_spaces(text: str) -> bool:
    """Tell whether `text` holds two spaces in a row or a tab: of white space, decoding leaves these and line ends."""
    return "  " in text or "\t" in text


def _are_lines(texts: Sequence[str]) -> bool:
    """Tell whether each of `texts` is one line, without a space at its ends."""
    return [line.strip() for line in "\n".join(texts).split("\n")] == [*texts]


def _mend(text: str, steps: Sequence[Step]) -> str:
    for step in _signed(steps, text):
        text = step.mend(text)
    return text


def spacing(text: str, lang: str) -> str:
    """Return `text` with what `mend` does to the spaces round marks; every other character and every word stays."""
    for step in MARKS.get(lang, ()):
        mended = step.mend(text)
        text = mended if mended.replace(" ", "") == text.replace(" ", "") else text
    return text


def count_mends(text: str, lang: str) -> Counter[str]:
    """Return what `mend` finds to mend in `text`, and how often: for people who want to know."""
    counts: Counter[str] = Counter()
    text = " ".join(text.split())
    for step in steps_of(lang):
        text, count = step.pattern.subn(step.to, text)
        counts[step.name] += count
    return +counts


def mend_article(texts: Sequence[str], blocks: Sequence[Block], lang: str) -> tuple[list[str], list[Block]]:
    """Return `texts` and `blocks`, each mended: all at once where no block holds markup, or nothing is to be mended."""
    html, plain = _part(blocks)
    if not html:
        mended = mend_all([*texts, *plain], lang)
        of_blocks = zip(blocks, mended[len(texts) :], strict=True)
        return mended[: len(texts)], [_with_plain_text(block, text) for block, text in of_blocks]
    lines, markup = "\n".join(["", *texts, *plain, ""]), "\n".join(html)
    whole = lines + markup
    if not _holds_spaces(whole) and _are_lines([*texts, *plain]):
        if not _find_any(whole, lang):
            return list(texts), list(blocks)
        if not (_breaks_text(html) or _find_any(lines + _TAG.sub("\n", markup), lang)):  # what was found is in tags
            return list(texts), [_with_own_text(block) if block.kind == "rich" else block for block in blocks]
    return mend_all(texts, lang), mend_blocks(blocks, lang)


def mend_blocks(blocks: Sequence[Block], lang: str) -> list[Block]:
    """Return `blocks`, each mended; what needs no mending is found out for all of them at once."""
    html, plain = map("\n".join, _part(blocks))
    joined = f"{html}\n{plain}"
    if not (_find_any(joined, lang) or _holds_spaces(joined)):
        return list(blocks)
    steps = _signed(steps_of(lang), "\n".join([_TAG.sub("\n", html), plain]))
    return [_mend_block(block, steps) for block in blocks]


def _part(blocks: Sequence[Block]) -> tuple[list[str], list[str]]:
    """Return the HTML of those of `blocks` that hold markup, and the text of the others."""
    html, plain = [], []
    for _, text, _, markup in blocks:
        if markup is None:
            plain.append(text)
        else:
            html.append(markup)
    return html, plain


def _find_any(text: str, lang: str) -> bool:
    """Tell whether there is anything to mend in `text`."""
    return any(
        sign in text and look.search(text) and any(step.finds(text) for step in steps)
        for sign, look, steps in looks_of(lang)
    )


def _breaks_text(html: Iterable[str]) -> bool:
    """Tell whether a line of any `html` ends elsewhere than between two tags."""
    return "\n" in "".join(html).replace(">\n<", "")


def _signed(steps: Sequence[Step], text: str) -> list[Step]:
    """Return those of `steps` that may find something in `text`, or in what the others make of it."""
    return [step for step in steps if step.sign in text]


def _mend_block(block: Block, steps: Sequence[Step]) -> Block:
    """Return `block` with its text mended, in its HTML between the tags."""
    if block.html is None:
        return _with_plain_text(block, _mend(" ".join(block.text.split()), steps))
    if _holds_code(block.html):
        return block
    html = "".join(part if part.startswith("<") else _mend_inside(part, steps) for part in _TAG.split(block.html))
    return block if html == block.html and block.kind != "rich" else _with_text(block, html)


def _with_plain_text(block: Block, text: str) -> Block:
    return block if text == block.text else Block(block.kind, text, block.line)


def _with_text(block: Block, html: str) -> Block:
    """Return `block` with `html`, and the text of it; code stays as it is."""
    if _holds_code(html):
        return block
    apart = html.replace("><", "> <") if block.kind == "rich" else html  # cells of a table are words of their own
    return Block(block.kind, to_line(apart), block.line, html)


def _with_own_text(block: Block) -> Block:
    """Return `block`, which is rich and not mended, as mending leaves it: with the text of its HTML."""
    return _with_text(block, block.html) if block.html else block


def _holds_code(html: str) -> bool:
    return "<pre" in html or "<code" in html


def _mend_inside(text: str, steps: Sequence[Step]) -> str:
    """Mend `text` between two tags; the spaces at its ends stay, as words stand beyond them."""
    if not text.strip():
        return text
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{_mend(' '.join(text.split()), steps)}{after}"
