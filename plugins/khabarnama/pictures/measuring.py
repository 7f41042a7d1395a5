"""The pictures that articles show, each opened once: how large it is, and whether it can be published at all."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import digest, fingerprint
from khabarnama.building.workers import FEW, spread
from khabarnama.pictures.photograph import (
    BROKEN,
    TALLEST,
    WIDTHS,
    has_metadata,
    is_moving,
    open_picture,
    pictures_key,
    quiet,
    upright_size,
    widths,
)
from khabarnama.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEAVIEST = 30_000_000  # bytes
_JUST_NOW = 200_000_000  # ns: a file this young may change again without its times telling
_SPEAKS = "animated picture must hold no metadata, which may tell who made it and where, found some"


@dataclass(frozen=True, slots=True)
class Measured:
    """A picture that can be published: its file, its size as it is seen, the key of its bytes, whether it moves."""

    file: str
    width: int
    height: int
    bytes: str
    moving: bool

    @property
    def key(self) -> tuple[object, ...]:
        """What changes with anything that a page shows of it."""
        return self.width, self.height, self.bytes, self.moving

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of its variants; an animation has none."""
        return () if self.moving else widths(self.width)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height under its own name: it is made no wider than the widest variant."""
        width = self.width if self.moving else min(self.width, WIDTHS[-1])
        return width, max(1, round(self.height * width / self.width))


@quiet()
def measure(file: str) -> Measured | Problem:
    """Return what can be said of the picture `file` once all of it was read."""
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(_HEAVIEST + 1)
        if len(data) > _HEAVIEST:
            message = f"picture must be at most {_HEAVIEST // 1_000_000} MB large"
            return Problem(file, 0, "error", message, "save it smaller")
        image = open_picture(data)
        width, height = upright_size(image)
        moving = is_moving(image)
        if moving and image.format != "GIF" and has_metadata(image):
            return Problem(file, 0, "error", _SPEAKS, "save it as GIF")
        image.draft("RGB", (1, 1))  # a JPEG is read to its end, but small
        image.load()
    except BROKEN as error:
        message = f"picture must be whole, of a kind that is known and of a usual size, found: {_reason(error)}"
        return Problem(file, 0, "error", message, "save it again as JPEG or PNG")
    measured = Measured(file, width, height, digest(data).hex(), moving)
    if measured.size[1] > TALLEST:
        message = f"picture must be at most {TALLEST:,} pixels high where it is shown, found {measured.size[1]:,}"
        return Problem(file, 0, "error", message, "cut it into several")
    return measured


def _reason(error: BaseException) -> str:
    """Return what a reader of Pillow's says, without the addresses that it names."""
    said = str(error).partition("<")[0].strip()
    return said or type(error).__name__


def measure_all(stamps: Mapping[str, str], workers: int, memory: Path) -> tuple[dict[str, Measured], list[Problem]]:
    """Return what is known of each picture, by its file, and what is wrong with the others.

    `stamps` are the files with what changes when they do. What is as it was is not read again: the file `memory`
    says so, unless it is damaged.
    """
    known = _remember(memory)
    measured = {file: known[file][1] for file, stamp in stamps.items() if file in known and known[file][0] == stamp}
    problems: list[Problem] = []
    files = [file for file in stamps if file not in measured]
    for results in spread(_measure_run, files, workers, alone=FEW):
        problems += [found for found in results if isinstance(found, Problem)]
        measured |= {found.file: found for found in results if isinstance(found, Measured)}
    if files or known.keys() - stamps.keys():
        _keep(memory, stamps, measured)
    return measured, problems


def _measure_run(files: Sequence[str]) -> list[Measured | Problem]:
    """Measure pictures: what a worker does."""
    return [measure(file) for file in files]


def _remember(memory: Path) -> dict[str, tuple[str, Measured]]:
    try:
        check, _, text = memory.read_text(encoding="utf-8").partition("\n")
        if check != _check(text):
            return {}
        return {file: (stamp, Measured(**values)) for file, (stamp, values) in json.loads(text).items()}
    except (OSError, ValueError, TypeError):
        return {}


def _keep(memory: Path, stamps: Mapping[str, str], measured: Mapping[str, Measured]) -> None:
    young = time.time_ns() - _JUST_NOW
    kept = {
        file: (stamps[file], asdict(found))
        for file, found in measured.items()
        if all(int(moment) < young for moment in stamps[file].split()[1:3])
    }
    text = json.dumps(kept, ensure_ascii=False)
    fresh = memory.with_suffix(".new")
    fresh.write_text(f"{_check(text)}\n{text}", encoding="utf-8")
    fresh.replace(memory)


def _check(text: str) -> str:
    return fingerprint(pictures_key(), text).hex()
