"""How large a site is beside what GitHub Pages takes, and for how long there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.problems import Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from khabarnama.building.ledger import Weight

WARNED = 0.8  # of a limit
PACE = 90  # days before the newest story that tell how many come
_YEAR = 365.25  # days
_LONG = 100  # years, beyond which nobody plans


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes that GitHub Pages takes: a site, and a file of the branch that it is published from.

    https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits,
    https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github
    """

    site: int = 1_000_000_000
    file: int = 100 * 2**20


GITHUB = Limits()


@dataclass(frozen=True, slots=True)
class Size:
    """What a site weighs, how many stories a day come, and for how many years there is room; None if none come."""

    weight: Weight
    pace: float
    years: float | None
    limits: Limits = GITHUB

    def __str__(self) -> str:
        """Return it in one line."""
        told = f"{show(self.weight.total)} of the {show(self.limits.site)} that GitHub Pages takes"
        if self.years is None:
            return told
        years = f"more than {_LONG}" if self.years > _LONG else f"about {self.years:.1f}"
        return f"{told}; room for {years} years at {self.pace:.2g} stories a day"


def measure(weight: Weight, dates: Sequence[dt.date], limits: Limits = GITHUB) -> Size:
    """Return how large a site is whose stories have the days `dates`: the same for the same stories, on any day.

    The pace is that of the last 90 days up to the newest story, or of all days if the first is younger.
    """
    if not dates or not weight.content:
        return Size(weight, 0.0, None, limits)
    newest = max(dates)
    days = min(PACE, (newest - min(dates)).days + 1)
    pace = sum((newest - date).days < days for date in dates) / days
    room = max(0, limits.site - weight.total)
    return Size(weight, pace, room / (weight.content / len(dates) * pace * _YEAR), limits)


def check_size(size: Size) -> Iterator[Problem]:
    """Yield a warning for the site and for its largest file if there is little room left."""
    weight, limits = size.weight, size.limits
    if weight.total > WARNED * limits.site:
        message = f"site must stay below {show(limits.site)}, found {_found(weight.total, limits.site)}"
        hint = "smaller pictures; or a host that takes more: docs/publishing.md"
        if size.years is not None:
            hint = f"room for about {size.years:.1f} years at the present pace; {hint}"
        yield Problem("output", 0, "warning", message, hint)
    if weight.size > WARNED * limits.file:
        message = f"file must stay below {show(limits.file)}, found {_found(weight.size, limits.file)}"
        yield Problem(f"output/{weight.largest}", 0, "warning", message, "GitHub refuses a larger one; make it smaller")


def _found(size: int, limit: int) -> str:
    return f"{show(size)} ({size / limit:.0%})"


def show(size: float) -> str:
    """Return a number of bytes as people say it: "3.4 MB"."""
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} GB"
