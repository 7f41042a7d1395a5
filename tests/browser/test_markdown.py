"""What editors may write, on a screen of 320 pixels: long headlines, many countries, tables, code, quotes, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import serve
from tests.browser.test_access import LOST
from tests.browser.test_bidi import VISUAL, astray
from tests.conftest import khabarnama
from tests.pictures.photographs import photograph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

LONG = "وزیر اعظم نے عالمی برادری پر زور دیا ہے کہ وہ متاثرہ ممالک کی مدد کے لیے فوری اقدامات کرے " * 3
COUNTRIES = "، ".join(("آذربائیجان", "پاکستان", "بھارت", "چین", "روس", "جرمنی", "جاپان", "برازیل", "فرانس", "ایران"))
CODE = "for name in names: print(f'{name} = {1 + 2}', 'a line of code that is longer than any telephone is wide')"
TEXT = f"""عنوان: COP29 میں Reuters کے نمائندے نے بتایا کہ 1.5 ڈگری کا ہدف ممکن نہیں
تاریخ: 2024-11-29
ممالک: {COUNTRIES}

پہلا پیراگراف جس میں `x = 5 - 3` لکھا ہے اور **زور** بھی ہے۔

## اہم نکات

- پہلا نکتہ
- دوسرا نکتہ جس میں Reuters ہے
  1. ذیلی نکتہ

> یہ ایک اقتباس ہے جو کئی سطروں تک جاتا ہے تاکہ حاشیہ دیکھا جا سکے۔

| ملک | رقم | سال | تبصرہ |
|---|---:|---|---|
| پاکستان | $60 | 2024 | ایک طویل خانہ جس میں کئی الفاظ ہیں |

![سیلاب کا منظر](tall.jpg)

```python
{CODE}
```

آخری پیراگراف۔
"""
FILES = {
    "everything.ur.md": TEXT.encode(),
    "everything.en.md": b"# Talks in Baku\n\nFirst paragraph.\n\n## Points\n\n- one\n- two\n\nThe last paragraph.\n",
    "long.ur.txt": f"عنوان: {LONG}\n\nکراچی: (ویب ڈیسک) یہ بات حکام نے بتائی ہے۔\n".encode(),
    "tall.jpg": photograph((900, 1600)),
}
NAMES = ["everything/", "everything/both/", "long/", ""]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site of all that may stand in an article, and yield where its day is."""
    folder = tmp_path_factory.mktemp("markdown")
    day = folder / "content/2024/11/29"
    day.mkdir(parents=True)
    for name, content in FILES.items():
        (day / name).write_bytes(content)
    run = khabarnama("build", "--content", str(folder / "content"), "--output", str(folder / "site"))
    assert run.returncode == 0, run.stderr
    with serve(folder / "site") as found:
        yield f"{found}/ur/2024/11/29"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page on the smallest screen."""
    opened = browser.new_page(viewport={"width": 320, "height": 800})
    yield opened
    opened.close()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_on_the_smallest_screen(site: str, page: Page, name: str) -> None:
    """Bidi 17: whatever an article holds, a page of it does not scroll sideways, and no part lies beyond the screen."""
    page.goto(f"{site}/{name}")

    lost = [element for element in page.evaluate(LOST) if not element.startswith(("<t", "<bdi"))]  # tables scroll

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not lost


@pytest.mark.parametrize("name", NAMES)
def test_it_is_mirrored(site: str, page: Page, name: str) -> None:
    """Bidi 12: lists, tables and quotes too; code, which has one direction, stays as it is."""
    page.goto(f"{site}/{name}")

    assert not [box for box in astray(page) if not box.startswith(("PRE", "CODE"))]


def test_a_wide_table_is_scrolled_by_keys(site: str, page: Page) -> None:
    """Access 26 and 31: a table that is wider than the screen has the focus, and all of it can be reached."""
    page.goto(f"{site}/everything/")
    table = page.locator("table")

    table.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(300)

    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    assert table.evaluate("table => table.scrollLeft") < 0


def test_code_keeps_its_order(site: str, page: Page) -> None:
    """Bidi 13 and 14: a piece of code is read from left to right, its signs and brackets with it."""
    page.goto(f"{site}/everything/")
    page.set_viewport_size({"width": 1280, "height": 800})

    assert page.locator("p code").evaluate(VISUAL) == "x = 5 - 3"
    assert page.locator("pre").get_attribute("dir") == "ltr"
    assert page.locator("pre").inner_text().strip() == CODE


def test_a_headline_that_begins_with_a_latin_word_is_urdu(site: str, page: Page) -> None:
    """Bidi 10: its first word stands on the right."""
    page.goto(f"{site}/everything/")
    box, word = page.locator("h1").bounding_box(), page.locator("h1 bdi").first.bounding_box()

    assert box
    assert word
    assert abs(box["x"] + box["width"] - word["x"] - word["width"]) < 3
