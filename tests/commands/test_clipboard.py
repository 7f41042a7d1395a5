"""The clipboard that `paste` reads: by which program, and what is done where there is none."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from tests.commands.pasting import DAY, NAME, URDU, paste
from tests.commands.repository import write
from tests.commands.terminal import in_terminal

if TYPE_CHECKING:
    from pathlib import Path


def reader(folder: Path, name: str, script: str) -> None:
    """Put a program that reads the clipboard into `folder`."""
    program = write(folder, name, f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize("name", ["wl-paste", "xclip", "pbpaste", "powershell.exe", "powershell"])
def test_the_clipboard_is_read_by_what_is_there(name: str, tmp_path: Path) -> None:
    """On Wayland, X11, macOS and Windows."""
    write(tmp_path, "text", URDU)
    reader(tmp_path / "bin", name, f"cat '{tmp_path}/text'")
    path = f"{tmp_path}/bin:{os.environ['PATH']}"

    run = paste("", "--clipboard", "--yes", "--date", "2024-11-29", cwd=tmp_path, env={"PATH": path})

    assert run.returncode == 0, run.stderr.decode()
    assert (tmp_path / DAY / f"{NAME}.ur.txt").read_text() == URDU


def test_a_clipboard_program_that_fails_gives_way_to_the_next(tmp_path: Path) -> None:
    """Such as wl-paste where no Wayland runs; where none can, each says why in one line."""
    write(tmp_path, "text", URDU)
    reader(tmp_path / "bin", "wl-paste", "echo 'Failed to connect to a Wayland server' >&2; exit 1")
    path = f"{tmp_path}/bin:/usr/bin:/bin"

    failed = paste("", "--clipboard", "--yes", cwd=tmp_path, env={"PATH": path})
    reader(tmp_path / "bin", "xclip", f"cat '{tmp_path}/text'")
    run = paste("", "--clipboard", "--yes", cwd=tmp_path, env={"PATH": path})

    assert "found wl-paste: Failed to connect to a Wayland server" in failed.stderr.decode()
    assert failed.stderr.count(b"\n") == 1
    assert failed.returncode == 1
    assert run.returncode == 0


def test_without_a_clipboard_program_it_is_said(tmp_path: Path) -> None:
    """In one line, with what to do."""
    (tmp_path / "bin").mkdir()

    run = paste("", "--clipboard", cwd=tmp_path, env={"PATH": str(tmp_path / "bin")})

    assert "a program that reads it (wl-paste, xclip, pbpaste, powershell), found none (install" in run.stderr.decode()
    assert run.stderr.count(b"\n") == 1
    assert run.returncode == 1


def test_without_a_clipboard_program_the_terminal_takes_the_text(tmp_path: Path) -> None:
    """Whoever sits there pastes it; so `make paste` works on any machine."""
    (tmp_path / "bin").mkdir()
    typed = [("Ctrl-D", URDU), ("تبصرہ بھیجیں", "\x04"), ("کیا اسے یہاں محفوظ کیا جائے", "ہاں\n")]

    code, shown = in_terminal(
        ["paste", "--clipboard", "--date", "2024-11-29"], tmp_path, typed, {"PATH": str(tmp_path / "bin")}
    )

    assert code == 0, shown
    assert (tmp_path / DAY / f"{NAME}.ur.txt").read_text() == URDU
