"""What is made ready before processes are forked that render pages."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from khabarnama.editions.edition import Edition
from khabarnama.editions.frame import Frame
from khabarnama.editions.links import Links
from khabarnama.editions.renderer import Renderer

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = {
    "home.html": '{% include "_included.html" %}{{ show("_shown.html", edition) }}',
    "_included.html": "text",
    "_shown.html": "text",
}


def prepare(theme: Path, **changed: str) -> None:
    """Prepare the templates of `theme`, of which some are `changed`."""
    folder = theme / "templates"
    folder.mkdir()
    for name, source in (TEMPLATES | {f"{name}.html": source for name, source in changed.items()}).items():
        (folder / name).write_text(source)
    bodies: Any = None
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)
    Renderer(env, Frame((Edition("en", "x", "y", NullTranslations()),), Links(""), theme), bodies).prepare()


@pytest.mark.parametrize("name", ["home", "_included", "_shown"])
def test_an_error_is_found_whatever_asks_for_the_template(tmp_path: Path, name: str) -> None:
    """A page, what it includes, and what it shows alone."""
    with pytest.raises(jinja2.TemplateSyntaxError, match="Unexpected end of template"):
        prepare(tmp_path, **{name: "{% if x %}"})


def test_an_error_is_found_in_what_jinja_includes(tmp_path: Path) -> None:
    """Also where only few pages show it."""
    with pytest.raises(jinja2.TemplateAssertionError, match="nothing"):
        prepare(
            tmp_path,
            home='{% set x = 5 %}{% if y %}{% include "_included.html" %}{% endif %}',
            _included="{{ x | nothing }}",
        )
