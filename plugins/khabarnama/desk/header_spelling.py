"""A header's lines to the same lines as header.toml spells their keys."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from khabarnama.reading.header import compared, key_spellings, known_keys
from khabarnama.reading.header_line import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabarnama.reading.header import Header

_SURE = 0.8  # how like a known key a slip must be: «titel», not «data», which may be a date or anything


def mend_header(text: str, header: Header) -> str:
    """Return `text` with each line of its `header` as `key: value`, the key in a spelling of header.toml."""
    lines = text.split("\n")
    for number in range(header.first_line - 1):
        lines[number] = _mend_line(lines[number])
    return "\n".join(lines)


def _mend_line(line: str) -> str:
    found = LINE.match(line)
    if not found or compared(found["key"]) not in known_keys():
        return line.rstrip()
    key = found["key"].strip()
    spelt = key if key.lower() in key_spellings().values() else key_spellings()[compared(key)]
    return f"{spelt}: {found['value'].strip()}".rstrip()


def sure_keys(text: str, header: Header) -> Iterator[tuple[int, str]]:
    """Yield the index of each line of `header` whose key is a slip of just one known key, and the line mended."""
    for number, line in enumerate(text.split("\n")[: header.first_line - 1]):
        found = LINE.match(line)
        if not found or compared(found["key"]) in known_keys():
            continue
        near = get_close_matches(compared(found["key"]), list(known_keys()), n=5, cutoff=_SURE)
        if near and len({known_keys()[spelling] for spelling in near}) == 1:
            yield number, f"{key_spellings()[near[0]]}: {found['value'].strip()}".rstrip()
