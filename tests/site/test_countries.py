"""The page of a country in both editions, in a site of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.site.links import pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run

RAIN = "لیبیا میں بارش\n\nطرابلس: لیبیا کے حکام نے بارش کی پیش گوئی کی ہے۔\n"
FILES = {
    **{f"2026/{month:02}/01/rain{month}.ur.txt": RAIN for month in (1, 2, 3, 5)},
    "2026/05/02/line.ur.txt": "یوگنڈا تک ریلوے لائن\n\nکمپالا: یوگنڈا کے صدر نے یوگنڈا میں ریلوے لائن کا افتتاح کیا۔\n",
    "2026/05/02/line.en.txt": "Kenya opens a railway\n\nNAIROBI: Kenya opened a railway. Kenyans rode on it.\n",
}


def test_a_country_of_one_language_has_its_page_in_both(build: Callable[..., Run]) -> None:
    """A story has the countries of both articles; each has two joined pages, with both names."""
    run = build(FILES)
    found = dict(pages(run.output))

    assert run.code == 0, run.printed
    for lang, other in (("ur", "en"), ("en", "ur")):
        assert {"ke", "ug", "ly"} <= {name.split("/")[2] for name in found if name.startswith(f"{lang}/country/")}
        page = found[f"{lang}/country/ly/"]
        assert page.select_one(f'link[hreflang="{other}"][href$="/{other}/country/ly/"]')
        assert page.select_one(f'.country-header [lang="{other}"]')
        (chart,) = page.select(".months svg")
        assert len(chart.select("rect")) == 5
        assert str(chart["aria-label"]).count("2026") == 5
