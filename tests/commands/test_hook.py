"""What the hook before a commit keeps from being committed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.commands.repository import commit, git, run_git, write
from tests.conftest import ARTICLE, PROJECT, khabarnama

if TYPE_CHECKING:
    from pathlib import Path

DAY = "content/2024/11/29"
GOOD = ARTICLE.format(headline="شہر میں کتاب میلہ شروع ہو گیا")
BAD_LAND = f"ملک: رووس\n\n{GOOD}"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a git repository of the project's code and one article, with the hook switched on."""
    (tmp_path / "plugins").symlink_to(PROJECT / "plugins")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / ".githooks").symlink_to(PROJECT / ".githooks")
    (tmp_path / ".gitignore").write_text("Makefile\n.venv\nplugins\n.githooks\n")
    (tmp_path / "Makefile").write_text((PROJECT / "Makefile").read_text())
    write(tmp_path, f"{DAY}/good.ur.txt", GOOD)
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "Editor")
    git(tmp_path, "config", "user.email", "editor@example.org")
    commit(tmp_path, "First")
    return tmp_path


def test_a_broken_article_is_not_committed(repository: Path) -> None:
    """With the hook a commit with an error is refused, and its reason shown; once mended it goes through."""
    subprocess.run(["make", "hooks"], cwd=repository, check=True, capture_output=True)
    write(repository, f"{DAY}/land.ur.txt", BAD_LAND)
    git(repository, "add", "-A")

    refused = run_git(repository, "commit", "-qm", "Broken")
    write(repository, f"{DAY}/land.ur.txt", GOOD)
    git(repository, "add", "-A")
    accepted = run_git(repository, "commit", "-qm", "Mended")

    assert refused.returncode != 0
    assert f"{DAY}/land.ur.txt:1: error: country must be a known one" in refused.stdout + refused.stderr
    assert accepted.returncode == 0, accepted.stderr


def test_the_hook_reads_what_is_staged(repository: Path) -> None:
    """What lies beside it, not staged, neither keeps a good commit back nor lets a broken one through."""
    git(repository, "config", "core.hooksPath", ".githooks")
    write(repository, f"{DAY}/other.ur.txt", BAD_LAND)
    write(repository, f"{DAY}/land.ur.txt", GOOD)
    git(repository, "add", f"{DAY}/land.ur.txt")
    write(repository, f"{DAY}/land.ur.txt", BAD_LAND)

    good = run_git(repository, "commit", "-qm", "Good")
    git(repository, "add", f"{DAY}/land.ur.txt")
    write(repository, f"{DAY}/land.ur.txt", GOOD)
    broken = run_git(repository, "commit", "-qm", "Broken")

    assert good.returncode == 0, good.stdout + good.stderr
    assert broken.returncode != 0


def test_a_commit_of_some_files_is_held_back_by_these_only(repository: Path) -> None:
    """`git commit -- FILE` leaves what else is staged for another time, and `git commit -a` takes all."""
    git(repository, "config", "core.hooksPath", ".githooks")
    write(repository, f"{DAY}/land.ur.txt", BAD_LAND)
    git(repository, "add", "-A")
    write(repository, f"{DAY}/good.ur.txt", GOOD.replace("میلہ", "میلہ نیا"))

    some = run_git(repository, "commit", "-qm", "Good", "--", f"{DAY}/good.ur.txt")
    everything = run_git(repository, "commit", "-qam", "Broken")

    assert some.returncode == 0, some.stdout + some.stderr
    assert everything.returncode != 0


def test_a_project_without_content_can_be_committed(repository: Path) -> None:
    """Deleting the last article is no problem of the hook's."""
    git(repository, "config", "core.hooksPath", ".githooks")
    git(repository, "rm", "-rq", "content")

    assert run_git(repository, "commit", "-qm", "Empty", "--allow-empty").returncode == 0


def test_a_new_article_without_a_day_may_be_committed(repository: Path) -> None:
    """Its commit is going to be its day: a warning."""
    git(repository, "config", "core.hooksPath", ".githooks")
    write(repository, "content/undated.ur.txt", GOOD)
    git(repository, "add", "-A")

    run = run_git(repository, "commit", "-qm", "Undated")

    assert run.returncode == 0, run.stderr
    assert "warning: date must stand in the folder" in run.stdout + run.stderr


def test_the_hook_works_in_a_worktree_and_from_a_folder(repository: Path, tmp_path: Path) -> None:
    """Wherever a commit is made from."""
    git(repository, "config", "core.hooksPath", str(PROJECT / ".githooks"))
    tree = tmp_path / "tree"
    git(repository, "worktree", "add", "-q", str(tree))
    (tree / "plugins").symlink_to(PROJECT / "plugins")
    (tree / ".venv").symlink_to(sys.prefix)
    write(tree, f"{DAY}/land.ur.txt", BAD_LAND)
    git(tree, "add", "content")

    refused = run_git(tree / DAY, "commit", "-qm", "Broken")

    assert refused.returncode != 0
    assert "country must be a known one" in refused.stdout + refused.stderr


def test_standing_pages_are_checked_and_mended_too(repository: Path) -> None:
    """They need no day; what is wrong with them holds a commit back."""
    git(repository, "config", "core.hooksPath", ".githooks")
    page = write(repository, "content/pages/about.ur.md", "# ہمارے بارے میں\n\nيہ خبرنامہ ہے۔\n")

    khabarnama("check", "--fix", cwd=repository)
    git(repository, "add", "-A")
    good = run_git(repository, "commit", "-qm", "Page")
    write(repository, "content/pages/About us.ur.md", "# ہمارے بارے میں\n\nيہ خبرنامہ ہے۔\n")
    git(repository, "add", "-A")
    broken = run_git(repository, "commit", "-qm", "Broken")

    assert page.read_text() == "# ہمارے بارے میں\n\nیہ خبرنامہ ہے۔\n"
    assert good.returncode == 0, good.stdout + good.stderr
    assert "page must have a name of small Latin letters" in broken.stdout + broken.stderr
    assert broken.returncode != 0


def test_a_commit_without_articles_is_not_held_up(repository: Path) -> None:
    """Where nothing of the content is staged, nothing is read."""
    git(repository, "config", "core.hooksPath", ".githooks")
    write(repository, "notes.txt", "x")
    git(repository, "add", "notes.txt")

    assert run_git(repository, "commit", "-qm", "Notes").returncode == 0


def test_a_standing_page_is_staged_as_what_it_is(repository: Path) -> None:
    """It needs no day, and is refused for what is wrong with it as it is staged."""
    git(repository, "config", "core.hooksPath", ".githooks")
    page = write(repository, "content/pages/about.en.md", "title: About us\n\nWe are a digest.\n")
    git(repository, "add", "-A")

    good = run_git(repository, "commit", "-qm", "About")
    page.write_text("title: About us\nauthro: me\n\nWe are a digest.\n")
    git(repository, "add", "-A")
    broken = run_git(repository, "commit", "-qm", "Broken")

    assert good.returncode == 0, good.stderr
    assert "date" not in good.stdout + good.stderr
    assert broken.returncode != 0
    assert "content/pages/about.en.md:2: error: header key must be a known one" in broken.stdout + broken.stderr
