"""The preview's HTTP server: this machine only, the built site only, and a word to the browser when it changed.

Pages are the built ones, with a script of ours that is the only one which may run: no file of the site has it.
"""

from __future__ import annotations

import json
import re
import secrets
import stat
import sys
import threading
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from babel import Locale

from khabarnama.reading.matching import load_toml

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Mapping, Sequence

HOST = "127.0.0.1"
# What a browser on this machine calls it; any other is a page trying to reach us.
_NAMED = re.compile(r"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?", re.IGNORECASE)
BOARD = "/status/"  # the translation board, which no build writes
_EVENTS = "/__preview/events"
_OWN = {"/__preview/preview.js": "text/javascript", "/__preview/preview.css": "text/css"}
_WAIT = 15.0  # seconds between signs of life
_SHOWN = 50  # problems that the browser lists
_POLICY = b"default-src 'none';"
# What a page's own <meta> cannot forbid, or what only the preview needs to.
_HEADER_POLICY = "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
_TAG = (
    '<script src="/__preview/preview.js" defer nonce="{nonce}" data-site="{site}" data-events="/__preview/events"'
    ' data-style="/__preview/preview.css"></script></head>'
)
_EMPTY = (
    '<!DOCTYPE html><html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>{none}</title><meta'
    " http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src 'self'\"></head>"
    "<body><h1>{none}</h1></body></html>"
)


class PreviewServer(ThreadingHTTPServer):
    """Serves the folder `output`, which each build replaces, on the loopback interface.

    `make_board` makes the page of the translation board; it is asked when somebody looks, once between two changes.
    """

    daemon_threads = True

    def __init__(self, port: int, output: Path, make_board: Callable[[], bytes]) -> None:
        super().__init__((HOST, port), partial(_Handler, directory=str(output)))
        self._changed = threading.Condition()
        self.site = secrets.token_hex(4)  # another one with each change, and with each server
        self.state: Mapping[str, Any] | None = None
        self.changes = 0
        self._make_board, self._board, self._looking = make_board, (-1, b""), threading.Lock()

    def board(self) -> bytes:
        """Return the page of the translation board as it is since the last change."""
        with self._looking:
            if self._board[0] != self.changes:
                self._board = self.changes, self._make_board()
            return self._board[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left before it had all."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def announce(self, problems: Sequence[Mapping[str, Any]], *, changed: bool) -> None:
        """Tell every browser that looks at the site what is wrong with it now, and whether it has `changed`."""
        with self._changed:
            self.changes += 1
            self.site = secrets.token_hex(4) if changed else self.site
            shown = problems[:_SHOWN]
            self.state = {"site": self.site, "count": len(problems), "problems": shown, "words": _words()}
            self._changed.notify_all()

    def wait(self, seen: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """Return what was announced last, as soon as it is not `seen` any more, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.state is not seen, timeout=_WAIT)
            return self.state


def _words() -> dict[str, dict[str, str]]:
    """Return the overlay's words by language, each with its language and direction."""
    words = load_toml("preview.toml")
    return {lang: {**said, "lang": lang, "dir": Locale.parse(lang).text_direction} for lang, said in words.items()}


def _no_page() -> bytes:
    """Return the page that is shown until there is a site."""
    said = ('<h1 lang="{lang}" dir="{dir}">{none}</h1>'.format_map(words) for words in _words().values())
    return f"{_EMPTY}{''.join(said)}</body></html>".encode()


class _Handler(SimpleHTTPRequestHandler):
    server: PreviewServer

    def parse_request(self) -> bool:
        """Refuse whoever does not call this machine by its own name, whatever they ask for."""
        if not super().parse_request():
            return False
        hosts = self.headers.get_all("Host", [])
        if len(hosts) == 1 and _NAMED.fullmatch(hosts[0]):
            return True
        self._send(HTTPStatus.FORBIDDEN, "text/plain", b"This preview is for the machine that it runs on.\n")
        return False

    def do_GET(self) -> None:
        if self.path.partition("?")[0] == _EVENTS:
            self._send_changes(self.path.partition("?")[2])
        elif self.path in _OWN:
            content = Path(__file__).with_name(self.path.rpartition("/")[2]).read_bytes()
            self._send(HTTPStatus.OK, f"{_OWN[self.path]}; charset=utf-8", content)
        elif self.path.partition("?")[0] == BOARD:
            self._send_page(HTTPStatus.OK, self.server.board())
        elif (page := self._read_page(self.path)) is not None:
            self._send_page(HTTPStatus.OK, page)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        if (page := self._read_page(self.path)) is not None:
            self._send_page(HTTPStatus.OK, page)
        else:
            super().do_HEAD()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page where an address leads nowhere."""
        if code == HTTPStatus.NOT_FOUND:
            self._send_page(HTTPStatus.NOT_FOUND, self._read_page("/404.html") or _no_page())
        else:
            super().send_error(code, message, explain)

    def _is_public(self, path: Path) -> bool:
        """Tell whether `path` is a file or a folder of the site itself: not hidden, and no link leads there."""
        try:
            inside = path.relative_to(self.directory)
            mode = path.resolve(strict=True).stat().st_mode
            straight = path.resolve() == Path(self.directory).resolve() / inside
        except (OSError, ValueError, RuntimeError):  # nothing is there, or no file can have such a name
            return False
        hidden = any(part.startswith(".") for part in inside.parts)
        return straight and not hidden and (stat.S_ISREG(mode) or stat.S_ISDIR(mode))

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send nothing but what is public; a folder's page is not asked for here."""
        path = self.translate_path(self.path)
        if path.endswith("/") or not self._is_public(Path(path)):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """Let the browser keep nothing, for the next build may change it, and no other site use anything."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base class
        """Print nothing: the terminal is for problems."""

    def _read_page(self, link: str) -> bytes | None:
        """Return the page at `link`, or None if no page is there."""
        path = Path(self.translate_path(link))
        if link.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix != ".html" or not self._is_public(path) or path.is_dir():
            return None
        return path.read_bytes()

    def _send_page(self, status: HTTPStatus, page: bytes) -> None:
        """Send a page with our script; one that has a policy of its own, as the editor's, as it is."""
        if _POLICY not in page:
            self._send(status, "text/html; charset=utf-8", page)
            return
        nonce = secrets.token_urlsafe(16)
        page = page.replace(_POLICY, _POLICY + f" script-src 'nonce-{nonce}';".encode(), 1)
        page = page.replace(b"</head>", _TAG.format(nonce=nonce, site=self.server.site).encode(), 1)
        self._send(status, "text/html; charset=utf-8", page, {"Content-Security-Policy": _HEADER_POLICY})

    def _send(
        self, status: HTTPStatus, kind: str, content: bytes, headers: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_changes(self, link: str) -> None:
        """Send how things are, and whether the page at `link` is gone, until the browser leaves or the server ends."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = None
        with suppress(ConnectionError):
            while True:
                state = self.server.wait(seen)
                told = {**(state or {}), "gone": link != BOARD and self._read_page(link) is None}
                new = state is not seen
                self.wfile.write(f"data: {json.dumps(told)}\n\n".encode() if new else b": still here\n\n")
                seen = state
                self.wfile.flush()
