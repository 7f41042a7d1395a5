"""Days as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from khabarnama.reading.dates import read_date

DAY = dt.date(2024, 11, 29)


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-29",
        "۲۹ نومبر ۲۰۲۴",
        "29 نومبر 2024ء",
        "جمعہ، 29 نومبر 2024",
        "29 November 2024",
        "November 29, 2024",
        "Friday, 29 Nov 2024",
        "2024-11-29T10:30:00+05:00",
    ],
)
def test_spellings(text: str) -> None:
    """Every usual way to write a day is understood."""
    date = read_date(text)

    assert not isinstance(date, str), date
    assert date.at(dt.UTC).date() == DAY


@pytest.mark.parametrize(
    "text",
    [
        "32 نومبر 2024",
        "2024-02-30",
        "03/04/05",
        "جمعہ",
        "1850-01-01",
        "9999-12-31",
        "کل",
        "",
        "2024-11-29T10:00+99:00",
        "03/04/2024",
        "4.3.2024",
        "18 Aprıl 2024",
        "18 Auguſt 2024",
    ],
)
def test_no_days(text: str) -> None:
    """What is no day, or could be two, is refused with a reason."""
    assert isinstance(read_date(text), str)
