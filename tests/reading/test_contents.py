"""What lies below the content folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from khabarnama.reading.contents import survey

if TYPE_CHECKING:
    from pathlib import Path


def test_articles_pictures_and_what_is_left_alone(tmp_path: Path) -> None:
    """Articles and pictures are told apart by their names, in any case; editors' files do not count."""
    for name in ("a.ur.txt", "B.MD", "c.HTML", "d.jpg", ".hidden", "a.ur.txt~", "#a#", "Thumbs.db"):
        (tmp_path / name).write_text("x")

    contents = survey(tmp_path)

    assert [path.name for path in contents.articles] == ["B.MD", "a.ur.txt", "c.HTML"]
    assert [list(names) for names in contents.pictures.values()] == [["d.jpg"]]
    assert not contents.problems


def test_what_is_neither_is_a_problem(tmp_path: Path) -> None:
    """Nothing is passed over in silence."""
    (tmp_path / "notes.docx").write_text("x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "line\nbreak.txt").write_text("x")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "round.txt").symlink_to("round.txt")
    (tmp_path / "back").symlink_to("forth")
    (tmp_path / "forth").symlink_to("back")

    contents = survey(tmp_path)

    assert not contents.articles
    assert len(contents.problems) == 8


@pytest.mark.parametrize("name", [b"2024\xff", b"20\n24", b"\x1b[31m", "\u202e2024".encode()])
def test_a_folder_with_a_name_that_is_no_text_is_a_problem(tmp_path: Path, name: bytes) -> None:
    """Like a file with such a name: what lies in it could not be named, nor have a place on the site."""
    folder = tmp_path / os.fsdecode(name)
    folder.mkdir()
    (folder / "story.ur.txt").write_text("x")

    contents = survey(tmp_path)

    assert not contents.articles
    assert [problem.path.isprintable() for problem in contents.problems] == [True]


@pytest.mark.parametrize("is_folder", [True, False])
def test_links_out_of_the_folder_are_refused(tmp_path: Path, *, is_folder: bool) -> None:
    """Nothing outside the content folder is published through a link."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    content = tmp_path / "content"
    content.mkdir()
    (content / "link.txt").symlink_to(outside if is_folder else outside / "secret.txt")

    contents = survey(content)

    assert not contents.articles
    assert len(contents.problems) == 1
