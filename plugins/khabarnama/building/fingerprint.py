"""What a build's results depend on, as short keys: same key, same bytes."""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = Path(__file__).parent.parent
SIZE = 16  # bytes
# What shapes pages and pictures besides our own code.
_LIBRARIES = ("babel", "beautifulsoup4", "jinja2", "lxml", "markupsafe", "nh3", "pillow", "pyromark", "pyyaml")


def fingerprint(*parts: object) -> bytes:
    """Return a key of `parts`: strings, numbers, dates, None, what has a `key` of its own, and tuples of these."""
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


def digest_long(data: bytes) -> str:
    """Return the key of `data`, of which there is much, in hexadecimal digits: SHA-256 is built into processors."""
    return hashlib.sha256(data).hexdigest()[: 2 * SIZE]


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
