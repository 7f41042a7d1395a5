"""What a build has to do: which parts of the site are as they were, and which files of the others are to be made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

    from khabarnama.building.ledger import File, Ledger, Row


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its path below the output folder, the key of all that it is made from, and how.

    `make` is given what renders pages. One is `heavy` where making it takes longer than starting a process.
    """

    path: str
    key: bytes
    make: Callable[[Any], bytes]
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Some files of the site that are made from the same: they are looked into only if their common `key` changes.

    `make` gives the files, and the lines of their pages in the site's map.
    """

    name: str
    key: bytes
    make: Callable[[], tuple[Sequence[Output], str]]


@dataclass(slots=True)
class Change:
    """A part that is new or changed: its files, those of them that are as they were, and what it lists."""

    part: Part
    outputs: Sequence[Output]
    listed: str
    kept: dict[str, File]


@dataclass(slots=True)
class Plan:
    """The site that is wanted beside the one that is `held`, by part, as `ledger` knows it."""

    held: Mapping[str, Row]
    ledger: Ledger
    parts: dict[str, Part] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def add(self, parts: Iterable[Part]) -> None:
        """Want `parts` too."""
        for part in parts:
            self.parts[part.name] = part
            row = self.held.get(part.name)
            if row is None or row.key != part.key:
                self.changes[part.name] = _compare(part, row)

    def listed(self, name: str) -> str:
        """Return what the part `name` lists in the site's map."""
        if name in self.changes:
            return self.changes[name].listed
        if not self._known:
            self._known = self.ledger.listed()
        return self._known[name]

    @property
    def gone(self) -> Sequence[str]:
        """The parts that are not wanted any more."""
        return [name for name in self.held if name not in self.parts]

    def dropped(self) -> Iterator[File]:
        """Yield the files of the last site that are not wanted as they are."""
        for name in (*self.changes, *self.gone):
            if name in self.held:
                kept = self.changes[name].kept if name in self.changes else {}
                yield from (file for path, file in self.held[name].unfold().items() if path not in kept)

    def fresh(self) -> Iterator[tuple[str, Output]]:
        """Yield the files that are to be made, each with its part."""
        for name, change in self.changes.items():
            yield from ((name, output) for output in change.outputs if output.path not in change.kept)

    def kept(self, name: str) -> Mapping[str, File]:
        """Return the files of the part `name` that are wanted as they are, by path; none of a part that is gone."""
        if name in self.changes:
            return self.changes[name].kept
        return self.held[name].unfold() if name in self.parts else {}

    def find(self, name: str, paths: Set[str]) -> Iterator[Output]:
        """Yield the files `paths` of the part `name`, to be made again."""
        outputs = self.changes[name].outputs if name in self.changes else self.parts[name].make()[0]
        yield from (output for output in outputs if output.path in paths)


def _compare(part: Part, row: Row | None) -> Change:
    outputs, listed = part.make()
    held = row.unfold() if row else {}
    same = (held[output.path] for output in outputs if output.path in held and held[output.path].key == output.key)
    return Change(part, outputs, listed, {file.path: file for file in same})
