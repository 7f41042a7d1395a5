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


def load_catalogue(folder: Path, lang: str) -> gettext.NullTranslations:
    """Return the words of `lang` from `folder`/<lang>/LC_MESSAGES/messages.po.

    Raises KhabarnamaError that names the file if it is missing, is no catalogue, or has words left to translate:
    a page never shows another language's words.
    """
    path = folder / lang / "LC_MESSAGES" / "messages.po"
    try:
        with path.open("rb") as file:
            catalogue: Any = read_po(file, locale=lang, abort_invalid=True)
    except (OSError, PoFileError, UnicodeDecodeError) as error:
        raise KhabarnamaError([Problem(str(path), 0, "error", f"catalogue must be readable: {error}")]) from error
    problems = [
        Problem(
            str(path), message.lineno or 0, "error", f"catalogue must translate «{_first(message.id)}», found nothing"
        )
        for message in catalogue
        if message.id and (message.fuzzy or not _is_whole(message.string))
    ]
    if problems:
        raise KhabarnamaError(problems)
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return gettext.GNUTranslations(binary)


def _first(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[0]


def _is_whole(words: str | tuple[str, ...]) -> bool:
    return bool(words) if isinstance(words, str) else all(words)
