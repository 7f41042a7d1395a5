"""Publishing, to a real repository."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.conftest import ARTICLE, PROJECT, khabarnama
from tests.site.links import broken, pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADDRESS = "https://example.org/repo"


def git(folder: Path, *words: str) -> str:
    """Run git in `folder` and return what it says."""
    names = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main")
    command = ["git", *names, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a committed project of one article, with a bare repository as its remote."""
    folder = tmp_path / "project"
    (folder / "content/2024/11/29").mkdir(parents=True)
    settings = (PROJECT / "pelicanconf.py").read_text().replace('["plugins"]', repr([str(PROJECT / "plugins")]))
    (folder / "pelicanconf.py").write_text(settings.replace('"theme"', repr(str(PROJECT / "theme"))))
    (folder / ".gitignore").write_text(".khabarnama/\n__pycache__/\n")
    (folder / "content/2024/11/29/story.ur.txt").write_text(ARTICLE.format(headline="شہر میں کتاب میلہ شروع ہو گیا"))
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(folder, "init", "-q")
    git(folder, "config", "user.name", "Editor")
    git(folder, "config", "user.email", "editor@example.org")
    git(folder, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "First")
    return folder


def publish(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Publish the project."""
    return khabarnama("publish", *(words or ("--siteurl", ADDRESS)), cwd=project)


def published(project: Path) -> dict[str, str]:
    """Return the files of the published branch, with the hashes of what they hold."""
    lines = git(project, "ls-tree", "-r", "-z", "origin/gh-pages").split("\0")
    return {line.split("\t")[1]: line.split()[2] for line in lines if line}


def test_what_is_pushed_is_the_built_site(project: Path) -> None:
    """The branch holds just the site, again and again, and its links lie below the address."""
    assert publish(project).returncode == 0
    git(project, "fetch", "-q")
    first = published(project)
    again = publish(project)
    (project / "content/2024/11/29/second.ur.txt").write_text(ARTICLE.format(headline="دوسری خبر شائع ہو گئی ہے"))
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Second")
    assert publish(project).returncode == 0
    git(project, "fetch", "-q")
    site = project / ".khabarnama/publish/site"

    assert "nothing has changed" in again.stdout
    assert set(published(project)) == {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert "ur/2024/11/29/second/index.html" in set(published(project)) - set(first)
    assert 'href="/repo/ur/"' in (site / "index.html").read_text(encoding="utf-8")
    assert git(project, "rev-list", "--count", "origin/gh-pages").strip() == "2"
    assert git(project, "status", "--porcelain") == ""


def test_every_link_of_what_is_pushed_leads_somewhere(project: Path, tmp_path: Path) -> None:
    """The branch as anybody gets it, served below the path of a repository, lacks nothing."""
    assert publish(project).returncode == 0
    git(project, "fetch", "-q")

    git(project, "worktree", "add", "-q", "--detach", str(tmp_path / "pushed"), "origin/gh-pages")

    assert list(pages(tmp_path / "pushed"))
    assert broken(tmp_path / "pushed", urlsplit(ADDRESS).path) == []


def test_the_address_follows_from_github(project: Path) -> None:
    """Without --siteurl the remote's name tells it; another host must be told."""
    assert "address of the site must be given" in publish(project, "--remote", "origin").stderr


def test_a_domain_of_ones_own_stays(project: Path) -> None:
    """GitHub keeps it on the branch, in the file CNAME; from then on it is the site's address."""
    assert publish(project).returncode == 0
    git(project, "worktree", "add", "-q", "../branch", "gh-pages")
    (project.parent / "branch/CNAME").write_text("news.example.org")
    git(project.parent / "branch", "add", "CNAME")
    git(project.parent / "branch", "commit", "-qm", "Create CNAME")
    git(project.parent / "branch", "push", "-q", "origin", "gh-pages")
    git(project, "worktree", "remove", "../branch")

    run = publish(project, "--remote", "origin")

    assert "it will show at https://news.example.org/" in run.stdout, run.stderr
    assert git(project, "show", "origin/gh-pages:CNAME").strip() == "news.example.org"
    assert 'href="/ur/"' in git(project, "show", "origin/gh-pages:index.html")


def _dirty(project: Path) -> None:
    (project / "content/2024/11/29/new.ur.txt").write_text("x")


def _broken(project: Path) -> None:
    (project / "content/2024/11/29/new.ur.txt").write_text("ملک: رووس\n\nx")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Broken")


def _empty(project: Path) -> None:
    git(project, "rm", "-q", "content/2024/11/29/story.ur.txt")
    (project / "content").mkdir(exist_ok=True)
    (project / "content/.keep").write_text("")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Empty")


def _on_branch(project: Path) -> None:
    git(project, "switch", "-qc", "gh-pages")


def _without_remote(project: Path) -> None:
    git(project, "remote", "remove", "origin")


def _unreachable(project: Path) -> None:
    git(project, "remote", "set-url", "origin", str(project / "nowhere.git"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_dirty, "everything must be committed to be published, found changes in content/2024/11/29/new.ur.txt"),
        (_broken, "site must be without problems"),
        (_empty, "site must hold a story"),
        (_on_branch, "must hold the built site only"),
        (_without_remote, "remote must be one of this repository's"),
        (_unreachable, "must be reachable"),
    ],
)
def test_what_cannot_be_published_is_refused(project: Path, spoil: Callable[[Path], None], said: str) -> None:
    """It is said in one line, without a traceback, and nothing is pushed."""
    remote = project.parent / "remote.git"
    spoil(project)

    refused = publish(project)

    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    assert git(remote, "branch", "--list") == ""
