"""The words that templates and code ask for, to the .po files that translators fill."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from jinja2 import TemplateSyntaxError

from khabarnama.building.fingerprint import PACKAGE
from khabarnama.editions.catalogue import find_missing, first, read_catalogue
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from khabarnama.editions.catalogue import Message

_JINJA = "jinja2.ext:babel_extract"
_HEADER = """# The words of the interface in {language}.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {lang}\\n"
"Plural-Forms: {plurals};\\n"
"""


@dataclass(frozen=True, slots=True)
class Update:
    """What came to a catalogue, what nothing asks for any more, and a problem for each word left to translate."""

    new: Sequence[str]
    obsolete: Sequence[str]
    missing: Sequence[Problem]


def find_words(theme: Path) -> list[Message]:
    """Return every message that the templates of `theme` and our own code ask for, in the order in which they do.

    Raises KhabarnamaError that names the template and the line where one is no template.
    """
    options = {"trimmed": "true", "silent": "false"}
    try:
        shown = list(extract_from_dir(theme / "templates", [("**.html", _JINJA)], {"**.html": options}))
    except TemplateSyntaxError as error:
        problem = Problem(str(theme / "templates"), error.lineno, "error", f"template must be right, found: {error}")
        raise KhabarnamaError([problem]) from error
    made = extract_from_dir(PACKAGE, [("**.py", "python")])
    return list(dict.fromkeys(message for _, _, message, _, _ in (*shown, *made)))


def update_catalogue(path: Path, lang: str, words: Sequence[Message]) -> Update:
    """Bring the catalogue of `lang` at `path` up to date with `words`; make it if there is none.

    What is translated stays as it is and where it is; new words follow, empty; those that nothing asks for any more
    are marked obsolete, and come back if they are asked for again. Raises KhabarnamaError that names a file that is
    no catalogue.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_new(lang), encoding="utf-8")
    catalogue = read_catalogue(path, lang)
    had = [first(message.id) for message in catalogue if message.id]
    asked = {first(message): message for message in words}
    _restore(catalogue, asked)
    catalogue.update(_wanted(lang, had, asked), no_fuzzy_matching=True)
    text = path.read_text(encoding="utf-8")
    written = f"{_header(path, text)}\n\n{_body(catalogue)}"
    if written != text:
        path.write_text(written, encoding="utf-8")
    return Update(
        [word for word in asked if word not in had],
        [word for word in had if word not in asked],
        find_missing(path, read_catalogue(path, lang)),
    )


def _new(lang: str) -> str:
    language = Locale.parse(lang).get_display_name("en")
    return _HEADER.format(language=language, lang=lang, plurals=Catalog(lang).plural_forms)


def _header(path: Path, text: str) -> str:
    """Return the top of a catalogue as it is: Babel would write the time into it."""
    header = text.partition("\n\n")[0].rstrip()
    if not header.endswith('"') or 'msgid ""\nmsgstr ""\n' not in header:
        message, hint = (
            "catalogue must begin with its header and a blank line, found none",
            "see that of another language",
        )
        raise KhabarnamaError([Problem(str(path), 1, "error", message, hint)])
    return header


def _restore(catalogue: Any, asked: dict[str, Message]) -> None:
    for message in list(catalogue.obsolete.values()):
        if first(message.id) in asked:
            del catalogue.obsolete[first(message.id)]
            catalogue[message.id] = message


def _wanted(lang: str, had: Sequence[str], asked: dict[str, Message]) -> Catalog:
    """Return what a catalogue must have: in the order that it `had`, then what is new."""
    wanted = Catalog(lang)
    for word in dict.fromkeys((*had, *asked)):
        if word in asked:
            message: Any = asked[word]
            wanted.add(message)
    return wanted


def _body(catalogue: Any) -> str:
    file = io.BytesIO()
    write_po(file, catalogue, width=0, no_location=True, omit_header=True)
    return f"{file.getvalue().decode().strip()}\n"
