"""What tests of whole sites share: real builds in temporary folders."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PROJECT = Path(__file__).parent.parent
SECONDS = 120
# The same examples at every run, however slow the machine is: `inv fuzz` goes on looking for others.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

ARTICLE = "{headline}\n\nکراچی: (ویب ڈیسک) {headline}، یہ بات حکام نے بتائی ہے۔ مزید تفصیلات کا انتظار ہے۔\n"


def write_settings(path: Path, *lines: str) -> Path:
    """Write a settings file that is the project's own but for `lines`, and return its path."""
    own = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
    for folder in ("content", "theme", "plugins"):
        own = own.replace(f'"{folder}"', repr(str(PROJECT / folder)))
    path.write_text("\n".join((own, *lines, "")), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Run:
    """One run of a command: what it printed, how it ended, and the folder of its site."""

    code: int
    printed: str
    folder: Path

    @property
    def output(self) -> Path:
        """The built site."""
        return self.folder / "output"


def khabarnama(*words: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run `python -m khabarnama` with `words`."""
    command = [sys.executable, "-m", "khabarnama", *words]
    env = {"PYTHONPATH": str(PROJECT / "plugins"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Run]:
    """Return a function that builds a site of the given files, by their names in `content/`."""

    def build_site(files: Mapping[str, str | bytes], *options: str) -> Run:
        for name, content in files.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        folders = ("--content", str(tmp_path / "content"), "--output", str(tmp_path / "output"))
        run = khabarnama("build", *folders, *options)
        return Run(run.returncode, run.stdout + run.stderr, tmp_path)

    return build_site


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders of the project's own digest, built for a domain's root ("") and for "/repo"."""
    sites = {}
    for base in ("", "/repo"):
        folder = tmp_path_factory.mktemp("site") / "output"
        run = khabarnama("build", "--output", str(folder), "--siteurl", f"https://example.org{base}")
        assert run.returncode == 0, run.stderr
        sites[base] = folder
    return sites
