"""Listings cut into pages."""

from __future__ import annotations

from typing import Any

import pytest

from khabarnama.editions.listing import cut, set_level


def link(number: int | None) -> str:
    """Return the link of a page."""
    return "/" if number is None else f"/page/{number}/"


@pytest.mark.parametrize("count", [0, 1, 5, 9, 10, 14, 15, 23])
def test_pages_hold_every_item_once(count: int) -> None:
    """All items are there, in their order, and no page but the first holds more or fewer than its size."""
    items = list(range(count, 0, -1))

    sheets = list(cut(items, 5, link))

    assert [item for sheet in sheets for item in sheet.items] == items
    assert all(len(sheet.items) == 5 for sheet in sheets[1:])


def test_a_page_keeps_its_items() -> None:
    """A new item changes no page but the first, until a whole page has come together."""
    before = {sheet.address: list(sheet.items) for sheet in cut(list(range(12, 0, -1)), 5, link)}
    after = {sheet.address: list(sheet.items) for sheet in cut(list(range(16, 0, -1)), 5, link)}

    assert all(after[address] == items for address, items in before.items() if address is not None)


def test_neighbours() -> None:
    """Each page links to the newer and the older one."""
    sheets = list(cut(list(range(20)), 5, link))

    assert [sheet.pagination.older for sheet in sheets] == ["/page/3/", "/page/2/", "/page/1/", None]
    assert [sheet.pagination.newer for sheet in sheets] == [None, "/", "/page/3/", "/page/2/"]


@pytest.mark.parametrize(
    ("lists", "rows"),
    [
        ({"ur": "abc", "en": "abc"}, {"ur": [1, 2, 3], "en": [1, 2, 3]}),
        ({"ur": "abd", "en": "bcd"}, {"ur": [1, 2, 4], "en": [2, 3, 4]}),
        ({"ur": "ad", "en": "bcd"}, {"ur": [1, 3], "en": [1, 2, 3]}),
        ({"ur": "ac", "en": "bd"}, {"ur": [1, 2], "en": [1, 2]}),
        ({"ur": "ab", "en": "ac", "fa": "bc"}, {"ur": [1, 2], "en": [1, 3], "fa": [2, 3]}),
        ({"ur": "", "en": "a"}, {"ur": [], "en": [1]}),
    ],
)
def test_a_story_stands_level_in_all_lists(lists: dict[str, str], rows: dict[str, list[int]]) -> None:
    """It has one row; every list keeps its order; what only one tells fills up where there is room."""
    stories: dict[str, Any] = {name: object() for name in "abcd"}

    found = set_level(stories.values(), {name: [stories[letter] for letter in told] for name, told in lists.items()})

    assert found == rows
