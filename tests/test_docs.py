"""What the docs say is so: links lead somewhere, criteria have their tests, pages weigh what is told."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import yaml

from tests.conftest import PROJECT
from tests.docs import NAMES

if TYPE_CHECKING:
    from pathlib import Path

WEIGHED = {
    "an article in Urdu": "ur/2024/11/29/belousov-pyongyang/",
    "an article in English": "en/2024/11/29/belousov-pyongyang/",
    "both texts side by side": "ur/2024/11/29/belousov-pyongyang/both/",
    "the home page of an edition": "ur/",
    "the countries, with their map": "ur/country/",
}


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    heads = re.findall(r"^#+ (.*)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_within_the_project_leads_somewhere(name: str) -> None:
    """Files are there, and headings too."""
    path = PROJECT / name
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", path.read_text(), flags=re.DOTALL)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = unquote(link).partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)

    assert dead == []


def test_forms_are_ones_that_github_takes() -> None:
    """Each has a name, a description, and fields with labels of their own."""
    for path in (PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(path.read_text())
        if path.name == "config.yml":
            continue
        fields = [field for field in form["body"] if field["type"] != "markdown"]

        assert {"name", "description", "body"} <= form.keys()
        assert len({field["id"] for field in fields}) == len(fields) > 0
        assert all(field["attributes"]["label"] for field in fields)


def test_every_criterion_of_a_page_has_its_test() -> None:
    """Each of the 42 names tests that are there, and that say by its number that they try it."""
    rows = re.findall(r"^\| (\d+) \|.*\| (.*) \|$", (PROJECT / "docs/criteria.md").read_text(), re.MULTILINE)
    code: dict[str, str] = defaultdict(str)
    for path in sorted((PROJECT / "tests").rglob("*.py")):
        code[path.name] += path.read_text()

    assert [int(number) for number, _ in rows] == list(range(1, 43))
    for number, tests in rows:
        named = re.findall(r"`([a-z_]+\.py)`: `(\w+)`", tests)
        assert named, number
        for file, function in named:
            told = re.search(rf'^def {function}\(.*?"""([^:]*):', code[file], re.MULTILINE | re.DOTALL)
            assert told, f"{number}: {file} has no {function}"
            assert number in re.findall(r"\d+", told[1]), f"{number}: {function} does not name it"


def test_what_a_page_weighs_is_what_the_readme_says(demo: dict[str, Path]) -> None:
    """HTML and CSS, compressed, to half a kilobyte."""
    told = dict(re.findall(r"^\| (.*?) \| ([\d.]+) KB \|", (PROJECT / "README.md").read_text(), re.MULTILINE))
    site = demo[""]
    (style,) = site.glob("theme/main*.css")
    weights = {
        name: sum(len(gzip.compress(path.read_bytes())) for path in (style, site / link / "index.html")) / 1000
        for name, link in WEIGHED.items()
    }

    assert told.keys() == weights.keys()
    assert {
        name: (told[name], weight) for name, weight in weights.items() if abs(float(told[name]) - weight) > 0.5
    } == {}
