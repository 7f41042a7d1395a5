"""Fetches Sveltia CMS from npm, checks it, and keeps what /admin/ needs: `python theme/admin/fetch.py`."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

VERSION = "0.221.1"
# As npm names it: of another version, `npm view @sveltia/cms@VERSION dist.integrity`.
INTEGRITY = "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="
TARGET = Path(__file__).parent / "sveltia"
# What is left out is asked for in rare cases only: other languages of the interface, HEIC pictures, coloured code.
KEPT = (
    "LICENSE.txt",
    "npm/index.js",
    "npm/chunks/react-B",
    "npm/assets/material-",
    "npm/assets/noto-",
    "npm/assets/source-",
)


def main() -> int:
    """Fetch and unpack; 1 if the package is not the one we know."""
    with tempfile.TemporaryDirectory() as folder:
        command: list[str] = ["npm", "pack", "--silent", "--pack-destination", folder, f"@sveltia/cms@{VERSION}"]
        subprocess.run(command, check=True, stdout=sys.stderr)
        (package,) = Path(folder).glob("*.tgz")
        found = "sha512-" + base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        if found != INTEGRITY:
            sys.stderr.write(f"package must have the hash {INTEGRITY}, found {found}\n")
            return 1
        _unpack(package)
    return 0


def _unpack(package: Path) -> None:
    with tarfile.open(package) as archive:
        for member in archive.getmembers():
            name = member.name.removeprefix("package/")
            if name.startswith(KEPT) and not name.endswith(".map"):
                target = TARGET / name.removeprefix("npm/")
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.extractfile(member) or BytesIO() as file:
                    target.write_bytes(file.read())


if __name__ == "__main__":
    sys.exit(main())
