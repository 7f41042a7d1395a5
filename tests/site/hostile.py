"""A site in which every hostile piece of markup stands in an article of each kind, beside good articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cases.documents import read_cases
from tests.conftest import ARTICLE, khabarnama

if TYPE_CHECKING:
    from pathlib import Path

GOOD = 6
OPENING = "خطرے سے بھری خبر کی سرخی\n\n{hash}کراچی: (ویب ڈیسک) حکام نے کہا ہے کہ تحقیقات جاری ہیں۔ یہ پہلا جملہ ہے۔\n\n"
HEADERS = {
    "title": '"><script>window.hit=1</script>',
    "dek": "</p><img src=x onerror=window.hit=1>",
    "author": "'\"><svg onload=window.hit=1>",
    "source": "</script><script>window.hit=1</script>",
    "source_url": "https://a.example/?q=\"><script>window.hit=1</script>&x='",
    "tags": "<b>x</b>، ]]>، </title><script>window.hit=1</script>",
    "summary": "::error file=x::y %0A {{ 7 * 7 }} \u202eabc </description>",
    "place": "<i onclick=window.hit=1>کراچی</i>",
}


def articles() -> dict[str, str]:
    """Return the files of the site, by their names below `content/`."""
    files = {f"2024/11/2{number}/good-{number}.ur.txt": _good(number) for number in range(GOOD)}
    for number, case in enumerate(read_cases("hostile")):
        for suffix in ("txt", "md", "html"):
            files[f"2024/11/29/markup-{number}-{suffix}.ur.{suffix}"] = OPENING.format(hash="") + case.given + "\n"
            files[f"2024/11/28/within-{number}-{suffix}.ur.{suffix}"] = (
                f"{OPENING.format(hash='')}متن {case.given} متن کا باقی حصہ یہاں ہے۔\n\nآخری پیراگراف بھی یہاں ہے۔\n"
            )
    for key, value in HEADERS.items():
        other = {"title": "ایک سرخی"} if key != "title" else {}
        lines = "".join(f"{name}: {text}\n" for name, text in {**other, key: value}.items())
        files[f"2024/11/27/header-{key.replace('_', '-')}.ur.txt"] = f"{lines}\n{OPENING.format(hash='')}"
    return files


def _good(number: int) -> str:
    return ARTICLE.format(headline=f"شہر میں کتاب میلہ نمبر {number} شروع ہو گیا")


def build(folder: Path) -> tuple[Path, str]:
    """Build the site below `folder`; return its output and what was printed."""
    for name, text in articles().items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    folders = ("--content", str(folder / "content"), "--output", str(folder / "output"))
    run = khabarnama("build", "--preview", *folders, "--siteurl", "https://example.org")
    return folder / "output", run.stdout + run.stderr


def story(name: str) -> str:
    """Return the address of the article in the file `name`."""
    day, file = re.fullmatch(r"(.*)/([^/.]+)\.ur\.\w+", name).groups()  # type: ignore[union-attr]
    return f"ur/{day}/{file}/"
