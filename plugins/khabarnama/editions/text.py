"""Plain text for places that hold no markup: descriptions, feeds, structured data."""

from __future__ import annotations

LONGEST = 200  # characters of a description


def summarise(text: str, longest: int = LONGEST) -> str:
    """Return `text` in one line of at most `longest` characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[: longest - 1].rsplit(' ', 1)[0].rstrip('،,؛;:')}…"
