"""`serve`: the site on this machine only, built again on every change, with the browser told to look again."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from watchfiles import watch

from khabarnama.commands.preview import HOST, PreviewServer

if TYPE_CHECKING:
    from argparse import Namespace

PORTS = 20  # how many are tried, from the first on
WATCHED = ("content", "theme", "plugins", "pelicanconf.py")


def run(arguments: Namespace) -> int:
    """Serve the site until Ctrl-C. Drafts are shown, and what can be shown despite problems."""
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory(prefix="khabarnama-") as folder:
        output = Path(folder) / "site"
        server = _listen(arguments.port, output)
        if server is None:
            console.print(f"ports {arguments.port} to {arguments.port + PORTS - 1} are all in use: give another --port")
            return 1
        with server:
            address = f"http://{HOST}:{server.server_port}"
            _build(arguments, output, address)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            console.print(f"[bold green]{address}/[/]  (Ctrl-C ends it)")
            _rebuild_on_change(arguments, output, address, server)
            server.shutdown()
    return 0


def _listen(first: int, output: Path) -> PreviewServer | None:
    for port in range(first, first + PORTS):
        try:
            return PreviewServer(port, output)
        except OSError:
            continue
    return None


def _build(arguments: Namespace, output: Path, address: str) -> None:
    """Build in a process of its own, so that changed code counts as well."""
    command = [sys.executable, "-m", "khabarnama", "build", "--preview", "--output", str(output), "--siteurl", address]
    command += ["--settings", str(arguments.settings)]
    command += ["--content", str(arguments.content)] if arguments.content else []
    subprocess.run(command, check=False)  # noqa: S603  # our own command


def _rebuild_on_change(arguments: Namespace, output: Path, address: str, server: PreviewServer) -> None:
    paths = [path for path in (*map(Path, WATCHED), arguments.content) if path and path.exists()]
    for _ in watch(*paths, raise_interrupt=False):
        _build(arguments, output, address)
        server.announce()
