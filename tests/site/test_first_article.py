"""An article as the first user pasted it, from the file to the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from tests.conftest import Run, khabarnama

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Of the shape of a real paste: no space after «۔», a stray one in the brackets, counters and a comment link below.
PASTE = """
روس کے وزیر خارجہ کی شمالی کوریا کے رہنما سے ملاقات، یوکرین جنگ پر تبادلہ خیال


دونوں ملکوں نے دفاعی تعاون بڑھانے کا عزم ظاہر کیا

ماسکو: (ویب ڈیسک )روسی وزیر خارجہ نے شمالی کوریا کے رہنما سے ملاقات کی ہے۔ملاقات میں یوکرین کی جنگ پر بات ہوئی۔

روس اور شمالی کوریا نے رواں سال معاہدے پر دستخط کیے تھے۔امریکا اور جنوبی کوریا نے اس پر تشویش ظاہر کی ہے۔

50% LikesVS
50% Dislikes

اپنا تبصرہ بھیجیں
"""


def test_explained(tmp_path: Path) -> None:
    """`explain --json` shows what was understood and what was removed."""
    path = tmp_path / "2024-11-29-visit.txt"
    path.write_text(PASTE, encoding="utf-8")

    told = json.loads(khabarnama("explain", "--json", str(path)).stdout)

    assert told["lang"] == "ur"
    assert told["headline"].startswith("روس کے وزیر خارجہ کی")
    assert told["dek"] == "دونوں ملکوں نے دفاعی تعاون بڑھانے کا عزم ظاہر کیا"
    assert told["dateline"] == {"place": "ماسکو", "source": "ویب ڈیسک", "country": "RU"}
    assert told["date"].startswith("2024-11-29")
    assert [gone["text"] for gone in told["removed"]] == ["50% LikesVS", "50% Dislikes", "اپنا تبصرہ بھیجیں"]
    assert set(told["countries"]["about"]) == {"KP", "RU", "UA"}
    assert set(told["countries"]["mentioned"]) == {"US", "KR"}
    assert told["problems"] == []


def test_published(build: Callable[..., Run]) -> None:
    """The page shows the article and nothing of its widgets; its sentences have spaces between them."""
    run = build({"2024/11/29/visit.txt": PASTE})
    page = BeautifulSoup((run.output / "ur/2024/11/29/visit/index.html").read_bytes(), "lxml")
    text = page.get_text(" ")

    assert run.code == 0
    assert "ملاقات کی ہے۔ ملاقات میں" in text
    assert "Dislikes" not in text
    assert "اپنا تبصرہ" not in text
    assert {a.get_text() for a in page.select(".story-header .chip")} == {"روس", "شمالی کوریا", "یوکرین"}
