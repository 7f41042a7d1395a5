"""The theme's stylesheets to the one file that pages load, named by what it holds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STYLESHEET = "main.css"


def bundle_styles(folder: Path) -> tuple[str, bytes]:
    """Return the name and the content of the stylesheet made of all `*.css` in `folder`, in the order of their names.

    The name changes with the content, so that browsers may keep it for ever.
    """
    content = b"\n".join(path.read_bytes().strip() for path in sorted(folder.glob("*.css"))) + b"\n"
    return f"main.{hashlib.sha256(content).hexdigest()[:10]}.css", content
