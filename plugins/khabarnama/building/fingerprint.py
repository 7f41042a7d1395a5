"""What a build's results depend on, as short keys: same key, same bytes."""

from __future__ import annotations

import hashlib
import json
import marshal
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = Path(__file__).parent.parent
SIZE = 16  # bytes
_FORM = 0  # of what is marshalled: it says the same of what is the same, however that is kept in memory
_PLAIN = {str, bytes, int, float, bool, type(None)}
_SEVERAL = (tuple, list)
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
    return quick_digest(marshal.dumps(_spell(parts), _FORM))


def _spell(parts: Iterable[object]) -> list[object]:
    """Return `parts` with what stands for each that is no string or number."""
    return [part if type(part) in _PLAIN else _stand_for(part) for part in parts]


def _stand_for(part: object) -> object:
    if isinstance(part, _SEVERAL):
        return _spell(part)
    key = getattr(part, "key", None)
    return repr(part) if key is None else key


def quick_digest(data: bytes) -> bytes:
    """Return the key of `data` as most processors make it quickest: it stands in no address."""
    return hashlib.sha256(data).digest()[:SIZE]


def code_key() -> bytes:
    """Return the key of our own code and data, of Python and of the libraries that shape a page."""
    versions = tuple(version(name) for name in _LIBRARIES)
    return fingerprint(sys.version, versions, files_key(PACKAGE.rglob("*.py"), PACKAGE), _data_key())


def _data_key() -> bytes:
    return files_key(PACKAGE.glob("data/*.toml"), PACKAGE)


def files_key(paths: Iterable[Path], folder: Path) -> bytes:
    """Return the key of the names, below `folder`, and the contents of `paths`."""
    return fingerprint(
        tuple((path.relative_to(folder).as_posix(), digest(path.read_bytes())) for path in sorted(paths))
    )
