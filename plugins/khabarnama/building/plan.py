"""What a build has to do: which parts the site is made of, and which of them are as they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from khabarnama.building.ledger import Ledger, Row
    from khabarnama.building.making import Made


class Output(NamedTuple):
    """A file of the site: its path below the output folder, the key of all that it is made from, and the `source`.

    Files of one `kind` are made in the same way, and many of them together.
    """

    path: str
    key: bytes
    kind: str
    source: Any


class Part(NamedTuple):
    """Some files of the site that are made from the same: they are looked into only if their common `key` changes.

    `make` gives the files, and the lines of their pages in the site's map. A part is `heavy` where making one of its
    files may take longer than starting a process, and `last` where it is made of what the others list. Parts show much
    of the same where `near` is about the same number: they are best made one after the other.
    """

    name: str
    key: bytes
    make: Callable[[], tuple[Sequence[Output], bytes]]
    heavy: bool = False
    last: bool = False
    near: int = 0


@dataclass(slots=True)
class Plan:
    """The site that is wanted beside the one that is `held`, by part, as `ledger` knows it; what of it was `made`."""

    held: Mapping[str, Row]
    ledger: Ledger
    parts: dict[str, Part] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    _known: dict[str, bytes] = field(default_factory=dict)

    def add(self, parts: Iterable[Part]) -> None:
        """Want `parts` too."""
        self.parts.update((part.name, part) for part in parts)

    @property
    def changed(self) -> Sequence[Part]:
        """The parts that are new, or made from something else than they were."""
        return [part for name, part in self.parts.items() if name not in self.held or self.held[name].key != part.key]

    @property
    def gone(self) -> Sequence[Row]:
        """The parts that are not wanted any more."""
        return [row for name, row in self.held.items() if name not in self.parts]

    def listed(self, name: str) -> bytes:
        """Return what the part `name` lists in the site's map."""
        if name in self.made:
            return self.made[name].listed
        if not self._known:
            self._known = self.ledger.listed()
        return self._known[name]

    @property
    def rows(self) -> Sequence[Row]:
        """The whole site, when all is made."""
        return [self.made[name].row if name in self.made else self.held[name] for name in self.parts]
