"""Which templates take part in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.editions.templates import template_keys

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = {
    "base.html": "{% block main %}{% endblock %}",
    "_card.html": "{{ show_chips(codes) }}",
    "_chip.html": "<a></a>",
    "_part.html": "text",
    "about.html": "{% extends 'base.html' %}",
    "both.html": '{% extends "base.html" %}{%- include "_part.html" -%}',
    "home.html": '{% extends "base.html" %}{{ show_card(card, level=3) }}',
    "404.html": '{{ show("_part.html", edition) }}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with TEMPLATES in it."""
    for name, source in TEMPLATES.items():
        (tmp_path / name).write_text(source)
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "keys"),
    [
        ("about.html", {"about.html"}),
        ("base.html", {"base.html", "about.html", "both.html", "home.html"}),
        ("_part.html", {"_part.html", "both.html", "404.html"}),
        ("_chip.html", {"_chip.html", "_card.html", "home.html"}),
    ],
)
def test_a_key_changes_with_all_that_takes_part(folder: Path, changed: str, keys: set[str]) -> None:
    """What a template extends, includes or shows, and what that does; nothing else."""
    before = template_keys(folder)
    (folder / changed).write_text(f"{TEMPLATES[changed]}!")

    after = template_keys(folder)

    assert {name for name in after if after[name] != before[name]} == keys


@pytest.mark.parametrize(
    "source",
    [
        '{% include "_" ~ name %}',
        "{%- extends layout %}",
        '{% extends "base.html" if plain else layout %}',
        '{% include ["_part.html", layout] %}',
        "{{ show(name, edition) }}",
        "{% include(layout) %}",
        "{{ show (name, edition) }}",
        "{% set shown = show %}{{ shown(name, edition) }}",
        '{% extends "!theme/404.html" %}',
        '{% include "./404.html" %}',
    ],
)
def test_what_names_no_template_may_bring_in_any(folder: Path, source: str) -> None:
    """Its key changes with every template."""
    (folder / "about.html").write_text(source)
    before = template_keys(folder)
    (folder / "404.html").write_text("!")

    assert template_keys(folder)["about.html"] != before["about.html"]


def test_a_template_may_be_any_kind_of_file(folder: Path) -> None:
    """A drawing that a page includes takes part in it."""
    (folder / "about.html").write_text('{% include "icon.svg" %}')
    (folder / "icon.svg").write_text("<svg/>")
    before = template_keys(folder)
    (folder / "icon.svg").write_text("<svg></svg>")

    assert template_keys(folder)["about.html"] != before["about.html"]


@pytest.mark.parametrize("changed", ["own/404.html", "own/new.html", "theme/_part.html"])
def test_templates_before_the_themes_take_part_too(tmp_path: Path, changed: str) -> None:
    """Pelican's THEME_TEMPLATES_OVERRIDES: what is in these folders takes the place of what the theme has."""
    for name in ("own", "theme"):
        (tmp_path / name).mkdir()
    for name, source in TEMPLATES.items():
        (tmp_path / "theme" / name).write_text(source)
    (tmp_path / "own/404.html").write_text('{% include "_part.html" %}')
    before = template_keys(tmp_path / "theme", [tmp_path / "own"])
    (tmp_path / changed).write_text("!")

    assert template_keys(tmp_path / "theme", [tmp_path / "own"])["404.html"] != before["404.html"]
