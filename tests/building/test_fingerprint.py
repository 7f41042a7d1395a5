"""What a build's results depend on, and what they do not."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from PIL import features

from khabarnama.building import fingerprint
from khabarnama.commands.build import Options, build
from khabarnama.pictures.photograph import pictures_key
from tests.building.editing import Project
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def test_pictures_are_made_again_where_what_makes_them_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of Pillow may make other bytes, though no text and no code of ours has changed."""
    project = Project(tmp_path)
    project.edit("picture", "2024/11/28", 1)
    with (tmp_path / "pelicanconf.py").open("a") as file:
        file.write("KHABARNAMA_SHARE_PICTURES = False\n")  # which hang on Pillow too
    picture = tmp_path / "output/en/2024/11/28/gallery/photo.jpg"
    made = []
    for number in ("11.0", "12.0"):
        monkeypatch.setattr(features, "version", lambda _, number=number: number)
        pictures_key.cache_clear()
        project.edit("write", "north", "2024/11/29", "ur", int(number[1]))  # so that there is something to do
        project.build("output")
        made.append(picture.stat().st_mtime_ns)
    pictures_key.cache_clear()

    assert made[0] != made[1]


def test_the_same_bytes_with_any_number_of_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes, their number and the place and time zone of the machine leave no trace."""
    sites = []
    for workers, zone in (("1", "UTC"), ("3", "Asia/Tokyo")):
        monkeypatch.setenv("KHABARNAMA_WORKERS", workers)
        monkeypatch.setenv("TZ", zone)
        output = tmp_path / workers / "site"
        assert build(Options(PROJECT / "pelicanconf.py", content=PROJECT / "content", output=output))
        sites.append({path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()})

    assert sites[0] == sites[1]
    assert len(sites[0]) > 100


def test_the_key_of_the_code_covers_code_and_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed module or data file makes everything anew."""
    package = tmp_path / "khabarnama"
    shutil.copytree(fingerprint.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprint, "PACKAGE", package)
    keys = [fingerprint.code_key()]

    for name in ("reading/header.py", "data/widgets.toml"):
        with (package / name).open("a") as file:
            file.write("\n# changed\n")
        keys.append(fingerprint.code_key())

    assert len(set(keys)) == 3


@pytest.mark.parametrize("folders", [("x.egg-info", "x-2.0.dist-info"), ("X-1.0.dist-info", "x-2.0.dist-info")])
def test_the_version_is_that_of_the_library_which_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folders: tuple[str, str]
) -> None:
    """The first on the path, however it was installed."""
    for number, name in enumerate(folders, start=1):
        place = tmp_path / str(number) / name
        place.mkdir(parents=True)
        told = place / ("PKG-INFO" if name.endswith(".egg-info") else "METADATA")
        told.write_text(f"Metadata-Version: 2.1\nName: X\nVersion: {number}.0\n")
    monkeypatch.setattr("sys.path", [str(tmp_path / "1"), str(tmp_path / "2")])
    fingerprint._installed.cache_clear()  # noqa: SLF001  # what another process begins with

    found = fingerprint.version("x")

    fingerprint._installed.cache_clear()  # noqa: SLF001
    assert found == version("x") == "1.0"


def test_the_key_of_the_code_covers_what_makes_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of Pillow is told before Pillow is even loaded."""
    before = fingerprint.code_key()
    monkeypatch.setattr(fingerprint, "version", lambda name: "0" if name == "pillow" else version(name))

    assert fingerprint.code_key() != before
