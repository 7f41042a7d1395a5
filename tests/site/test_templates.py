"""Templates as a build renders them: the theme's own quickly, all others as Jinja does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import ARTICLE, PROJECT, SECONDS, khabarnama, write_settings

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_JINJAS_OWN = """import sys
from khabarnama.__main__ import main
from khabarnama.editions import renderer
renderer.Renderer._compile_exactly = renderer.Context = None
sys.exit(main(sys.argv[1:]))"""


def test_the_themes_templates_are_rendered_quickly(tmp_path: Path) -> None:
    """None of them asks for what a value does not have: each page is made by one function, without Jinja's context."""
    settings = write_settings(tmp_path / "settings.py", "KHABARNAMA_SHARE_PICTURES = False")
    words = ("build", "--settings", str(settings), "--output", str(tmp_path / "output"))
    command = [sys.executable, "-c", WITHOUT_JINJAS_OWN, *words]
    env = {"PYTHONPATH": str(PROJECT / "plugins"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}

    run = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert run.returncode == 0, run.stderr


def test_what_a_value_does_not_have_is_shown_as_nothing(tmp_path: Path) -> None:
    """As anywhere in Jinja, also in a template that is included."""
    shutil.copytree(PROJECT / "theme", tmp_path / "theme")
    byline = tmp_path / "theme/templates/_byline.html"
    byline.write_text(f"[{{{{ article.nothing }}}}]{byline.read_text()}")
    (tmp_path / "content/2024/11/29").mkdir(parents=True)
    (tmp_path / "content/2024/11/29/a.ur.txt").write_text(ARTICLE.format(headline="کراچی میں بارش"))
    settings = write_settings(tmp_path / "settings.py", f"THEME = {str(tmp_path / 'theme')!r}")
    folders = ("--content", str(tmp_path / "content"), "--output", str(tmp_path / "output"))

    run = khabarnama("build", "--settings", str(settings), *folders)

    assert run.returncode == 0, run.stderr
    assert "[]<div class=" in (tmp_path / "output/ur/2024/11/29/a/index.html").read_text().replace("\n", "")
