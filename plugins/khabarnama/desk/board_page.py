"""The translation board as a page of the preview, in the words and the looks of the site's first edition."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from khabarnama.commands.parser import UsageError
from khabarnama.desk.board import STATES, Board
from khabarnama.editions.assets import collect_assets
from khabarnama.editions.catalogue import load_catalogue
from khabarnama.editions.edition import Edition
from khabarnama.editions.links import Links
from khabarnama.reading.inline import to_html, wrap_runs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabarnama.desk.desk import Desk

TEMPLATE = "status.html"
STYLE = Path("preview", "status.css")  # apart from the site's own: no reader's page needs it


def write_page(board: Board, desk: Desk) -> str:
    """Return the board as HTML, for the preview of the site of `desk`. Raises UsageError where there is no site."""
    if "THEME" not in desk.site:
        message, hint = "--format html must find a settings file, found none", "run this in the project's folder"
        raise UsageError(message, hint)
    theme = Path(desk.site["THEME"])
    editions = {lang: _edition(lang, text, theme) for lang, text in desk.site["KHABARNAMA_EDITIONS"].items()}
    edition = next(iter(editions.values()))
    style = (theme / STYLE).read_text(encoding="utf-8")
    assets = collect_assets(theme, desk.site.get("KHABARNAMA_COLOURS"))
    links = Links("", {name: published for name, (published, _) in assets.items()})
    return (
        _environment(theme, edition)
        .get_template(TEMPLATE)
        .render(
            board=board,
            edition=edition,
            editions=editions,
            links=links,
            states=STATES,
            style=Markup(style),  # noqa: S704  # our own stylesheet
            style_key=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


def _edition(lang: str, text: Mapping[str, str], theme: Path) -> Edition:
    return Edition(lang, text["name"], text["motto"], load_catalogue(theme / "translations", lang))


def _environment(theme: Path, edition: Edition) -> jinja2.Environment:
    """Return the templates of the theme with the words of `edition`."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(theme / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        undefined=jinja2.StrictUndefined,
    )
    install: Any = environment
    install.install_gettext_callables(edition.gettext, edition.ngettext, newstyle=False)
    environment.filters |= {"bidi": _isolate_runs, "country": edition.country}
    return environment


def _isolate_runs(text: str, lang: str) -> Markup:
    return Markup(wrap_runs(to_html(text), lang))  # noqa: S704  # to_html escapes
