"""An article to paste, and `paste` with a text piped into it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from khabarnama.reading.filename import write_slug
from tests.conftest import PROJECT, SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DAY = "content/2024/11/29"
HEADLINE = "شہر میں کتاب میلہ شروع ہو گیا"
NAME = write_slug(HEADLINE)
URDU = f"""{HEADLINE}

کراچی: (ویب ڈیسک) شہر میں کتاب میلہ شروع ہو گیا ہے، یہ بات حکام نے بتائی۔ لوگ آئے۔
50% LikesVS
اپنا تبصرہ بھیجیں
"""


def paste(
    text: str | bytes, *words: str, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run `paste` with `text` piped into it."""
    command = [sys.executable, "-m", "khabarnama", "paste", *words]
    variables = {"PYTHONPATH": str(PROJECT / "plugins"), "PATH": "/usr/bin:/bin", **(env or {})}
    data = text if isinstance(text, bytes) else text.encode()
    return subprocess.run(
        command, cwd=cwd, env=variables, input=data, capture_output=True, timeout=SECONDS, check=False
    )
