"""The theme's templates to a key for each: it changes with any template that takes part in a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import digest, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_SHOWN_BY = {"show_card": "_card.html", "show_chips": "_chip.html"}  # what functions of the renderer show
_NAMED = re.compile(r"""["']([^"'\n]+\.html)["']""")
_NAME = r"""(?:"[^"\n]+\.html"|'[^'\n]+\.html')"""
_UNNAMED = re.compile(  # where another template is asked for, but not by its name alone
    rf"\{{%[-+]?\s*(?:include|extends|import|from)\b(?!\s*{_NAME}\s*(?:[-+]?%\}}|with|without|ignore|import|as))"
    rf"|\bshow\b(?!\s*\(\s*{_NAME}\s*[,)])"
)


def template_keys(folder: Path, others: Iterable[Path] = ()) -> dict[str, bytes]:
    """Return a key for each template below `folder`, by its name: of itself and of all that it brings in.

    A template that does not name what it brings in, but works it out, or names it otherwise (`!theme/base.html`), is
    taken to bring in any. Where `others` are folders of templates that stand before the theme's, each may.
    """
    files = _read(folder)
    if kept := [_read(other) for other in others]:
        whole = fingerprint([[(name, digest(data).hex()) for name, data in found.items()] for found in (*kept, files)])
        return dict.fromkeys((name for found in (*kept, files) for name in found), whole)
    contents = {name: digest(data) for name, data in files.items()}
    uses = {name: _names(data.decode(errors="replace"), files) for name, data in files.items()}
    return {name: fingerprint([(used, contents[used].hex()) for used in _all(name, uses)]) for name in files}


def _read(folder: Path) -> dict[str, bytes]:
    """Return the files below `folder`, by name."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _names(source: str, known: Mapping[str, object]) -> set[str]:
    """Return which of the `known` templates `source` names."""
    named = set(_NAMED.findall(source))
    if _UNNAMED.search(source) or named - known.keys():
        return set(known)
    return named | {name for function, name in _SHOWN_BY.items() if function in source and name in known}


def _all(name: str, uses: Mapping[str, set[str]]) -> list[str]:
    """Return `name` and all that it brings in, what that brings in, and so on."""
    found, waiting = {name}, [name]
    while waiting:
        new = uses[waiting.pop()] - found
        found |= new
        waiting += new
    return sorted(found)
