"""What a build's results depend on, as short keys: same key, same bytes."""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = Path(__file__).parent.parent
SIZE = 16  # bytes
_FORM = 0  # of what is marshalled: it says the same of what is the same, however that is kept in memory
_PLAIN = {str, bytes, int, float, bool, type(None)}
_SEVERAL = (tuple, list)
_METADATA = ".dist-info"  # https://packaging.python.org/en/latest/specifications/recording-installed-packages/
_OLD_METADATA = ".egg-info"  # whose names need not tell the version
# What shapes pages and pictures besides our own code.
_LIBRARIES = ("babel", "beautifulsoup4", "jinja2", "lxml", "markupsafe", "nh3", "pillow", "pyromark", "pyyaml")


def fingerprint(*parts: object) -> bytes:
    """Return a key of `parts`: strings, numbers, dates, None, what has a `key` of its own, and tuples of these.

    Addresses of pictures have such keys, so it stays the same from one version of Python to another.
    """
    return digest(_to_json(parts).encode("utf-8", "surrogatepass"))


def _plain(part: object) -> object:
    """Return what stands for a part that JSON has no form of."""
    key = getattr(part, "key", None)
    if key is None:
        return repr(part)
    return key.hex() if type(key) is bytes else key


_to_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_plain).encode


def digest(data: bytes) -> bytes:
    """Return the key of `data`."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()


def quick_key(*parts: object) -> bytes:
    """Return a key of `parts` as `fingerprint` does, in half the time, for this version of Python alone."""
    return plain_key(spell(parts))


def plain_key(value: Any) -> bytes:
    """Return the quick key of strings, bytes, numbers, None, and tuples or lists of nothing but these."""
    return quick_digest(marshal.dumps(value, _FORM))


def spell(parts: Iterable[Any]) -> list[object]:
    """Return `parts`, which `quick_key` takes, as `plain_key` does: with what stands for each that is not plain."""
    return [
        part if type(part) in _PLAIN else _stand_for(part) if (key := getattr(part, "key", None)) is None else key
        for part in parts
    ]


def _stand_for(part: object) -> object:
    return spell(part) if isinstance(part, _SEVERAL) else repr(part)


def quick_digest(data: bytes) -> bytes:
    """Return the key of `data` as most processors make it quickest: it stands in no address."""
    return hashlib.sha256(data).digest()[:SIZE]


def version(name: str) -> str:
    """Return the version of an installed library, as its folder of metadata is named: to read that takes far longer."""
    return _installed().get(name) or _read_version(name)


@cache
def _installed() -> dict[str, str]:
    """Return the version of each library by its name in small letters; "" of one that was not installed as a wheel is.

    Where there are several, that which comes first on the path is the one that is loaded.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for name in sorted(os.listdir(folder or ".")):  # noqa: PTH208  # names alone
                if name.endswith((_METADATA, _OLD_METADATA)):
                    library, _, number = name.rpartition(".")[0].partition("-")
                    found.setdefault(library.lower(), number if name.endswith(_METADATA) else "")
    return found


def _read_version(name: str) -> str:
    from importlib import metadata  # noqa: PLC0415  # it takes a tenth of the time of a build that changes nothing

    return metadata.version(name)


def code_key() -> bytes:
    """Return the key of our own code and data, of Python and of the libraries that shape a page."""
    versions = tuple(version(name) for name in _LIBRARIES)
    return fingerprint(sys.version, versions, folder_key(PACKAGE, ".py"), folder_key(PACKAGE / "data", ".toml"))


def folder_key(folder: Path, ending: str = "") -> bytes:
    """Return the key of the names and the contents of all files below `folder` whose name has the `ending`."""
    found = (os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)  # noqa: PTH118  # strings
    paths = sorted(path for path in found if path.endswith(ending) and os.path.isfile(path))  # noqa: PTH113
    return quick_key([(path[len(str(folder)) :], quick_digest(Path(path).read_bytes())) for path in paths])


def files_key(paths: Iterable[Path], folder: Path) -> bytes:
    """Return the key of the names, below `folder`, and the contents of `paths`."""
    return fingerprint(
        tuple((path.relative_to(folder).as_posix(), digest(path.read_bytes())) for path in sorted(paths))
    )
