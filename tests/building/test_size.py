"""How large a site is, beside limits small enough to be reached."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from khabarnama.building.ledger import Weight, weigh
from khabarnama.building.size import Limits, check_size, measure, show
from khabarnama.building.store import Store
from tests.conftest import ARTICLE, Run

if TYPE_CHECKING:
    from collections.abc import Callable

LIMITS = Limits(site=1000, file=100)
NEWEST = dt.date(2024, 12, 11)


def days(*ago: int) -> list[dt.date]:
    """Return the days that were so many days before the newest."""
    return [NEWEST - dt.timedelta(days=count) for count in ago]


@pytest.mark.parametrize(
    ("total", "largest", "warned"),
    [
        (800, 80, []),
        (801, 80, ["site must stay below 1 KB, found 801 bytes (80%)"]),
        (300, 81, ["file must stay below 100 bytes, found 81 bytes (81%)"]),
        (1200, 80, ["site must stay below 1 KB, found 1.2 KB (120%)"]),
    ],
)
def test_a_site_is_warned_of_at_four_fifths(total: int, largest: int, warned: list[str]) -> None:
    """Site and file have a limit each; what is found is said."""
    size = measure(Weight(total, total, "ur/picture.jpg", largest), days(0), LIMITS)

    assert [problem.message for problem in check_size(size)] == warned
    assert {problem.level for problem in check_size(size)} <= {"warning"}


@pytest.mark.parametrize(
    ("dates", "pace"),
    [(days(0), 1), (days(0, 0, 0, 9), 0.4), (days(0, 45, 89, 90, 2000), 3 / 90), (days(*range(180)), 1)],
)
def test_the_pace_is_that_of_the_last_90_days(dates: list[dt.date], pace: float) -> None:
    """The newest story ends them, not the clock; a younger site is measured by all its days."""
    assert measure(Weight(500, 400, "x", 1), dates, LIMITS).pace == pytest.approx(pace)


def test_the_years_left_follow_from_bytes_a_story() -> None:
    """The theme does not grow: 40 bytes a story, one in ten days, leave room for 500 / (40 × 0.1) days."""
    size = measure(Weight(500, 400, "x", 1), days(0, 10, 20, 30, 40, 50, 60, 70, 80, 89), Limits(site=1000, file=9))

    assert size.years == pytest.approx(500 / (40 * 10 / 90) / 365.25)


def test_a_site_without_stories_has_no_pace() -> None:
    """Nothing is said of years."""
    size = measure(Weight(500, 0, "x", 1), [], LIMITS)

    assert (size.years, str(size)) == (None, "500 bytes of the 1 KB that GitHub Pages takes")


def test_the_report_says_what_the_site_weighs(build: Callable[..., Run]) -> None:
    """It is the sum of all its files, whether they were written now or before."""
    files = {"2024/11/29/first.ur.txt": ARTICLE.format(headline="پہلی خبر شائع ہو گئی ہے")}

    runs = [build(files), build(files)]
    sizes = [path.stat().st_size for path in runs[0].output.rglob("*") if path.is_file()]

    assert [f"{show(sum(sizes))} of the 1 GB that GitHub Pages takes; room for" in run.printed for run in runs] == [
        True
    ] * 2


def test_the_ledger_tells_what_the_tree_weighs(build: Callable[..., Run]) -> None:
    """The largest file is named; the theme is told apart."""
    run = build({"2024/11/29/first.ur.txt": ARTICLE.format(headline="پہلی خبر شائع ہو گئی ہے")})
    sizes = {
        path.relative_to(run.output).as_posix(): path.stat().st_size for path in run.output.rglob("*") if path.is_file()
    }
    store = Store(run.folder / ".khabarnama/output/state.sqlite", b"")

    weight = weigh(store.ledger.parts().values())
    store.close()

    assert weight.total == sum(sizes.values())
    assert weight.content == sum(size for name, size in sizes.items() if not name.startswith("theme/"))
    assert sizes[weight.largest] == weight.size == max(sizes.values())
