"""The preview, as a real process with real requests."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ARTICLE, PROJECT, SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """Run a preview of a small site, and yield its port and its content folder; it ends with the test."""
    content = tmp_path / "content"
    (content / "2024/11/29").mkdir(parents=True)
    (content / "2024/11/29/first.ur.txt").write_text(ARTICLE.format(headline="پہلی خبر شائع ہو گئی ہے"))
    command = [sys.executable, "-m", "khabarnama", "serve", "--content", str(content), "--port", "8765"]
    command += ["--output", str(tmp_path / "preview" / "site")]
    env = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=PROJECT, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            match = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
            assert match
            yield int(match[1]), content
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


def test_preview(preview: tuple[int, Path]) -> None:
    """Pages are there, a wrong address shows the site's own page, foreign hosts and paths outside get nothing."""
    port, _ = preview

    assert get(port, "/ur/2024/11/29/first/")[0] == 200
    assert "first" in get(port, "/")[1]
    assert get(port, "/nowhere/")[0] == 404
    assert "صفحہ نہیں ملا" in get(port, "/nowhere/")[1]
    assert get(port, "/", host=f"attacker.example:{port}")[0] == 403
    assert get(port, "/../../etc/passwd")[0] == 404
    assert get(port, "/theme/fonts/")[0] == 404
    assert get(port, "/.nojekyll")[0] == 404


def test_a_new_article_shows_at_once(preview: tuple[int, Path]) -> None:
    """A change is built, and the browser is told to look again."""
    port, content = preview
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", "/__changes")
    events = connection.getresponse()

    (content / "2024/11/29/second.ur.txt").write_text(ARTICLE.format(headline="دوسری خبر شائع ہو گئی ہے"))

    assert any(events.readline() == b"data: changed\n" for _ in range(20))
    assert get(port, "/ur/2024/11/29/second/")[0] == 200
    connection.close()


def test_a_link_out_of_the_site_is_not_followed(preview: tuple[int, Path], tmp_path: Path) -> None:
    """Whatever lies in the output, nothing outside it is served."""
    port, _ = preview
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "preview/site/link.html").symlink_to(tmp_path / "secret.html")

    assert get(port, "/link.html")[0] == 404


def test_the_translation_board_is_a_page_of_the_preview(preview: tuple[int, Path], tmp_path: Path) -> None:
    """It follows every change, and is on no disk; no build writes it."""
    port, content = preview
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", "/__changes")
    events = connection.getresponse()

    status, before = get(port, "/status/")
    (content / "2024/11/29/first.en.txt").write_text("First story\n\nKARACHI: It has been told, officials said.\n")
    assert any(events.readline() == b"data: changed\n" for _ in range(20))
    after = get(port, "/status/?x")[1]
    connection.close()

    assert status == 200
    assert "پہلی خبر شائع ہو گئی ہے" in before
    assert "/__changes.js" in before
    assert "default-src 'none'; script-src 'self'" in before
    assert "پہلی خبر شائع ہو گئی ہے" not in after
    assert get(port, "/status/", host="attacker.example")[0] == 403
    assert not list((tmp_path / "preview/site").glob("status*"))
