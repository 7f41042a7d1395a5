"""The names that articles have had, from git: all of them asked for once, then only those of new commits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabarnama.building.store import Store
    from khabarnama.reading.history import History

_NOTE = "renames"


def find_renames(history: History, store: Store) -> list[tuple[str, str]]:
    """Return every rename in the history, oldest first: the name before and after, below the content folder."""
    if not history.head:
        return []
    known = json.loads(store.note(_NOTE) or '{"head": "", "renames": []}')
    if known["head"] == history.head:
        return [(old, new) for old, new in known["renames"]]
    goes_on = history.holds(known["head"])
    renames = [(old, new) for old, new in known["renames"]] if goes_on else []
    new = history.renames(known["head"] if goes_on else "")
    if new is None:
        return renames
    renames += new
    store.keep_note(_NOTE, json.dumps({"head": history.head, "renames": renames}))
    return renames
