"""One line of the audit's table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What a `tool` found on a `subject`, beside what the theme asks for."""

    tool: str
    subject: str
    found: str
    wanted: str
    passed: bool


def count(tool: str, subject: str, errors: list[str]) -> Finding:
    """Return the finding of a tool that lists errors, of which there must be none; the first five are told."""
    told = "".join(f"\n{error}" for error in errors[:5])
    return Finding(tool, subject, f"{len(errors)} errors{told}", "0 errors", not errors)
