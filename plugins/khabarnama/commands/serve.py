"""`serve`: the site on this machine only, built again on every change, with the browser told to look again."""

from __future__ import annotations

import html
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from rich.console import Console
from watchfiles import watch

from khabarnama.building.lock import locked
from khabarnama.commands.build import Options
from khabarnama.commands.builder import Builder
from khabarnama.commands.preview import BOARD, HOST, PreviewServer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

PORTS = 20  # how many are tried, from the first on
WATCHED = ("content", "theme", "plugins", "pelicanconf.py")
PREVIEW = Path(".khabarnama", "preview", "site")  # kept, so that the next preview begins at once
_SLEEP = 1.0  # seconds
_LISTENING = 200  # ms between looks at whether to stop


def run(arguments: Namespace) -> int:
    """Serve the site until Ctrl-C. Drafts are shown, and what can be shown despite problems."""
    for ending in (signal.SIGINT, signal.SIGTERM):  # also where it was begun with them ignored
        signal.signal(ending, signal.default_int_handler)
    console = Console(highlight=False)
    output = (arguments.output or PREVIEW).absolute()
    server = _listen(arguments.port, output, partial(_make_board, arguments))
    if server is None:
        console.print(f"ports {arguments.port} to {arguments.port + PORTS - 1} are all in use: give another --port")
        return 1
    address = f"http://{HOST}:{server.server_port}"
    named = (*map(Path, WATCHED), arguments.content, arguments.settings)
    paths = {path.resolve() for path in named if path and path.exists()}
    content = (arguments.content or Path("content")).resolve()
    options = Options(arguments.settings, arguments.content, output, address, preview=True)
    with server, _alone(output, address), _Changes(sorted(paths)) as changes, Builder(options) as builder:
        _build(builder, output, server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        console.print(f"[bold green]{address}/[/]  (Ctrl-C ends it)")
        console.print(f"{address}{BOARD}  what waits for a translation")
        while changed := changes.wait():
            _build(builder, output, server, anew=any(not path.is_relative_to(content) for path in changed))
        server.shutdown()
    return 0


@contextmanager
def _alone(output: Path, address: str) -> Iterator[None]:
    """Be the only preview that writes `output` meanwhile. Raises KhabarnamaError that says where another one shows."""
    folder = output.with_name("preview")
    told = folder / "address"
    other = told.read_text(encoding="utf-8") if told.is_file() else "another address"
    with locked(folder, f"this project is shown already, at {other}", "look there; Ctrl-C in its window ends it"):
        told.write_text(f"{address}/", encoding="utf-8")
        yield


def _listen(first: int, output: Path, make_board: Callable[[], bytes]) -> PreviewServer | None:
    for port in range(first, first + PORTS):
        try:
            return PreviewServer(port, output, make_board)
        except OSError:
            continue
    return None


def _build(builder: Builder, output: Path, server: PreviewServer, *, anew: bool = False) -> None:
    """Build, and announce what came of it."""
    before = _identity(output)
    problems = builder.build(anew=anew)
    shown = [asdict(problem) for problem in problems if problem.level != "hint"]
    server.announce(shown, changed=_identity(output) != before)


def _identity(output: Path) -> int:
    """Return what is another one as soon as another site has taken the place of the last."""
    return output.stat().st_ino if output.exists() else 0


def _make_board(arguments: Namespace) -> bytes:
    """Return the page of the translation board, or why there is none: made in a process of its own, as a build is."""
    run = subprocess.run(_command(arguments, "status", "--format", "html"), capture_output=True, check=False)  # noqa: S603
    return run.stdout or b"<!DOCTYPE html><pre>" + html.escape(run.stderr.decode("utf-8", "replace")).encode()


def _command(arguments: Namespace, *words: str) -> list[str]:
    command = [sys.executable, "-m", "khabarnama", *words, "--settings", str(arguments.settings)]
    return command + (["--content", str(arguments.content)] if arguments.content else [])


class _Changes:
    """Watches files from before the first build on, so that no change is missed."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._found: SimpleQueue[set[Path]] = SimpleQueue()
        self._watching, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Changes:
        self._thread.start()
        self._watching.wait()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        for found in watch(*self._paths, stop_event=self._stop, rust_timeout=_LISTENING, yield_on_timeout=True):
            self._watching.set()
            if found:
                self._found.put({Path(path) for _, path in found})

    def wait(self) -> set[Path]:
        """Return what has changed since the last time, as soon as anything has; nothing on Ctrl-C."""
        with suppress(KeyboardInterrupt):
            while True:
                with suppress(Empty):  # it wakes now and then, as a signal may come just before it falls asleep
                    changed = self._found.get(timeout=_SLEEP)
                    while not self._found.empty():
                        changed |= self._found.get()
                    return changed
        return set()
