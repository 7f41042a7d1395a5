"""Files that go from one part of the site to another, and two that would stand in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.building.looking import look
from khabarnama.building.plan import Output, Part, Plan
from khabarnama.building.store import Store
from khabarnama.building.tree import held, publish
from khabarnama.problems import KhabarnamaError
from tests.building.test_tree import Site

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return an empty site."""
    return Site(tmp_path / "folder")


def _plan(site: Site, parts: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Publish `parts`, each with its files, which may be anywhere."""
    store = Store(site.state, b"context")
    try:
        plan = Plan(held(site.live, site.spare, store.ledger), store.ledger)
        for name, files in parts.items():
            outputs = [Output(path, text.encode(), "text", (path, text)) for path, text in files]
            plan.add([Part(name, repr(files).encode(), lambda outputs=outputs: (outputs, b""))])  # type: ignore[misc]
        publish(plan, site.live, site.spare, lambda: look(site.spare), site.work)
    finally:
        store.close()


def test_a_file_may_go_from_one_part_to_another(site: Site) -> None:
    """Whichever of the two is looked into first, and whichever way a folder takes the place of a file."""
    builds: list[dict[str, list[tuple[str, str]]]] = [
        {"one": [("a", "1"), ("b/x", "1"), ("d", "1")], "two": [("c", "1")]},
        {"one": [("b/x", "1")], "two": [("c", "1"), ("a", "1"), ("d/x", "1")]},
        {"one": [("a", "2"), ("b/x", "1")], "two": [("c", "1"), ("d", "1")]},
        {"two": [("a", "2"), ("b", "1")]},
        {"two": [], "one": [("a", "2"), ("b", "1")]},
    ]

    for parts in builds:
        _plan(site, parts)
        assert site.read() == {path: text for files in parts.values() for path, text in files}
        assert not [path for path in site.live.rglob("*") if path.is_dir() and not any(path.iterdir())]


@pytest.mark.parametrize("other", ["one", "two", "three"])
def test_two_files_of_one_place_are_refused(site: Site, other: str) -> None:
    """They are named, all at once, and the last site stays: whichever part has changed, and which has the other."""
    first = {"one": [("a", "1"), ("b", "1")], "two": [("c", "1")], "three": [("d", "1")]}
    _plan(site, first)
    last = site.read()

    for text in ("1", "2"):
        both = {name: [*files, *[("a", text), ("b", text)] * (name == other)] for name, files in first.items()}
        with pytest.raises(KhabarnamaError) as refused:
            _plan(site, both)
        assert [problem.path for problem in refused.value.problems] == ["a", "b"]
        assert site.read() == last
    _plan(site, {"one": [("a", "3")], other: [("b", "3")]} if other != "one" else {"one": [("a", "3"), ("b", "3")]})
    assert site.read() == {"a": "3", "b": "3"}
