"""The words that days are written in, in Urdu and English, and where a text holds a written day."""

from __future__ import annotations

import re
from functools import cache

from khabarnama.reading.matching import fold, load_toml, names_in, shape

_DIGITS = {**{0x06F0 + n: str(n) for n in range(10)}, **{0x0660 + n: str(n) for n in range(10)}}
_DIGIT, _NAME = re.compile(r"\d"), re.compile(r"[^\W\d_]+")
_ORDINALS = ("st", "nd", "rd", "th")


def to_digits(text: str) -> str:
    """Return `text` with ASCII digits for those of the Arabic script."""
    return text.translate(_DIGITS)


@cache
def numbers(kind: str) -> dict[str, int]:
    """Return the number of each folded name of a month (1 to 12) or weekday (0 to 6)."""
    first = 1 if kind == "months" else 0
    return {fold(name): n for n, names in enumerate(load_toml("dates.toml")[kind], first) for name in names}


@cache
def listed(key: str) -> frozenset[str]:
    """Return the folded words of the list `key`."""
    return frozenset(fold(word) for word in load_toml("dates.toml")[key])


@cache
def _alternatives(kind: str) -> str:
    names = [name for names in load_toml("dates.toml")[kind] for name in names]
    return "|".join(shape(name) for name in sorted(names, key=len, reverse=True))


@cache
def day_pattern() -> re.Pattern[str]:
    """One expression for a written day: «29 نومبر، 2024ء», «یکم دسمبر», «Nov 29, 2024», «18 Sep, 2021».

    Of Latin letters only the case is free: to `re`, «ı» is an «i» and «ſ» an «s», and «Aprıl» is no month's name.
    """
    months, first = f"(?a:{_alternatives('months')})", "|".join(map(shape, load_toml("dates.toml")["first"]))
    ordinal = f"(?a:{'|'.join(_ORDINALS)})?"
    year, gap = r"(?P<year{0}>\d{{4}})(?:\s*ء)?(?!\d)", r"[\s،,۔.\-/؍]*"
    day_first = rf"(?<!\d)(?P<day1>\d{{1,2}}|{first}){ordinal}{gap}(?P<month1>{months})\.?(?:{gap}{year.format(1)})?"
    month_first = (
        rf"(?<![^\W\d_])(?P<month2>{months})\.?\s*(?P<day2>\d{{1,2}}){ordinal}(?!\d)(?:{gap}{year.format(2)})?"
    )
    return re.compile(rf"(?:{day_first}|{month_first})(?![^\W\d_])", re.IGNORECASE)


@cache
def beside() -> frozenset[str]:
    """Return the words that may stand beside a day."""
    zones = frozenset(load_toml("dates.toml")["zones"])
    return listed("beside") | listed("morning") | listed("evening") | zones | {"t", "سہ", "پہر", "اپ", "ڈیٹ"}


@cache
def _names_a_day() -> frozenset[str]:
    """Return the words that a written day has one of: the months, also where «th» is glued to them."""
    return frozenset(f"{glued}{month}" for month in numbers("months") for glued in ("", *_ORDINALS))


@cache
def _first() -> re.Pattern[str]:
    """Return what finds the first of a month, «یکم», also where other words are glued to it."""
    return re.compile("|".join(map(shape, load_toml("dates.toml")["first"])))


def _may_hold_day(text: str) -> bool:
    """Tell at one look whether a day may be written in `text`, which takes long to search."""
    if _first().search(text):
        return True
    if not _DIGIT.search(text):
        return False
    return not _names_a_day().isdisjoint(fold(" ".join(_NAME.findall(text))).split())


def find_day(text: str, *, at_end: bool = False) -> tuple[int, int] | None:
    """Return where the first written day stands in `text`, or the one it ends with; only with a month's name."""
    if not _may_hold_day(text):
        return None
    for match in day_pattern().finditer(text):
        if not at_end or not text[match.end() :].strip(" ۔.،,"):
            return match.start(), match.end()
    return None


@cache
def _beginnings() -> frozenset[str]:
    """Return the first two letters of every word that a date or what stands beside it may be made of.

    A word of one letter is the first of two where what comes next is glued to it: «ھیکم نومبر».
    """
    glued = [*listed("first"), *listed("hijri")]
    texts = [*numbers("months"), *numbers("weekdays"), *beside(), *listed("ages"), *_ORDINALS, *glued]
    words = frozenset(word for text in texts for word in text.split())
    return frozenset(
        [word[:2] for word in words] + [word + after[0] for word in words if len(word) == 1 for after in glued]
    )


def may_be_date(text: str) -> bool:
    """Tell at one look that most lines of a few words are no date: one of their words begins like none in a date."""
    return _beginnings().issuperset([word[:2] for word in names_in(text)])
