"""The months of a country's page, as bars."""

from __future__ import annotations

import datetime as dt

import pytest

from khabarnama.editions.months import GAP, HEIGHT, MOST, WIDTH, chart_months, count_months

DAYS = [dt.date(2026, 1, 5), dt.date(2026, 1, 9), dt.date(2025, 11, 30)]


def test_each_month_counts_its_stories() -> None:
    """The oldest first; a month without a story is not there."""
    assert count_months(DAYS) == ((dt.date(2025, 11, 1), 1), (dt.date(2026, 1, 1), 2))


@pytest.mark.parametrize(("direction", "columns"), [("ltr", [0, 1, 2]), ("rtl", [2, 1, 0])])
def test_time_runs_as_the_language_does(direction: str, columns: list[int]) -> None:
    """A month between has no bar's height; the tallest bar fills the chart."""
    chart = chart_months(count_months(DAYS), direction)

    assert [bar.x // (WIDTH + GAP) for bar in chart.bars] == columns
    assert [bar.height for bar in chart.bars] == [HEIGHT // 2, 0, HEIGHT]


def test_a_long_life_shows_its_newest_months() -> None:
    """The chart does not grow for ever."""
    chart = chart_months(count_months([dt.date(2010, 1, 1), dt.date(2026, 1, 1), dt.date(2026, 2, 1)]), "ltr")

    assert len(chart.bars) == MOST
    assert chart.bars[-1].month == dt.date(2026, 2, 1)
