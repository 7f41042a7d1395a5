"""How many stories each month had, as the bars of a small chart."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 24  # months: the newest ones
HEIGHT, WIDTH, GAP = 48, 12, 3  # of a bar, in the chart's units


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: its first day, its stories, and where its bar stands. Time runs in the language's direction."""

    month: dt.date
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, the oldest month first, and the size of the whole."""

    width: int
    height: int
    bar_width: int
    bars: Sequence[Bar]


def count_months(dates: Iterable[dt.date]) -> tuple[tuple[dt.date, int], ...]:
    """Return the first day of each month that has any of `dates`, with how many, the oldest first."""
    return tuple(sorted(Counter(date.replace(day=1) for date in dates).items()))


def chart_months(counted: Iterable[tuple[dt.date, int]], direction: str) -> Chart:
    """Return a chart of `counted` months, from the first to the last; `direction` is rtl or ltr."""
    counts = Counter(dict(counted))
    months = _months(min(counts), max(counts))[-MOST:]
    most = max(counts[month] for month in months)
    bars = []
    for place, month in enumerate(months):
        height = max(2, round(HEIGHT * counts[month] / most)) if counts[month] else 0
        column = len(months) - 1 - place if direction == "rtl" else place
        bars.append(Bar(month, counts[month], column * (WIDTH + GAP), HEIGHT - height, height))
    return Chart(len(months) * (WIDTH + GAP) - GAP, HEIGHT, WIDTH, bars)


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    months = []
    while first <= last:
        months.append(first)
        first = (first + dt.timedelta(days=31)).replace(day=1)
    return months
