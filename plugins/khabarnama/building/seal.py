"""Whether a build would change anything: told from what files say of themselves, before Pelican is even loaded."""

from __future__ import annotations

import datetime as dt
import runpy
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from khabarnama.building.fingerprint import code_key, fingerprint, folder_key, plain_key
from khabarnama.building.ledger import from_bytes, identity, to_bytes
from khabarnama.building.looking import look, look_over
from khabarnama.building.report import Report, from_json
from khabarnama.building.store import Seal, read_seal, state_folder
from khabarnama.reading.contents import Contents, survey
from khabarnama.reading.history import History

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabarnama.building.aside import Aside
    from khabarnama.building.build import Build
    from khabarnama.commands.build import Options

_KNOWN = ["khabarnama"]  # the plugins whose work is known
_IDENTITY = 8  # bytes of a folder's number


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen before the build began: a content folder, and what git knows of it, if it was looked at.

    `theme` has the key of the theme's folder then. `glance` is looking at the spare folder of the output, if that is
    known. `code` is the key of the code that builds.
    """

    contents: Contents | None = None
    history: History | None = None
    theme: Mapping[Path, bytes] = field(default_factory=dict)
    glance: Aside | None = None
    code: bytes = field(default_factory=code_key)

    def of(self, folder: Path) -> tuple[Contents, History]:
        """Return what lies in the content `folder`, and what git knows of it."""
        if self.contents and self.history and self.contents.folder == folder.absolute():
            return self.contents, self.history
        return survey(folder), History(folder)

    def theme_key(self, folder: Path) -> bytes:
        """Return the key of the theme in `folder`."""
        return self.theme.get(folder.absolute()) or folder_key(folder)


def see_spare(spare: Path) -> bytes:
    """Return which folder `spare` is, and its stamp: for `read_spare`."""
    return identity(spare).to_bytes(_IDENTITY, "little") + to_bytes(look(spare))


def read_spare(found: bytes | None, spare: Path) -> int:
    """Return the stamp of the folder `spare`: as `see_spare` has `found` it, unless another one is in its place now.

    It may be: where another build came first, or one that died had still to put its site in place.
    """
    if found is None or int.from_bytes(found[:_IDENTITY], "little") != identity(spare):
        return look(spare)
    return from_bytes(found[_IDENTITY:])


@dataclass(frozen=True, slots=True)
class Told:
    """What a build is told beforehand, as a key, where it puts the site, and the key of the code that builds."""

    key: bytes
    output: Path
    code: bytes

    @property
    def state(self) -> Path:
        """The file of the state."""
        return state_folder(self.output) / "state.sqlite"

    def sealed(self, contents: Contents, theme: bytes, head: str) -> bytes:
        """Return what changes with anything that a site of these `contents` is made from.

        `theme` is the theme's key; `head` the commit, by which git dates articles and knows their former names.
        """
        pictures = sorted((folder, *found) for folder, names in contents.pictures.items() for found in names.items())
        texts = [*contents.files.items(), *contents.pages.items()]
        return plain_key((self.key, theme, head, texts, pictures))


def listen(options: Options) -> Told | None:
    """Return what `options` and the settings file tell a build; None where that is not all that it depends on."""
    if options.preview:
        return None
    values: dict[str, Any] = {}
    with suppress(Exception, SystemExit):  # the file is a program of the user's: what is wrong with it, the build says
        values = runpy.run_path(str(options.settings))
    if values.get("PLUGINS") != _KNOWN or "THEME_TEMPLATES_OVERRIDES" in values:
        return None
    settings = sorted((name, repr(value)) for name, value in values.items() if name.isupper())
    given = sorted((name, str(value)) for name, value in asdict(options).items())
    with suppress(OSError, ValueError, TypeError, LookupError):  # a wrong setting is said by the build
        today = dt.datetime.now(ZoneInfo(values["TIMEZONE"])).date()  # what lies ahead today does not tomorrow
        output = options.output or options.settings.absolute().parent / values.get("OUTPUT_PATH", "output")
        code = code_key()
        return Told(fingerprint(code, settings, given, str(today)), output.absolute(), code)
    return None


def unchanged(told: Told) -> tuple[Report | None, Seen]:
    """Return what the last build reported, if a build would make the same site again and the site is untouched.

    And what was seen for that in the content folder of the last build.
    """
    seen = Seen(code=told.code)
    with suppress(OSError, ValueError, KeyError, TypeError):
        seal = read_seal(told.state)
        if seal is None:
            return None, seen
        contents, history = seen.of(Path(seal.content))
        theme = Path(seal.theme)
        seen = Seen(contents, history, {theme: folder_key(theme)}, code=told.code)
        is_same = seal.key == told.sealed(contents, seen.theme_key(theme), history.head)
        if is_same and not contents.problems and seal.site == to_bytes(look_over(told.output)):
            return from_json(seal.report), seen
    return None, seen


def seal(told: Told | None, build: Build, theme: Path, before: bytes, report: Report) -> None:
    """Leave for the next build what this one was made from, if that is all told: `before` is the theme's key then."""
    is_all_told = build.is_lasting and not build.contents.problems and before == folder_key(theme)
    if told is None or build.changes is None or not is_all_told:
        build.store.seal(None)
        return
    key, site = told.sealed(build.contents, before, build.history.head), to_bytes(build.changes.stamp)
    build.store.seal(Seal(key, site, str(build.contents.folder.absolute()), str(theme.absolute()), report.to_json()))
