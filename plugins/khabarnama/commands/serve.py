"""`serve`: the site on this machine only, built again on every change, with the browser told to look again."""

from __future__ import annotations

import html
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from watchfiles import watch

from khabarnama.commands.preview import BOARD, HOST, PreviewServer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

PORTS = 20  # how many are tried, from the first on
WATCHED = ("content", "theme", "plugins", "pelicanconf.py")
PREVIEW = Path(".khabarnama", "preview", "site")  # kept, so that the next preview begins at once
_LISTENING = 200  # ms between looks at whether to stop


def run(arguments: Namespace) -> int:
    """Serve the site until Ctrl-C. Drafts are shown, and what can be shown despite problems."""
    console = Console(highlight=False)
    output = (arguments.output or PREVIEW).absolute()
    server = _listen(arguments.port, output, partial(_make_board, arguments))
    if server is None:
        console.print(f"ports {arguments.port} to {arguments.port + PORTS - 1} are all in use: give another --port")
        return 1
    address = f"http://{HOST}:{server.server_port}"
    paths = [path for path in (*map(Path, WATCHED), arguments.content) if path and path.exists()]
    with server, _Changes(paths) as changes:
        _build(arguments, output, address)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        console.print(f"[bold green]{address}/[/]  (Ctrl-C ends it)")
        console.print(f"{address}{BOARD}  what waits for a translation")
        while changes.wait():
            _build(arguments, output, address)
            server.announce()
        server.shutdown()
    return 0


def _listen(first: int, output: Path, make_board: Callable[[], bytes]) -> PreviewServer | None:
    for port in range(first, first + PORTS):
        try:
            return PreviewServer(port, output, make_board)
        except OSError:
            continue
    return None


def _build(arguments: Namespace, output: Path, address: str) -> None:
    """Build in a process of its own, so that changed code counts as well."""
    command = _command(arguments, "build", "--preview", "--output", str(output), "--siteurl", address)
    subprocess.run(command, check=False)  # noqa: S603  # our own command


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
        self._watching, self._changed, self._stop = threading.Event(), threading.Event(), threading.Event()
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
                self._changed.set()

    def wait(self) -> bool:
        """Return True as soon as something has changed since the last time, False on Ctrl-C."""
        try:
            self._changed.wait()
        except KeyboardInterrupt:
            return False
        self._changed.clear()
        return True
