"""What the output holds, as it is written down."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from khabarnama.building.ledger import File, fold, transaction

NAMES = ["index.html", "a b,c.jpg", 'a"b\\.png', "a\nb.jpg", "شہر.jpg", ""]


@pytest.mark.parametrize("count", range(len(NAMES) + 1))
def test_a_row_holds_its_files(count: int) -> None:
    """Whatever they are called, and also where there are none."""
    files = [File(name, bytes(range(16)), size, 10**18 + size) for size, name in enumerate(NAMES[:count])]

    assert list(fold("part", b"key", files).unfold().items()) == [(file.path, file) for file in files]


def test_a_full_disk_is_told_as_such() -> None:
    """Not that there is nothing to undo: SQLite itself has undone all."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("create table kept (value blob)")
        connection.execute("pragma max_page_count = 4")
        with pytest.raises(sqlite3.OperationalError, match="full"), transaction(connection) as run:
            run.execute("insert into kept values (zeroblob(1000000))")

        assert connection.execute("select count(*) from kept").fetchone() == (0,)
