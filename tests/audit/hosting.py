"""The built site as GitHub Pages serves it: compressed, and from 50 milliseconds away."""

from __future__ import annotations

import gzip
import io
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPRESSED = {".html", ".css", ".xml", ".svg", ".txt"}
AWAY = 0.05  # seconds; at no distance at all, fonts arrive before the first paint, as they never do


class Handler(SimpleHTTPRequestHandler):
    """Serves files, text compressed, and prints nothing."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send the header, and return what follows it."""
        time.sleep(AWAY)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, *args: object) -> None:
        """Print nothing."""


@contextmanager
def host(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of this machine, and yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
