"""The preview, as a real process with real requests."""

from __future__ import annotations

import http.client
import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ARTICLE, SECONDS, khabarnama
from tests.serving import ask, get, listen, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def littered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Run a preview in whose site lies what no build puts there, and yield its port."""
    folder = tmp_path_factory.mktemp("littered")
    (folder / "content/2024/11/29").mkdir(parents=True)
    (folder / "content/2024/11/29/first.ur.txt").write_text(ARTICLE.format(headline="پہلی خبر شائع ہو گئی ہے"))
    with serving(folder / "content", folder / "preview/site") as port:
        _litter(folder / "preview/site", folder)
        yield port


def _litter(site: Path, outside: Path) -> None:
    (outside / "secret.html").write_text("secret")
    for name in (".git", "index"):
        (site / name).mkdir()
    for name in ("pipe.html", "pipe.txt"):
        os.mkfifo(site / name)
    for name in (".hidden", ".git/config"):
        (site / name).write_text("secret")
    for name in ("link.html", "link.txt", "index/index.html"):
        (site / name).symlink_to(outside / "secret.html")
    (site / "folder").symlink_to(outside)
    (site / "round.txt").symlink_to("round.txt")
    (site / "own.html").symlink_to("404.html")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """Run a preview of a small site, and yield its port and its content folder; it ends with the test."""
    content = tmp_path / "content"
    (content / "2024/11/29").mkdir(parents=True)
    (content / "2024/11/29/first.ur.txt").write_text(ARTICLE.format(headline="پہلی خبر شائع ہو گئی ہے"))
    with serving(content, tmp_path / "preview" / "site") as port:
        yield port, content


def headers(port: int, link: str) -> http.client.HTTPMessage:
    """Return the headers of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", link)
    answer = connection.getresponse()
    connection.close()
    return answer.headers


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


def test_a_second_preview_says_where_the_first_is(preview: tuple[int, Path]) -> None:
    """Two would write the same pages for two addresses."""
    port, content = preview

    second = khabarnama("serve", "--content", str(content), "--output", str(content.parent / "preview/site"))

    assert second.returncode == 1
    assert second.stderr == (
        f"preview:0: error: this project is shown already, at http://127.0.0.1:{port}/ "
        "(look there; Ctrl-C in its window ends it)\n"
    )


def test_a_new_article_shows_at_once(preview: tuple[int, Path]) -> None:
    """A change is built, and the browser is told that the site is another one."""
    port, content = preview
    states = listen(port)
    before = next(states)

    (content / "2024/11/29/second.ur.txt").write_text(ARTICLE.format(headline="دوسری خبر شائع ہو گئی ہے"))
    after = next(states)

    assert after["site"] != before["site"]
    assert get(port, "/ur/2024/11/29/second/")[0] == 200


def test_a_problem_is_told_and_taken_back(preview: tuple[int, Path]) -> None:
    """Every problem comes with its file, line, message and hint; a build that changes no page is no other site."""
    port, content = preview
    states = listen(port)
    before = next(states)

    (content / "2024/11/29/second.ur.txt").write_text("ملک: رووس\n\n" + ARTICLE.format(headline="دوسری خبر"))
    wrong = next(states)
    (content / "2024/11/29/second.ur.txt").unlink()
    mended = next(states)

    (problem,) = wrong["problems"]
    assert (problem["path"].rpartition("/")[2], problem["line"], problem["level"]) == ("second.ur.txt", 1, "error")
    assert "رووس" in problem["message"]
    assert wrong["site"] == before["site"]
    assert mended["count"] == 0


def test_only_the_previews_own_script_may_run(preview: tuple[int, Path]) -> None:
    """Its mark is another one for each page that is sent; no other site may frame a page."""
    port, _ = preview

    pages = [get(port, "/ur/")[1] for _ in range(2)]
    marks = [re.findall(r"script-src 'nonce-([\w-]+)'", page) for page in pages]

    assert [len(found) for found in marks] == [1, 1]
    assert marks[0] != marks[1]
    assert [f'nonce="{found[0]}"' in page for found, page in zip(marks, pages, strict=True)] == [True, True]
    assert "unsafe" not in pages[0]
    assert "frame-ancestors 'none'" in headers(port, "/ur/")["Content-Security-Policy"]


def test_no_file_of_the_site_knows_of_the_preview(preview: tuple[int, Path], tmp_path: Path) -> None:
    """Script, style and address of the preview are in what is sent, never in what is built."""
    port, _ = preview
    built = [path.read_bytes() for path in (tmp_path / "preview/site").rglob("*") if path.is_file()]

    assert "/__preview/" in get(port, "/ur/")[1]
    assert built
    assert not [content for content in built if b"__preview" in content or b"khabarnama-problems" in content]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "hosts",
    [
        "Host: attacker.example",
        "Host: localhost:80, attacker.example",
        "Host: localhost.attacker.example:80",
        "Host: attacker.example#@localhost:80",
        "Host: attacker.example\r\nHost: localhost",
        "Host: localhost\r\nHost: attacker.example",
        "Host:",
        "X: y",
    ],
)
def test_who_calls_us_by_another_name_is_refused(littered: int, method: str, hosts: str) -> None:
    """A page of the web that reaches this machine by a name of its own gets nothing."""
    assert ask(littered, f"{method} /ur/ HTTP/1.1\r\n{hosts}\r\n\r\n")[0] == 403
    assert ask(littered, f"{method} /ur/ HTTP/1.1\r\nHost: LOCALHOST:{littered}\r\n\r\n")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/%00",
            "/secret.txt%00.html",
            f"/{'a' * 5000}",
            "/../secret.html",
            "/..%2f..%2fsecret.html",
            "/..\\secret.html",
        ),
        *("/%2e%2e/%2e%2e/secret.html", "//etc/passwd", "file:///etc/passwd", "/.hidden", "/%2ehidden", "/.git/config"),
        *(
            "/link.html",
            "/link.txt",
            "/folder/secret.html",
            "/index/",
            "/round.txt",
            "/pipe.html",
            "/pipe.txt",
            "/own.html",
        ),
    ],
)
def test_nothing_but_the_site_is_served(littered: int, path: str) -> None:
    """Whatever lies in the output: nothing hidden, nothing a link leads to, nothing outside, and soon."""
    status, answer = ask(littered, f"GET {path} HTTP/1.1\r\nHost: localhost:{littered}\r\n\r\n")

    assert status == 404
    assert "secret" not in answer


def test_the_translation_board_is_a_page_of_the_preview(preview: tuple[int, Path], tmp_path: Path) -> None:
    """It follows every change, and is on no disk; no build writes it."""
    port, content = preview
    events = listen(port)
    next(events)

    status, before = get(port, "/status/")
    (content / "2024/11/29/first.en.txt").write_text("First story\n\nKARACHI: It has been told, officials said.\n")
    assert not next(events)["problems"]
    after = get(port, "/status/?x")[1]

    assert status == 200
    assert "پہلی خبر شائع ہو گئی ہے" in before
    assert "/__preview/preview.js" in before
    assert "default-src 'none'; script-src 'nonce-" in before
    assert "پہلی خبر شائع ہو گئی ہے" not in after
    assert get(port, "/status/", host="attacker.example")[0] == 403
    assert not list((tmp_path / "preview/site").glob("status*"))
