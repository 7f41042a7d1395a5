"""What the output holds, as it is written down."""

from __future__ import annotations

import pytest

from khabarnama.building.ledger import File, fold

NAMES = ["index.html", "a b,c.jpg", 'a"b\\.png', "a\nb.jpg", "شہر.jpg", ""]


@pytest.mark.parametrize("count", range(len(NAMES) + 1))
def test_a_row_holds_its_files(count: int) -> None:
    """Whatever they are called, and also where there are none."""
    files = [File(name, bytes(range(16)), size, 10**18 + size) for size, name in enumerate(NAMES[:count])]

    assert list(fold("part", b"key", files).unfold().items()) == [(file.path, file) for file in files]
