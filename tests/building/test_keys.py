"""Files with the same key are the same, whatever was edited in between: so what keeps its key need not be written."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from khabarnama.building.ledger import Ledger
from tests.building.editing import DAYS, NAMES, Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = {
    "ur": "# ہمارے بارے میں\n\nہم یہ کرتے ہیں، اور اس لیے کرتے ہیں۔\n",
    "en": "# A page about us\n\nThis is what we do, and why we do it.\n",
}
FACTS = {  # of an article: each is changed by itself, as others show it too, or something made of it
    "headline": "title: A headline that is new\n",
    "dek": "dek: What stands below it\n",
    "time": "date: {day} 09:30\n",
    "day": "date: 2024-11-29 10:00\n",
    "countries": "countries: JP, IR\n",
    "place": "place: Lahore\n",
    "source": "source: Reuters\n",
    "update": "modified: 2024-12-01\n",
    "draft": "status: draft\n",
    "summary": "summary: In one line, what it is about\n",
}


class Memory:
    """Every file that was ever made, by its path and its key."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.known: dict[tuple[str, bytes], bytes] = {}
        self.look()

    def look(self) -> None:
        """Build the site from nothing: what has a key that was there before must be as it was then."""
        for name in ("fresh", ".khabarnama"):
            shutil.rmtree(self.project.folder / name, ignore_errors=True)
        site = self.project.build("fresh")
        state = self.project.folder / ".khabarnama/fresh/state.sqlite"
        with closing(sqlite3.connect(state)) as connection:
            files = [file for row in Ledger(connection).parts().values() for file in row.unfold().values()]
        assert {file.path for file in files} == site.keys()
        for file in files:
            before = self.known.setdefault((file.path, file.key), site[file.path])
            assert site[file.path] == before, f"{file.path} has changed, and its key has not"

    def edit(self, path: Path, change: Callable[[str], str]) -> None:
        """Look at the site after a `change` of the text `path`, and put back what was there."""
        text = path.read_text(encoding="utf-8")
        path.write_text(change(text), encoding="utf-8")
        self.look()
        path.write_text(text, encoding="utf-8")


def test_what_has_the_same_key_is_the_same(tmp_path: Path) -> None:
    """After every edit of an article that others may show, of a page, the settings, the theme and its words."""
    project = Project(tmp_path)
    for number, name in enumerate(NAMES):
        for lang in ("ur", "en") if number != 1 else ("ur",):
            project.edit("write", name, DAYS[number % 2 * 2], lang, number % 4)
    pages = tmp_path / "content/pages"
    pages.mkdir()
    for lang, text in PAGES.items():
        (pages / f"about.{lang}.md").write_text(text, encoding="utf-8")
    memory = Memory(project)

    for article in (project.articles[4], project.articles[7]):  # in the middle, one of each language
        for header in FACTS.values():
            written = header.format(day=article.parent.relative_to(tmp_path / "content").as_posix().replace("/", "-"))
            memory.edit(article, lambda text, written=written: f"{written}\n{text}")  # type: ignore[misc]
        memory.edit(article, lambda text: f"{text}\n\nOne paragraph more is told.\n")
    memory.edit(pages / "about.en.md", lambda text: text.replace("us", "them"))
    memory.edit(pages / "about.ur.md", lambda text: f"status: draft\n\n{text}")
    words = tmp_path / "theme/translations/en/LC_MESSAGES/messages.po"
    memory.edit(words, lambda text: text.replace('msgstr ""', 'msgstr "other words"'))
    memory.edit(tmp_path / "theme/templates/_card.html", lambda text: text.replace("class=", "data-own class=", 1))
    memory.edit(tmp_path / "pelicanconf.py", lambda text: text.replace('"News"', '"Other news"'))
    memory.edit(tmp_path / "pelicanconf.py", lambda text: text.replace("a.example", "b.example/repo"))
    for kind, *details in (("delete", 3), ("rename", 5, "new", DAYS[1]), ("write", "new", DAYS[1], "ur", 1)):
        project.edit(str(kind), *details)
        memory.look()
