"""Pages in a browser: axe on every kind of page, Lighthouse as on a cheap phone."""

from __future__ import annotations

import json
from itertools import product
from statistics import mean
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.audit.finding import Finding, count
from tests.audit.tools import MODULES, run
from tests.browser.chromium import find
from tests.browser.conftest import FLAGS, serve
from tests.browser.late import shift

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

STORY = "2024/12/08/assad-falls/"
TEMPLATES = [
    "", "404.html", "ur/", "en/", f"ur/{STORY}", f"en/{STORY}", "ur/2024/12/08/", "en/2024/12/11/", "ur/country/",
    "en/country/", "ur/country/pk/", "en/country/pk/", "ur/2024/07/06/iran-pezeshkian-wins/",
    f"ur/{STORY}both/", f"en/{STORY}both/", "ur/about/", "en/about/", "ur/archive/", "en/archive/",
    "ur/2024/03/07/sweden-joins-nato/", "en/2024/03/07/sweden-joins-nato/",
]  # fmt: skip
MEASURED = [f"{lang}/{page}" for lang, page in product(("ur", "en"), (STORY, "", "country/ru/"))]
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
LARGEST_PAINT = 2000  # milliseconds
TRIES = 5
MEAN, AIM, BAD = 0.005, 0.01, 0.1  # of layout shift: all pages, a page, where Google's "good" ends
RULES = {"resultTypes": ["violations"]}


def check_access(address: str) -> list[Finding]:
    """Access 26: return axe's violations on each kind of page: light and dark, on a phone and on a wide screen."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        findings = [count("axe", f"/{name}", _violations(chromium, f"{address}/{name}")) for name in TEMPLATES]
        chromium.close()
    return findings


def _violations(chromium: Browser, url: str) -> list[str]:
    errors = []
    for scheme, width in product(("light", "dark"), (360, 1280)):
        page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
        page.goto(url)
        found = Axe().run(page, options=RULES).response["violations"]
        errors += [f"{scheme} {width}: {rule['id']}: {node['html'][:100]}" for rule in found for node in rule["nodes"]]
        page.close()
    return errors


def check_shift(site: Path) -> list[Finding]:
    """Weight 22: return how much moves on all pages with Urdu when their fonts come after the text."""
    paths = [path for path in sorted(site.rglob("index.html")) if _is_nastaliq(path.read_text(encoding="utf-8"))]
    names = [path.relative_to(site).as_posix().removesuffix("index.html") for path in paths]
    wanted = f"mean <= {MEAN:g}, all < {BAD:g}"
    findings = []
    with serve(site) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for width in (360, 1000):
            shifts = list(_shifts(chromium, [f"{address}/{name}" for name in names], width))
            over = sum(shift > AIM for shift in shifts)
            found = f"mean {mean(shifts):.4f}, most {max(shifts):.3f}, {over} above {AIM:g}"
            passed = mean(shifts) <= MEAN and max(shifts) < BAD
            findings.append(Finding("layout shift", f"{len(names)} pages, {width} px", found, wanted, passed))
        chromium.close()
    return findings


def _is_nastaliq(html: str) -> bool:
    return '<html lang="ur"' in html or 'class="page-both"' in html


def _shifts(chromium: Browser, urls: Sequence[str], width: int) -> Iterator[float]:
    for url in urls:
        context = chromium.new_context(viewport={"width": width, "height": 800})
        yield shift(context.new_page(), url)
        context.close()


def measure(address: str) -> list[Finding]:
    """Weight 23: return Lighthouse's scores on a slow phone of an article, a home and a country in both languages."""
    return [_best(f"{address}/{name}", name) for name in MEASURED]


def _best(url: str, name: str) -> Finding:
    """Return the first score that passes, or the last: on a busy machine a first frame may be a whole second late."""
    for _ in range(TRIES - 1):
        found = _score(url, name)
        if found.passed:
            return found
    return _score(url, name)


def _score(url: str, name: str) -> Finding:
    flags = "--headless=new " + " ".join(FLAGS)
    kinds = f"--only-categories={','.join(WANTED)}"
    command = str(MODULES / ".bin/lighthouse")
    report = run(command, url, "--quiet", "--output=json", "--output-path=stdout", kinds, f"--chrome-flags={flags}")
    wanted = f"{'/'.join(map(str, WANTED.values()))}, LCP < {LARGEST_PAINT / 1000:g} s, CLS <= {AIM:g}"
    try:
        result = json.loads(report)
    except ValueError:
        return Finding("Lighthouse", f"/{name}", report[-300:], wanted, passed=False)
    scores = {kind: round(100 * (result["categories"][kind]["score"] or 0)) for kind in WANTED}
    paint = result["audits"]["largest-contentful-paint"]["numericValue"]
    moved = result["audits"]["cumulative-layout-shift"]["numericValue"]
    passed = all(scores[kind] >= least for kind, least in WANTED.items()) and paint < LARGEST_PAINT and moved <= AIM
    found = f"{'/'.join(map(str, scores.values()))}, LCP {paint / 1000:.1f} s, CLS {moved:.3f}"
    return Finding("Lighthouse", f"/{name}", found, wanted, passed)
