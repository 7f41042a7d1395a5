"""The theme's stylesheets, fonts and pictures to files whose names change with what they hold."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STYLESHEET = "main.css"


def collect_assets(theme: Path) -> dict[str, tuple[str, bytes]]:
    """Return for each file of the theme's `static/`, and for the stylesheet, its published name and its content.

    The stylesheet is all of `css/*.css` in the order of their names; it refers to the others by their published
    names. Browsers may keep every one for ever.
    """
    folder = theme / "static"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    assets = {}
    for path in files:
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        assets[name] = (_stamp(name, content) if path.suffix != ".txt" else name, content)
    styles = "\n".join(path.read_text(encoding="utf-8").strip() for path in sorted((theme / "css").glob("*.css")))
    for name, (published, _) in assets.items():
        styles = styles.replace(f"url({name})", f"url({published})")
    content = f"{styles}\n".encode()
    assets[STYLESHEET] = (_stamp(STYLESHEET, content), content)
    return assets


def _stamp(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
