"""The preview's HTTP server: this machine only, the built site only, and a word to the browser when it changed."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import io
    from collections.abc import Callable

HOST = "127.0.0.1"
_NAMES = {HOST, "localhost"}  # what a browser on this machine calls it; any other is a page trying to reach us
BOARD = "/status/"  # the translation board, which no build writes
_EVENTS, _SCRIPT = "/__changes", "/__changes.js"
_WAIT = 15.0  # seconds between signs of life
_JAVASCRIPT = f'new EventSource("{_EVENTS}").onmessage = () => location.reload();\n'
_POLICY = b"default-src 'none';"
_PREVIEW_POLICY = b"default-src 'none'; script-src 'self'; connect-src 'self';"
_TAG = f'<script src="{_SCRIPT}" defer></script></head>'.encode()


class PreviewServer(ThreadingHTTPServer):
    """Serves the folder `output`, which each build replaces, on the loopback interface.

    `make_board` makes the page of the translation board; it is asked when somebody looks, once between two changes.
    """

    daemon_threads = True

    def __init__(self, port: int, output: Path, make_board: Callable[[], bytes]) -> None:
        super().__init__((HOST, port), partial(_Handler, directory=str(output)))
        self._changed = threading.Condition()
        self.changes = 0
        self._make_board, self._board, self._looking = make_board, (-1, b""), threading.Lock()

    def board(self) -> bytes:
        """Return the page of the translation board as it is since the last change."""
        with self._looking:
            if self._board[0] != self.changes:
                self._board = self.changes, self._make_board()
            return self._board[1]

    def announce(self) -> None:
        """Tell every browser that looks at the site to load its page again."""
        with self._changed:
            self.changes += 1
            self._changed.notify_all()

    def wait(self, seen: int) -> int:
        """Return how many changes were announced, as soon as it is not `seen` any more, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.changes != seen, timeout=_WAIT)
            return self.changes


def _live(page: bytes) -> bytes:
    """Return a page with the script that loads it again."""
    return page.replace(_POLICY, _PREVIEW_POLICY, 1).replace(b"</head>", _TAG, 1)


class _Handler(SimpleHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        if self.headers.get("Host", "").rpartition(":")[0] not in _NAMES:
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"This preview is for the machine that it runs on.\n")
        elif self.path == _EVENTS:
            self._send_changes()
        elif self.path == _SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _JAVASCRIPT.encode())
        elif self.path.partition("?")[0] == BOARD:
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", _live(self.server.board()))
        elif (page := self._read_page(self.path)) is not None:
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", page)
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page where an address leads nowhere."""
        page = self._read_page("/404.html") if code == HTTPStatus.NOT_FOUND else None
        if page is None:
            super().send_error(code, message, explain)
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", page)

    def _is_private(self, path: Path) -> bool:
        """Tell whether `path` is hidden, or leads out of the site by a link."""
        root = Path(self.directory).resolve()
        inside = path.resolve().is_relative_to(root)
        return not inside or any(part.startswith(".") for part in path.resolve().relative_to(root).parts)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send nothing that is private."""
        if self._is_private(Path(self.translate_path(self.path))):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: object) -> None:  # noqa: ARG002  # we never list
        """Send the page for addresses that lead nowhere: a site lists no folders."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Let the browser keep nothing: the next build may change it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base class
        """Print nothing: the terminal is for problems."""

    def _read_page(self, link: str) -> bytes | None:
        """Return the page at `link` with the script that loads it again, or None if no page is there."""
        path = Path(self.translate_path(link))
        if self._is_private(path):
            return None
        if path.is_dir() and link.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix != ".html" or not path.is_file():
            return None
        return _live(path.read_bytes())

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_changes(self) -> None:
        """Send an event for every change, until the browser leaves or the server ends."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = self.server.changes
        with suppress(ConnectionError):
            while True:
                changes = self.server.wait(seen)
                self.wfile.write(b"data: changed\n\n" if changes != seen else b": still here\n\n")
                seen = changes
                self.wfile.flush()
