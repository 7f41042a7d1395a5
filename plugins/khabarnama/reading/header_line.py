"""A line of a header to its key and its value."""

from __future__ import annotations

import re
from functools import lru_cache

# Bounded everywhere: a line of any length is tried in the time of a short one.
LINE = re.compile(r"^\s{0,8}\*{0,2}\s{0,8}(?P<key>[^:\n：*]{1,40}?)\s{0,8}\*{0,2}\s{0,8}[:：]\*{0,2}\s?(?P<value>.*)$")
_LONGEST_HEAD = 4 * 8 + 2 * 2 + 40  # what `LINE` takes before a colon: no more of a file is remembered


def part(line: str) -> tuple[str, str] | None:
    """Return key and value of a line, as `LINE` parts them but for spaces before the value; None if it is no pair."""
    head, colon, value = line.partition(":")
    if not colon or "：" in head or value.startswith("*"):
        match = LINE.match(line)
        return (match["key"], match["value"]) if match else None
    key = _key_before_colon(head) if len(head) <= _LONGEST_HEAD else None
    return None if key is None else (key, value)


@lru_cache(maxsize=1024)
def _key_before_colon(head: str) -> str | None:
    match = LINE.match(f"{head}:")
    return match["key"] if match else None
