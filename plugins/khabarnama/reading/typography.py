"""Text to well-set text: spaces round Urdu and English punctuation.

Every step leaves well-set text as it is, so mending twice changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khabarnama.reading.article import Block
from khabarnama.reading.inline import single_spaced, to_text
from khabarnama.reading.matching import load_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is mended: its name, how it is found, what is put there.

    A text without `need`, or in which `hint` finds nothing, has nothing to mend, which is much quicker to tell; one
    without the character `sign` has no `need`, whatever the steps before it do.
    """

    name: str
    pattern: re.Pattern[str]
    to: str | Callable[[re.Match[str]], str]
    need: str
    sign: str
    hint: re.Pattern[str] | None = None

    def mend(self, text: str) -> str:
        """Return `text` mended."""
        if self.need in text and (self.hint is None or self.hint.search(text)):
            return self.pattern.sub(self.to, text)
        return text

    def finds(self, text: str) -> bool:
        """Tell whether there is anything to mend in `text`, which holds `need`."""
        return (self.hint is None or self.hint.search(text) is not None) and self.pattern.search(text) is not None


def _step(name: str, pattern: str, to: str | Callable[[re.Match[str]], str], need: str) -> Step:
    return Step(name, re.compile(pattern), to, need, need.strip()[0])


def _steps_of(marks: str, name: str, pattern: str, to: str | Callable[[re.Match[str]], str], need: str) -> list[Step]:
    """Return a step for each of `marks`, which stands where they have «@»: one mark is found much faster than any."""
    return [
        _step(name, pattern.replace("@", re.escape(mark)), _of(mark, to), need.replace("@", mark)) for mark in marks
    ]


def _of(mark: str, to: str | Callable[[re.Match[str]], str]) -> str | Callable[[re.Match[str]], str]:
    return to.replace("@", mark) if isinstance(to, str) else to


def _with_space(found: re.Match[str]) -> str:
    """Return what was found and a space: quicker than the template that says the same."""
    return f"{found.group()} "


# In order. Spaces are single when they are tried.
_URDU = [
    *_steps_of("۔،؛؟!:", "a space before a mark", r" (?=@(?!\w*//))", "", " @"),
    _step("no space after a full stop", r"۔(?=[^\W\d_]|[«(\[]|(?<=[^\W\d_]۔)\d)", _with_space, "۔"),
    _step("no space after a full stop", r"؟(?=[^\W\d_]|[«(\[])", _with_space, "؟"),
    _step("no space after an exclamation mark", r"!(?=[\u0620-\u06ff])", _with_space, "!"),
    *_steps_of("،؛", "no space after a comma", r"@(?=[^\s\d”’»)\]\"'،؛۔])", _with_space, "@"),
    _step("no space after a colon", r":(?<=[؀-ۿ]:)(?=[^\W\d_])", ": ", ":"),
    *_steps_of("([{«", "a space inside brackets", "@ ", "@", "@ "),
    *_steps_of(")]}»", "a space inside brackets", " @", "@", " @"),
    _step("no space before a bracket", r"\((?<=[؀-ۿ]\()", " (", "("),
    _step("no space after a bracket", r"\)(?=[^\W\d_])", ") ", ")"),
    _step("the percent sign", r"%(?<=\d%)", "٪", "%"),
    _step("the percent sign", r" %(?<=\d %)", "٪", " %"),
    _step("a row of full stops", r"۔{2,}", "۔۔۔", "۔۔"),
]
_ENGLISH = [
    *_steps_of(",;!?", "a space before a mark", r" (?=@(?:\s|$))", "", " @"),
    _step("a space before a mark", r" \.(?<=[a-z] \.)(?=\s|$)", ".", " ."),
    *_steps_of(".!?", "no space after a full stop", r"@(?<=[a-z]{2}@)(?=[A-Z][a-z])", _with_space, "@"),
    _step("a dash", r" -- (?<=\w -- )(?=\w)", " — ", " -- "),
    _step("a dash", r" - (?<=\w - )(?=\w)", " – ", " - "),
    *_steps_of("([", "a space inside brackets", "@ ", "@", "@ "),
    *_steps_of(")]", "a space inside brackets", " @", "@", " @"),
    _step("straight quotes", r"'(?<=\w')(?=\w)", "’", "'"),
    _step("straight quotes", r"\"(?:(?<=^\")|(?<=[\s(\[—–>]\"))(?=\S)", "“", '"'),
    _step("straight quotes", r"\"(?<=[\w.,!?…%]\")", "”", '"'),
]
_STEPS = {"ur": _URDU, "en": _ENGLISH}


def mend(text: str, lang: str) -> str:
    """Return `text`, without markup, set as `lang` is set. No letter is added or taken away."""
    return _mend(" ".join(text.split()), _steps(lang))


def mend_all(texts: Sequence[str], lang: str) -> list[str]:
    """Return each of `texts`, as decoding leaves them, mended at once: no step looks beyond the end of a line."""
    lines = "\n".join(["", *texts, ""])
    if _holds_spaces(lines) or not _are_lines(texts):
        lines = "\n".join(["", *(" ".join(text.split()) for text in texts), ""])
    return _mend(lines, _steps(lang)).split("\n")[1:-1]


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
    for step in _STEPS.get(lang, ()):
        mended = step.mend(text)
        text = mended if mended.replace(" ", "") == text.replace(" ", "") else text
    return text


def count_mends(text: str, lang: str) -> Counter[str]:
    """Return what `mend` finds to mend in `text`, and how often: for people who want to know."""
    counts: Counter[str] = Counter()
    text = " ".join(text.split())
    for step in _steps(lang):
        text, count = step.pattern.subn(step.to, text)
        counts[step.name] += count
    return +counts


@cache
def _steps(lang: str) -> tuple[Step, ...]:
    """Return what is mended in `lang`; the words that pastes split or glue come last."""
    words: dict[str, str] = load_toml("typography.toml").get(lang, {}).get("split", {})
    steps = tuple(_STEPS.get(lang, ()))
    return (*steps, _of_words(words)) if words else steps


def _of_words(words: Mapping[str, str]) -> Step:
    """Return the step that puts for each of `words` what it must be.

    Most end with a letter that stands alone, which one look finds: to look for each of them takes twice the time.
    """
    pattern = re.compile(rf"(?<!\w)(?:{_any_of(words)})(?!\w)")
    ends = re.compile(rf"(?:{_any_of({word[word.rfind(' ') :] for word in words})})(?!\w)")
    return Step("a word that was split or glued", pattern, lambda found: words[found.group()], "", "", ends)


def _any_of(texts: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


def mend_article(texts: Sequence[str], blocks: Sequence[Block], lang: str) -> tuple[list[str], list[Block]]:
    """Return `texts` and `blocks`, each mended: all at once where no block holds markup, or nothing is to be mended."""
    if any(block.html is not None for block in blocks):
        lines = "\n".join(["", *texts, *[block.html or block.text for block in blocks], ""])
        if not (_find_any(_steps(lang), lines) or _holds_spaces(lines)) and _are_lines(texts):
            return list(texts), list(blocks)
        return mend_all(texts, lang), mend_blocks(blocks, lang)
    mended = mend_all([*texts, *[block.text for block in blocks]], lang)
    of_blocks = zip(blocks, mended[len(texts) :], strict=True)
    return mended[: len(texts)], [_with_plain_text(block, text) for block, text in of_blocks]


def _find_any(steps: Sequence[Step], text: str) -> bool:
    """Tell whether any of `steps` finds anything in `text`: from the last, as quotes stand in most tags."""
    return any(step.sign in text and step.need in text and step.finds(text) for step in reversed(steps))


def mend_blocks(blocks: Sequence[Block], lang: str) -> list[Block]:
    """Return `blocks`, each mended; what needs no mending is found out for all of them at once."""
    html = "\n".join([block.html for block in blocks if block.html])
    plain = "\n".join([block.text for block in blocks if not block.html])
    joined = f"{html}\n{plain}"
    if not (_find_any(_steps(lang), joined) or _holds_spaces(joined)):
        return list(blocks)
    bare = "\n".join([_TAG.sub("\n", html), plain])
    steps = _signed(_steps(lang), bare)
    if _has_single_spaces(blocks) and not _find_any(steps, bare):  # what was found stands in tags
        return [_with_text(block, block.html) if block.kind == "rich" and block.html else block for block in blocks]
    return [_mend_block(block, steps) for block in blocks]


def _has_single_spaces(blocks: Sequence[Block]) -> bool:
    """Tell whether no space of `blocks` stands beside another, and no line breaks but between tags."""
    return is_single_spaced(" ".join([block.html or block.text for block in blocks]).replace(">\n<", "> <"))


def is_single_spaced(text: str) -> bool:
    """Tell whether `text`, as decoding leaves it, has a space for each run of white space, and none at its ends."""
    return not _holds_spaces(text) and "\n" not in text and text == text.strip()


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
    return Block(block.kind, single_spaced(to_text(apart).replace("\n", " ")), block.line, html)


def _holds_code(html: str) -> bool:
    return "<pre" in html or "<code" in html


def _mend_inside(text: str, steps: Sequence[Step]) -> str:
    """Mend `text` between two tags; the spaces at its ends stay, as words stand beyond them."""
    if not text.strip():
        return text
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{_mend(' '.join(text.split()), steps)}{after}"
