"""Colours of the settings in place of the theme's."""

from __future__ import annotations

import re

import pytest

from khabarnama.editions.assets import STYLESHEET, collect_assets
from khabarnama.editions.colours import SHEET, contrast, find_faint, mix, read_colours, to_css
from tests.conftest import PROJECT

THEME = read_colours((PROJECT / "theme/css" / SHEET).read_text())


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000", "#fff", 21), ("#fff", "#000000", 21), ("#777", "#777777", 1), ("#767676", "#fff", 4.54),
     ("#ff0000", "#FFF", 4.0)],
)  # fmt: skip
def test_contrast_is_that_of_the_web_content_guidelines(first: str, second: str, ratio: float) -> None:
    """As every checker of contrast computes it, in either order and either form."""
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)


def test_the_theme_can_be_read() -> None:
    """The theme's own colours are found in both schemes, and pass."""
    assert set(THEME["light"]) == set(THEME["dark"]) == {"paper", "tint", "ink", "quiet", "rule", "accent", "flag"}
    assert THEME["light"]["paper"] != THEME["dark"]["paper"]
    assert not list(find_faint(THEME))


def test_faint_colours_are_named_with_both() -> None:
    """What is too faint is said with scheme, names, colours and contrast; each scheme is looked at alone."""
    faint = list(find_faint(mix(THEME, {"dark": {"accent": "#444"}})))

    assert faint == ["dark: accent #444 on paper #161714 must have a contrast of 4.5:1, found 1.85:1"]


def test_only_what_is_set_is_written() -> None:
    """Each scheme has its rule, none without a colour."""
    assert to_css({}) == ""
    assert to_css({"light": {}, "dark": {"flag": "#abc"}}) == (
        "@media (prefers-color-scheme: dark) { :root { --flag: #abc; } }"
    )


def test_colours_stand_between_the_themes_and_those_of_paper() -> None:
    """They win over the theme's, and print wins over them."""
    assets = collect_assets(PROJECT / "theme", {"light": {"accent": "#123456"}})

    styles = assets[STYLESHEET][1].decode()

    (own,) = (found.start() for found in re.finditer("#123456", styles))
    assert styles.index("--accent: #0b5741") < styles.index("--accent: #86d3b4") < own < styles.index("@media print")
