"""The versions of a story's articles to those that are older than what they translate."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.desk.git import read_blobs
from khabarnama.desk.log import UNCOMMITTED, Version, read_versions
from khabarnama.reading.decode import decode
from khabarnama.reading.header import split
from khabarnama.reading.matching import squeeze
from khabarnama.reading.pipeline import Surroundings, read_article
from khabarnama.understanding import load

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Pair:
    """An article and its counterpart, by their paths."""

    original: str
    counterpart: str


@dataclass(frozen=True)
class Ages:
    """What git knows of the articles below `folder`, which messages call `name`."""

    folder: Path
    name: str
    versions: Mapping[str, Sequence[Version]]

    @classmethod
    def read(cls, folder: Path, name: str) -> Ages:
        """Ask git. Raises KhabarnamaError where it does not know the folder."""
        return cls(folder, name, {f"{name}/{file}": found for file, found in read_versions(folder).items()})

    def originals(self, paths: Sequence[str]) -> list[str]:
        """Return which of a story's articles came first: more than one where one commit brought them."""
        first = {path: versions[-1].order for path in paths if (versions := self.versions.get(path))}
        return [path for path, order in first.items() if order == max(first.values())]

    def outdated(self, pairs: Iterable[Pair]) -> dict[Pair, dt.datetime | None]:
        """Return those of `pairs` whose original's text changed after its counterpart last did, and since when.

        None stands for a change that is not committed. Only versions that may matter are read, all in one call.
        """
        asked = [pair for pair in pairs if self._may_be_outdated(pair)]
        blobs = {version.blob for pair in asked for path in (pair.original, pair.counterpart)
                 for version in self.versions[path] if version.blob}  # fmt: skip
        texts = _Texts(read_blobs(self.folder, sorted(blobs)))
        found = ((pair, self._outdated(pair, texts)) for pair in asked)
        return {pair: change.moment for pair, change in found if change}

    def _may_be_outdated(self, pair: Pair) -> bool:
        original, counterpart = self.versions.get(pair.original), self.versions.get(pair.counterpart)
        return bool(original and counterpart) and original[0].order < counterpart[-1].order  # type: ignore[index]

    def _outdated(self, pair: Pair, texts: _Texts) -> Version | None:
        """Return the first change of the original's text that its counterpart does not follow."""
        last = _last_change(
            [(version, texts.said(version, pair.counterpart)) for version in self.versions[pair.counterpart]]
        )
        told = [(version, texts.told(version, pair.original)) for version in self.versions[pair.original]]
        then = next((text for version, text in told if version.order >= last.order), None)
        later = [version for version, text in told if version.order < last.order and text != then]
        return later[-1] if later and told[0][1] != then else None


def _last_change(versions: Sequence[tuple[Version, str]]) -> Version:
    """Return the newest version that says something else than the one before it."""
    for (version, text), (_, before) in pairwise(versions):
        if text != before:
            return version
    return versions[-1][0]


class _Texts:
    """What versions say, each read once; spaces and the spelling of letters and header keys do not count."""

    def __init__(self, blobs: Mapping[str, bytes]) -> None:
        self._blobs = blobs
        self._told: dict[tuple[str, str], str] = {}
        self._said: dict[tuple[str, str], str] = {}

    def told(self, version: Version, path: str) -> str:
        """Return the text that a reader gets: headline, dek and body."""
        key = (version.blob, path)
        if key not in self._told:
            article = read_article(self._data(version, path), path, Surroundings())
            self._told[key] = squeeze(" ".join([article.headline, article.dek or "", *article.paragraphs]))
        return self._told[key]

    def said(self, version: Version, path: str) -> str:
        """Return all that the file says, also in its header."""
        key = (version.blob, path)
        if key not in self._said:
            header = split(decode(self._data(version, path), path).text, path)
            fields = sorted(f"{name}={field.value}" for name, field in header.fields.items())
            self._said[key] = squeeze("\n".join([*fields, header.body]))
        return self._said[key]

    def _data(self, version: Version, path: str) -> bytes:
        if version.order != UNCOMMITTED:
            return self._blobs.get(version.blob, b"")
        data = load(Path(path))
        return data if isinstance(data, bytes) else b""
