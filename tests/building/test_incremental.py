"""A build that remembers gives, byte for byte, what a build from nothing gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabarnama.commands.builder import Builder
from tests.building.editing import EDITS, Project
from tests.conftest import PROJECT

MORE_THAN_ARTICLES = {"template", "stylesheet", "setting"}  # at which the preview begins anew


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(EDITS, min_size=1, max_size=4), min_size=2, max_size=5))
def test_after_any_edits_the_site_is_that_of_a_clean_build(rounds: list[list[tuple[str, object]]]) -> None:
    """Whatever is added, changed, renamed, deleted, set, damaged or tampered with between builds leaves no trace."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        site: dict[str, bytes] = {}
        for edits in rounds:
            for kind, *details in edits:
                project.edit(kind, *details)
            site = project.build("output")

        assert site == project.build("fresh")


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=3, max_size=6))
def test_after_any_edits_the_preview_is_that_of_a_clean_build(rounds: list[list[tuple[str, object]]]) -> None:
    """What its process keeps in memory from build to build leaves no trace either."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        with Builder(project.options("output", preview=True)) as builder:
            for edits in rounds:
                for kind, *details in edits:
                    project.edit(kind, *details)
                builder.build(anew=any(kind in MORE_THAN_ARTICLES for kind, *_ in edits))

        assert project.read("output") == project.build("fresh", preview=True)


def test_templates_before_the_themes_are_looked_at(tmp_path: Path) -> None:
    """An edit in a folder of Pelican's THEME_TEMPLATES_OVERRIDES shows."""
    project = Project(tmp_path)
    own = tmp_path / "own"
    own.mkdir()
    with (tmp_path / "pelicanconf.py").open("a") as file:
        file.write(f"THEME_TEMPLATES_OVERRIDES = [{str(own)!r}]\n")
    template = (PROJECT / "theme/templates/_footer.html").read_text(encoding="utf-8")
    for number in range(2):
        (own / "_footer.html").write_text(template.replace("class=", f'data-edit="{number}" class=', 1))
        site = project.build("output")

    assert site == project.build("fresh")
