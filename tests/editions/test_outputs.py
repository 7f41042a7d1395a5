"""The files of the site: none takes the place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.building.plan import Output
from khabarnama.editions.outputs import file_outputs, refuse_two_of_a_place
from khabarnama.editions.writing import _write
from khabarnama.problems import KhabarnamaError

if TYPE_CHECKING:
    from pathlib import Path


def test_two_new_files_of_one_place_are_refused() -> None:
    """The place is named, once for however many."""
    outputs = list(file_outputs([("a.html", b"1"), ("b.html", b"1"), ("a.html", b"2"), ("a.html", b"3")]))

    with pytest.raises(KhabarnamaError) as refused:
        refuse_two_of_a_place(outputs)

    assert [problem.path for problem in refused.value.problems] == ["a.html"]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """It is of a part that has not changed, and may be live."""
    (tmp_path / "a.html").write_bytes(b"1")

    with pytest.raises(KhabarnamaError, match="a place of its own"):
        _write(Output("a.html", b"key", lambda _: b"2"), b"2", tmp_path)

    assert (tmp_path / "a.html").read_bytes() == b"1"
