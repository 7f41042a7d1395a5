"""What has been renamed is found under its old address too: git knows the names that a file has had."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from khabarnama.commands.build import Options, build
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "ماسکو میں {} ملاقات\n\nماسکو: (رائٹرز) روس کے صدر نے {} وفد سے ملاقات کی ہے اور شکریہ ادا کیا ہے۔\n"


class Digest:
    """A digest in a git repository of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._git("init", "-q")

    def _git(self, *words: str) -> None:
        identity = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
        subprocess.run(["git", *identity, *words], cwd=self.folder, check=True, capture_output=True, timeout=60)

    def write(self, name: str, word: str = "پہلی") -> None:
        """Write an article and commit it."""
        path = self.folder / "content/2024/11/29" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(word, word))
        self.commit()

    def rename(self, old: str, new: str) -> None:
        """Rename an article and commit that."""
        day = self.folder / "content/2024/11/29"
        (day / new).parent.mkdir(parents=True, exist_ok=True)
        (day / old).rename(day / new)
        self.commit()

    def commit(self) -> None:
        """Commit all."""
        self._git("add", "-A")
        self._git("commit", "-q", "-m", "Content")

    def build(self) -> Path:
        """Build the site below a path and return its folder."""
        siteurl = "https://news.example/repo"
        site = self.folder / "site"
        assert build(Options(PROJECT / "pelicanconf.py", self.folder / "content", site, siteurl))
        return site


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    """Return a digest with one article."""
    made = Digest(tmp_path)
    made.write("visit.ur.txt")
    return made


def goal(site: Path, address: str) -> str | None:
    """Return where the page at `address` leads to by itself."""
    page = site / address / "index.html"
    found = BeautifulSoup(page.read_bytes(), "lxml").select_one("meta[http-equiv=refresh]") if page.exists() else None
    return str(found["content"]).partition("url=")[2] if found else None


def test_an_old_name_leads_on(digest: Digest) -> None:
    """Renamed, and renamed again to another day: both old addresses lead to the story as it is called now."""
    digest.build()
    digest.rename("visit.ur.txt", "moscow-visit.ur.txt")
    digest.build()
    digest.rename("moscow-visit.ur.txt", "../30/moscow-talks.ur.txt")

    site = digest.build()

    assert goal(site, "ur/2024/11/29/visit") == "/repo/ur/2024/11/30/moscow-talks/"
    assert goal(site, "ur/2024/11/29/moscow-visit") == "/repo/ur/2024/11/30/moscow-talks/"
    assert goal(site, "ur/2024/11/30/moscow-talks") is None
    assert "/ur/2024/11/29/visit" not in (site / "sitemap.xml").read_text()


def test_a_new_story_takes_an_old_name(digest: Digest) -> None:
    """An address that a story has is that story's, whoever had it before."""
    digest.rename("visit.ur.txt", "moscow-visit.ur.txt")
    digest.write("visit.ur.txt", "دوسری")

    site = digest.build()

    assert goal(site, "ur/2024/11/29/visit") is None
    assert "دوسری" in (site / "ur/2024/11/29/visit/index.html").read_text()


def test_deleted_means_deleted(digest: Digest) -> None:
    """A story that is taken away leaves no page, under none of its names."""
    digest.rename("visit.ur.txt", "moscow-visit.ur.txt")
    digest.write("other.ur.txt", "دوسری")
    digest.build()
    (digest.folder / "content/2024/11/29/moscow-visit.ur.txt").unlink()
    digest.commit()

    site = digest.build()

    assert {path.name for path in (site / "ur/2024/11/29").iterdir() if path.is_dir()} == {"other"}
