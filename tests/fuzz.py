"""Hostile files without end: `python -m tests.fuzz [SECONDS] [SEED]`, as `inv fuzz`. Every one must be read or refused.

Each file is made of pieces of markup, headers, widgets, Urdu, English, controls and plain bytes. What is checked: no
exception, no more than a second, the same article twice, no control character or override in it, and nothing in its
HTML that runs or fetches.
"""

from __future__ import annotations

import random
import re
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent / "plugins"))

from bs4 import BeautifulSoup
from rich.console import Console

from khabarnama.editions.entry import enter
from khabarnama.reading.pipeline import UNEXPECTED, Surroundings
from khabarnama.understanding import understand_data
from tests.cases.documents import read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOW = 2.0  # seconds of CPU
CASES = [case.given for folder in ("hostile", "reading", "countries") for case in read_cases(folder)]
PIECES = [
    *("\n", "\n\n", " ", "\t", "---\n", ": ", "۔", "،", "(", ")", "**", "[", "](", "> ", "- ", "|", "`", "<", ">", "&"),
    *("\u202e", "\u2066", "\u200c", "\u0000", "\ufeff", "\ufffe", "\u2028", "\r", "\x1b[31m", "\u0653", "ﷺ", "🙂"),
    *("title: ", "عنوان: ", "تاریخ: ", "ملک: +US -روس", "date: 2024-02-30", "lang: ur\n", "status: draft\n", "x: y\n"),
    *(
        "<p>",
        "</p>",
        "<div",
        " onclick=window.hit=1",
        "<!--",
        "-->",
        "<![CDATA[",
        "javascript:",
        "data:text/html,",
        "&#x",
        "&#x202e;",
        "&#27;",
        "&#8297;",
        "https://[",
        "source_url: https://[\n",
        '---\ntitle: "\\u202e\\ud800"\n---\n',
        "date: 2024-11-29T10:00+99:00\n",
    ),
]
SUSPECT = re.compile(
    r"script|style|<iframe|<object|<embed|<form|<input|<base|<link|<meta|<svg|<math|\son|:|//", re.IGNORECASE
)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
NEVER = "script, style, iframe, object, embed, form, input, base, link, meta, svg, math, textarea, button, video, audio"
SCHEMES = {"", "http", "https", "mailto"}


def make(rng: random.Random) -> tuple[str, bytes]:
    """Return the name and the bytes of a hostile file."""
    parts: list[str] = []
    for _ in range(rng.randint(1, 12)):
        choice = rng.random()
        if choice < 0.5:
            case = rng.choice(CASES)
            start = rng.randrange(len(case) + 1)
            parts.append(case[start : start + rng.randint(1, 200)] if choice < 0.3 else case)
        elif choice < 0.9:
            parts.append(rng.choice(PIECES) * rng.choice((1, 1, 1, 2, 5, 50)))
        else:
            parts.append(
                "".join(chr(rng.choice((rng.randrange(32, 127), rng.randrange(0x600, 0x700)))) for _ in range(9))
            )
    data = "".join(parts).encode("utf-8", "surrogatepass")
    if rng.random() < 0.1:
        place = rng.randrange(len(data) + 1)
        data = data[:place] + rng.randbytes(rng.randint(1, 8)) + data[place:]
    suffix = rng.choice(("txt", "md", "html"))
    return f"content/2024/11/29/story.{rng.choice(('ur', 'en'))}.{suffix}", data


def check(name: str, data: bytes, slow: float = SLOW) -> str:
    """Return what is wrong with how a file was read, more than `slow` seconds of CPU too; nothing if all is well."""
    began = time.process_time()
    try:
        article = understand_data(data, name, Surroundings()).article
        entry = enter(article)
    except Exception:  # noqa: BLE001  # whatever is raised is what we are looking for
        return traceback.format_exc(limit=-2)
    if any(problem.message.startswith(UNEXPECTED) for problem in article.problems):
        return str(article.problems[0])
    if (seconds := time.process_time() - began) > slow:
        return f"took {seconds:.1f} s"
    if found := next(unsafe(article.html), ""):
        return f"unsafe HTML: {found}"
    if hidden := UNSEEN.search(f"{article.html} {entry}"):
        return f"a control character or an override is left: {hidden[0]!r}"
    again = understand_data(data, name, Surroundings()).article
    return "" if again == article and enter(again) == entry else "not the same article twice"


def unsafe(html: str) -> Iterator[str]:
    """Yield what in `html` may run or fetch."""
    if not SUSPECT.search(html):
        return
    soup = BeautifulSoup(html, "lxml")
    yield from (element.name for element in soup.select(NEVER))
    for element in soup.select("*"):
        for name, value in element.attrs.items():
            scheme = urlsplit(str(value).strip()).scheme if name in {"href", "src"} else ""
            remote = name == "src" and urlsplit(str(value)).netloc
            if name.startswith("on") or name in {"style", "srcset", "srcdoc"} or scheme not in SCHEMES or remote:
                yield f"{element.name} {name}={value}"


def main(seconds: float, seed: int) -> int:
    """Try files for so many seconds; print what went wrong, and return 1 if anything did."""
    rng, console = random.Random(seed), Console()  # noqa: S311  # no secret
    counts: Counter[str] = Counter()
    ends = time.monotonic() + seconds
    failures: list[tuple[str, bytes, str]] = []
    while time.monotonic() < ends:
        name, data = make(rng)
        wrong = check(name, data)
        counts[name.rpartition(".")[2]] += 1
        if wrong:
            failures.append((name, data, wrong))
    for name, data, wrong in failures[:20]:
        console.print(f"{name}: {data!r}\n{wrong}\n", markup=False)
    tried = ", ".join(f"{count:,} .{suffix}" for suffix, count in sorted(counts.items()))
    console.print(f"{sum(counts.values()):,} files ({tried}), seed {seed}: {len(failures):,} failed")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
