"""What is mended in a text, step by step, for each language: the tables of marks, and the words that pastes split."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khabarnama.reading.matching import load_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


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
        """Tell whether there is anything to mend in `text`."""
        return self.need in text and self.pattern.search(text) is not None

    @property
    def look(self) -> str:
        """What finds `sign` where there may be something to mend: where it is part of `need`, or all that is found."""
        if self.hint:
            return self.hint.pattern
        if self.need == self.sign:
            return self.pattern.pattern
        before, sign, after = map(re.escape, self.need.partition(self.sign))
        return f"{sign}(?<={before}{sign})(?={after})"


def _step(name: str, pattern: str, to: str | Callable[[re.Match[str]], str], need: str) -> Step:
    return Step(name, re.compile(pattern), to, need, need.strip()[0])


def _for_each(marks: str, name: str, pattern: str, to: str | Callable[[re.Match[str]], str], need: str) -> list[Step]:
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
    *_for_each("۔،؛؟!:", "a space before a mark", r" (?=@(?!\w*//))", "", " @"),
    _step("no space after a full stop", r"۔(?=[^\W\d_]|[«(\[]|(?<=[^\W\d_]۔)\d)", _with_space, "۔"),
    _step("no space after a full stop", r"؟(?=[^\W\d_]|[«(\[])", _with_space, "؟"),
    _step("no space after an exclamation mark", r"!(?=[\u0620-\u06ff])", _with_space, "!"),
    *_for_each("،؛", "no space after a comma", r"@(?=[^\s\d”’»)\]\"'،؛۔])", _with_space, "@"),
    _step("no space after a colon", r":(?<=[؀-ۿ]:)(?=[^\W\d_])", ": ", ":"),
    *_for_each("([{«", "a space inside brackets", "@ ", "@", "@ "),
    *_for_each(")]}»", "a space inside brackets", " @", "@", " @"),
    _step("no space before a bracket", r"\((?<=[؀-ۿ]\()", " (", "("),
    _step("no space after a bracket", r"\)(?=[^\W\d_])", ") ", ")"),
    _step("the percent sign", r"%(?<=\d%)", "٪", "%"),
    _step("the percent sign", r" %(?<=\d %)", "٪", " %"),
    _step("a row of full stops", r"۔{2,}", "۔۔۔", "۔۔"),
]
_ENGLISH = [
    *_for_each(",;!?", "a space before a mark", r" (?=@(?:\s|$))", "", " @"),
    _step("a space before a mark", r" \.(?<=[a-z] \.)(?=\s|$)", ".", " ."),
    *_for_each(".!?", "no space after a full stop", r"@(?<=[a-z]{2}@)(?=[A-Z][a-z])", _with_space, "@"),
    _step("a dash", r" -- (?<=\w -- )(?=\w)", " — ", " -- "),
    _step("a dash", r" - (?<=\w - )(?=\w)", " – ", " - "),
    *_for_each("([", "a space inside brackets", "@ ", "@", "@ "),
    *_for_each(")]", "a space inside brackets", " @", "@", " @"),
    _step("straight quotes", r"'(?<=\w')(?=\w)", "’", "'"),
    _step("straight quotes", r'"(?:(?<=^")|(?<=[\s(\[—–>]"))(?=\S)', "“", '"'),
    _step("straight quotes", r'"(?<=[\w.,!?…%]")', "”", '"'),
]
MARKS = {"ur": _URDU, "en": _ENGLISH}


@cache
def steps_of(lang: str) -> tuple[Step, ...]:
    """Return what is mended in `lang`; the words that pastes split or glue come last."""
    words: dict[str, str] = load_toml("typography.toml").get(lang, {}).get("split", {})
    steps = tuple(MARKS.get(lang, ()))
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


@cache
def looks_of(lang: str) -> list[tuple[str, re.Pattern[str], list[Step]]]:
    """Return each sign, what finds it where its steps may, and these: from the last, as quotes stand in most tags."""
    by_sign: dict[str, list[Step]] = {}
    for step in reversed(steps_of(lang)):
        by_sign.setdefault(step.sign, []).append(step)
    return [(sign, re.compile("|".join([step.look for step in steps])), steps) for sign, steps in by_sign.items()]
