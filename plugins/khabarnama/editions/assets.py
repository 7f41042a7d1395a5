"""The theme's stylesheets, fonts and pictures to files whose names change with what they hold."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from khabarnama.editions.colours import SHEET, to_css
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from khabarnama.editions.colours import Colours

STYLESHEET = "main.css"


def collect_assets(theme: Path, colours: Colours | None = None) -> dict[str, tuple[str, bytes]]:
    """Return for each file of the theme's `static/`, and for the stylesheet, its published name and its content.

    The stylesheet is all of `css/*.css` in the order of their names, with `colours` of the settings right behind the
    theme's own; it refers to the others by their published names. Browsers may keep every one for ever.
    Raises KhabarnamaError if the folder `theme` has no stylesheet: then it is none.
    """
    folder = theme / "static"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    assets = {}
    for path in files:
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        assets[name] = (_stamp(name, content) if path.suffix != ".txt" else name, content)
    sheets = {path.name: path.read_text(encoding="utf-8").strip() for path in (theme / "css").glob("*.css")}
    if not sheets:
        message, hint = "theme must have stylesheets, found none", "THEME in the settings names its folder"
        raise KhabarnamaError([Problem(str(theme / "css"), 0, "error", message, hint)])
    if colours:
        sheets[f"{SHEET}-of-the-settings"] = to_css(colours)
    styles = "\n".join(sheets[name] for name in sorted(sheets))
    for name, (published, _) in assets.items():
        styles = styles.replace(f"url({name})", f"url({published})")
    content = f"{styles}\n".encode()
    assets[STYLESHEET] = (_stamp(STYLESHEET, content), content)
    return assets


def _stamp(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
