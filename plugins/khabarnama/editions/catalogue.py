"""A theme's .po files to the words of the interface, in every language."""

from __future__ import annotations

import gettext
import io
from typing import TYPE_CHECKING, Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    Message = str | tuple[str, ...]


def place(folder: Path, lang: str) -> Path:
    """Return the file below `folder` that has the words of `lang`."""
    return folder / lang / "LC_MESSAGES" / "messages.po"


def load_catalogue(folder: Path, lang: str) -> gettext.NullTranslations:
    """Return the words of `lang` from `folder`/<lang>/LC_MESSAGES/messages.po.

    Raises KhabarnamaError that names the file if it is missing, is no catalogue, or has words left to translate:
    a page never shows another language's words.
    """
    path = place(folder, lang)
    catalogue = read_catalogue(path, lang)
    problems = find_missing(path, catalogue)
    if not any(found.id for found in catalogue):
        problems = [
            Problem(
                str(path),
                0,
                "error",
                "catalogue must hold the interface's words, found none",
                "`make translate` adds them",
            )
        ]
    if problems:
        raise KhabarnamaError(problems)
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return gettext.GNUTranslations(binary)


def read_catalogue(path: Path, lang: str) -> Any:
    """Return the catalogue of `lang` in the file `path`, a Catalog of Babel's.

    Raises KhabarnamaError that names the file if it is none.
    """
    try:
        with path.open("rb") as file:
            return read_po(file, locale=lang, abort_invalid=True)
    except (OSError, PoFileError, UnicodeDecodeError) as error:
        hint = "" if path.exists() else "`make translate` makes it"
        raise KhabarnamaError([Problem(str(path), 0, "error", f"catalogue must be readable: {error}", hint)]) from error


def find_missing(path: Path, catalogue: Any) -> list[Problem]:
    """Return a problem for each message of `catalogue`, the file `path`, that is not translated."""
    return [
        Problem(str(path), found.lineno or 0, "error", f"catalogue must translate «{first(found.id)}», found nothing")
        for found in catalogue
        if found.id and (found.fuzzy or not _is_whole(found.string))
    ]


def first(message: Message) -> str:
    """Return a message, the singular of one that counts: by it catalogues know messages."""
    return message if isinstance(message, str) else message[0]


def _is_whole(words: Message) -> bool:
    return bool(words) if isinstance(words, str) else all(words)
