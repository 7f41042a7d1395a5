"""A preview that runs as a process of its own, for tests that look at it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.conftest import PROJECT, SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def serving(content: Path, output: Path, *options: str) -> Iterator[int]:
    """Run the preview of the folder `content`, and yield its port."""
    command = [sys.executable, "-m", "khabarnama", "serve", "--content", str(content), "--port", "8765"]
    command += ["--output", str(output), *options]
    env = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=PROJECT, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            match = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
            assert match
            yield int(match[1])
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=SECONDS)


def get(port: int, link: str, host: str | None = None) -> tuple[int, str]:
    """Return status and text of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", link, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def ask(port: int, request: str) -> tuple[int, str]:
    """Return status and text that answer a request which is written out; 0 where nothing does."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as connection:
        connection.sendall(request.encode("latin-1"))
        answer = b"".join(iter(partial(connection.recv, 65536), b"")).decode("utf-8", "replace")
    return int(answer.split()[1]) if answer.startswith("HTTP/") else 0, answer


def listen(port: int) -> Iterator[dict[str, Any]]:
    """Yield each state of the site as a browser is told of it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", "/__preview/events")
    events = connection.getresponse()
    while line := events.readline():
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))
    connection.close()
